"""The kernels compiled ahead of time: what the packaged program carries in place of a compiler.

They are the functions of ``kernels.py``, compiled by numba as at their first use, but into extension modules beside
this file: one for each kind of processor in ``_PROCESSORS``. Where there are none, as in a checkout, numba
compiles for the processor that it finds.
"""

from __future__ import annotations

import platform
import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import torch

# LLVM's names of the oldest processor that a module runs on. Haswell is where AVX2 and FMA began. Whether registers of
# 512 bits would make the kernels faster was not measured.
_PROCESSORS = {"avx2": "haswell", "plain": "x86-64"}
_ELSEWHERE = {"plain": "generic"}


def kernels() -> ModuleType:
    """Give the kernels for this processor: compiled ahead where they are there, else those that numba compiles."""
    name = f"{__package__}.kernels_{own_processor()}"
    return import_module(name if find_spec(name) else f"{__package__}.kernels")


def own_processor() -> str:
    """Name the kind of processor that this one is, as torch finds it for its own kernels: ``avx2`` or ``plain``."""
    return "avx2" if torch.backends.cpu.get_cpu_capability().startswith("AVX") else "plain"


def build(folder: Path) -> list[Path]:
    """Compile the kernels ahead for every kind of processor of this machine's family; give the modules made.

    Each takes half a minute, a C++ compiler and setuptools.
    """
    processors = _PROCESSORS if platform.machine().lower() in ("x86_64", "amd64") else _ELSEWHERE
    return [build_for(name, processor, folder) for name, processor in processors.items()]


def build_for(name: str, processor: str, folder: Path) -> Path:
    """Compile the kernels ahead for one kind of processor, which LLVM calls ``processor``; give the module made."""
    from workbench.engine.recurrent import compiled

    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # numba's successor to this part is not there yet, and distutils warns of itself
        from numba import typeof, void

        from workbench.engine.recurrent import arithmetic
        from workbench.engine.recurrent import kernels as source

        pycc: Any = import_module("numba.pycc")  # Any: it is not typed
        made = pycc.CC(f"kernels_{name}", source_module=source)
        made.output_dir, made.target_cpu = str(folder), processor
        for kernel, arguments in compiled.example_calls().items():
            made.export(kernel, void(*map(typeof, arguments)))(getattr(source, kernel).py_func)
        compile_extra = pycc.compiler.compile_extra

        def with_options(context: Any, target: Any, code: Any, takes: Any, gives: Any, flags: Any, **rest: Any) -> Any:
            flags.release_gil, flags.error_model, flags.fastmath = True, "numpy", arithmetic.FASTMATH
            return compile_extra(context, target, code, takes, gives, flags, **rest)

        with patch.object(pycc.compiler, "compile_extra", with_options):  # CC itself takes no options of a function
            made.compile()
    return folder / str(made.output_file)
