"""Whether the compiled kernels can be had here, and how they get onto this machine.

The packaged program carries them compiled ahead (``aot.py``). Elsewhere numba compiles them for the processor it
finds, at their first use: some seconds for each kind of layer, once; the result lies in the user's cache folder and
is loaded in a moment afterwards. Where both are missing or refused, torch's own kernels serve, and
``workbench doctor`` says so.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import ModuleType

from workbench.core import places

SWITCH = "WORKBENCH_COMPILED"  # set to 0 to do without the compiled path
_FOLDER = "NUMBA_CACHE_DIR"  # where numba keeps what it has compiled
_SOURCES = ("arithmetic.py", "kernels.py", "../activations.py")  # the packaged program has none, and compiles nothing


@cache
def _loaded() -> tuple[ModuleType | None, str]:
    """Load the kernels; give their module, or the reason why there is none."""
    if os.environ.get(SWITCH) == "0":
        return None, f"it is switched off by {SWITCH}=0"
    os.environ.setdefault(_FOLDER, str(places.cache_folder() / "kernels" / _edition()))
    try:
        from workbench.engine.recurrent import compiled
    except (ImportError, OSError, RuntimeError) as error:  # missing, not loadable, or no folder for its cache
        return None, f"it does not load: {error}".splitlines()[0]
    return compiled, ""


def _edition() -> str:
    """Name these very sources: numba itself would see a change in the kernels, but not in what becomes part of them."""
    sources = [file for name in _SOURCES if (file := Path(__file__).parent / name).is_file()]
    return hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()[:16]


@cache
def obstacle(kind: str | None = None) -> str:
    """Say why there is no compiled path on this machine, or none for a kind of layer; empty where there is one.

    The first question for a kind compiles its kernels or reads them from the cache, and both can fail.
    A cache that is damaged, as after a power cut, is emptied; one that cannot be written is done without.
    """
    module, why = _loaded()
    if module is None or kind is None:
        return why
    for _attempt in range(3):
        try:
            module.warm_up(kind)
        except Exception as error:  # noqa: BLE001 - whatever a compiler or a damaged file says, torch serves
            why = f"it cannot be compiled: {type(error).__name__}: {error}".splitlines()[0]
            _empty_cache()
        else:
            return ""
    return why


def compiles(kind: str) -> bool:
    """Whether the next question for a kind takes the seconds of compiling its kernels."""
    module, _ = _loaded()
    return module is not None and not module.is_ready(kind)


def _empty_cache() -> None:
    for file in Path(os.environ[_FOLDER]).glob("**/kernels.*.nb[ic]"):
        with suppress(OSError):  # what cannot be deleted fails the next attempt, too, and is told then
            file.unlink()


def architecture() -> str:
    """Name the processor's instructions that the matrix products use; the caller knows that there is no obstacle."""
    return str(compiled().MATRIX_PRODUCT.architecture)


def origin() -> str:
    """Say who compiled the kernels; the caller knows that there is no obstacle."""
    return "compiled ahead" if compiled().ARE_COMPILED_AHEAD else "compiled by numba"


def compiled() -> ModuleType:
    """Give the module that runs windows compiled; the caller knows that there is no obstacle."""
    module = _loaded()[0]
    assert module is not None
    return module
