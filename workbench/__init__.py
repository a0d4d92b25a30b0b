"""Sequence Workbench: recurrent networks on your own time series."""

import os

__version__ = "0.1.0"

# OpenBLAS, which NumPy brings, reads these once, while it is loaded; so they are said before that.
# One thread a product: the recurrent layers share their work among threads themselves, and threads of threads wait for
# each other. The other two choose kernels for a processor by hand, half as fast as its own and with other last bits.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
for _name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(_name, None)
