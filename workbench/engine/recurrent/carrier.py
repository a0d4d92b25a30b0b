"""Whether the compiled kernels can be had here, and how they get onto this machine.

Numba compiles them for the processor it finds, at their first use: a second or two for each kind, once; the
result lies in the user's cache folder and is loaded in a few milliseconds afterwards. Where numba is missing
or refused, torch's own kernels serve, and ``workbench doctor`` says so.
"""

from __future__ import annotations

import os
from functools import cache
from types import ModuleType

from workbench.core import places

SWITCH = "WORKBENCH_COMPILED"  # set to 0 to do without the compiled path


@cache
def _loaded() -> tuple[ModuleType | None, str, str]:
    """Load the kernels; give their module, the reason why there is none, and what their BLAS runs on."""
    if os.environ.get(SWITCH) == "0":
        return None, f"it is switched off by {SWITCH}=0", ""
    os.environ.setdefault("NUMBA_CACHE_DIR", str(places.cache_folder() / "kernels"))
    try:
        from workbench.engine.recurrent import blas

        architecture = blas.load()
        from workbench.engine.recurrent import compiled
    except (ImportError, OSError, RuntimeError) as error:  # missing, not loadable, or no folder for its cache
        return None, f"it does not load: {error}".splitlines()[0], ""
    return compiled, "", architecture


def obstacle() -> str:
    """Say why there is no compiled path on this machine; empty where there is one."""
    return _loaded()[1]


def architecture() -> str:
    """Name the processor's instructions that the matrix products use, as its library calls them."""
    return _loaded()[2]


def compiled() -> ModuleType:
    """Give the module that runs windows compiled; the caller knows that there is no obstacle."""
    module = _loaded()[0]
    assert module is not None
    return module
