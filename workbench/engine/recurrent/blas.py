"""NumPy's matrix product, which the compiled kernels call by its address.

What OpenBLAS must be told before it is loaded is said in ``workbench/__init__.py``.
"""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass

# BLAS's sgemm by the names that it has in NumPy's own wheels, in other builds with integers of 64 bits, in those of 32
# bits (distributions, conda, SciPy), and in Apple's library.
_NAMES = ("scipy_sgemm_64_", "sgemm_64_", "sgemm_", "scipy_sgemm_", "sgemm$NEWLAPACK$ILP64")
_ACCELERATE = "/System/Library/Frameworks/Accelerate.framework/Accelerate"  # NumPy's on newer systems of Apple's


@dataclass(frozen=True)
class MatrixProduct:
    """Where BLAS's ``sgemm`` lies in memory, and the processor's instructions that its library has taken."""

    address: int
    architecture: str


def find() -> MatrixProduct:
    """Find the matrix product of NumPy's BLAS, and give it one thread.

    Raises:
        ImportError: NumPy's BLAS has none by a known name, or threadpoolctl is missing.
    """
    import numpy as np
    from threadpoolctl import ThreadpoolController

    folder = os.path.realpath(os.path.dirname(np.__file__))  # threadpoolctl follows links
    libraries = ThreadpoolController().select(user_api="blas").lib_controllers
    # numpy/ or, beside it, numpy.libs/ goes before what others have loaded
    for library in sorted(libraries, key=lambda one: not one.filepath.startswith(folder)):
        if address := _address(library.filepath):
            library.set_num_threads(1)  # where somebody loaded it before us
            return MatrixProduct(address, str(getattr(library, "architecture", None) or library.internal_api))
    if sys.platform == "darwin" and (address := _address(_ACCELERATE)):
        return MatrixProduct(address, "Accelerate")
    raise ImportError("NumPy's BLAS has no matrix product by a known name")


def _address(path: str) -> int:
    """Give the address of the library's ``sgemm``, which is loaded and stays; 0 where it has none."""
    library = ctypes.CDLL(path)
    for name in _NAMES:
        if function := getattr(library, name, None):
            return ctypes.cast(function, ctypes.c_void_p).value or 0
    return 0
