"""SciPy's matrix product for the compiled kernels, which numba's ``np.dot`` calls.

What OpenBLAS must be told before it is loaded is said in ``workbench/__init__.py``.
"""

from __future__ import annotations

import os


def load() -> str:
    """Load SciPy's BLAS, give it one thread, and name the processor's instructions that it took.

    Raises:
        ImportError: SciPy or threadpoolctl is missing, or cannot be loaded.
    """
    import scipy.linalg.cython_blas
    from threadpoolctl import ThreadpoolController

    folder = os.path.dirname(scipy.__file__)
    taken = "unknown"
    for library in ThreadpoolController().select(user_api="blas").lib_controllers:
        if library.filepath.startswith(folder):  # scipy/ or, beside it, scipy.libs/
            library.set_num_threads(1)  # where somebody loaded it before us
            taken = str(getattr(library, "architecture", None) or library.internal_api)
    return taken
