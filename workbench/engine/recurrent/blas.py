"""SciPy's matrix product for the compiled kernels: one thread a call, on the processor's widest instructions.

Numba's ``np.dot`` calls the BLAS that SciPy brings, most often OpenBLAS, which reads its environment
variables once, while it is loaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Threads: the kernels share a batch among threads themselves, and threads of threads wait for each other.
# The other two may hold for other programs; here OpenBLAS looks at the processor, as numba and torch do,
# because its older kernels take twice the time on one with AVX-512.
_WHILE_LOADING = {"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": None, "OPENBLAS_L2_SIZE": None}


def load() -> str:
    """Load SciPy's BLAS before the kernels need it, and name the kernels that it took.

    Where SciPy was loaded before, its BLAS stays as it is but for the threads.

    Raises:
        ImportError: SciPy or threadpoolctl is missing, or cannot be loaded.
    """
    if "scipy.linalg.cython_blas" not in sys.modules:
        with _environment(_WHILE_LOADING):
            import scipy.linalg.cython_blas
    import scipy
    from threadpoolctl import ThreadpoolController

    folder = os.path.dirname(scipy.__file__)
    taken = "unknown"
    for library in ThreadpoolController().select(user_api="blas").lib_controllers:
        if library.filepath.startswith(folder):  # scipy/ or, beside it, scipy.libs/
            library.set_num_threads(1)
            taken = str(getattr(library, "architecture", None) or library.internal_api)
    return taken


@contextmanager
def _environment(values: dict[str, str | None]) -> Iterator[None]:
    """Set environment variables, or take those with None out, and put back what was there."""
    before = {name: os.environ.get(name) for name in values}
    _set(values)
    try:
        yield
    finally:
        _set(before)


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
