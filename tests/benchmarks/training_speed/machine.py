"""The machine that a measurement was taken on, in a few lines."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

GIB = 2**30
DISTRIBUTIONS = (
    "torch",
    "numpy",
    "numba",
    "keras",
    "jax",
    "tensorflow",
    "tensorflow-cpu",
    "lightning",
    "skorch",
    "darts",
)
THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")


def describe() -> dict[str, str]:
    """Give processor, memory, system, versions, and the variables that change how many threads are used."""
    physical, logical = psutil.cpu_count(logical=False), psutil.cpu_count()
    described = {
        "processor": _processor(),
        "cores": f"{physical or '?'} physical, {logical or '?'} logical",
        "memory": f"{psutil.virtual_memory().total / GIB:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Python": platform.python_version(),
        **{name: found for name in DISTRIBUTIONS if (found := _version(name))},
    }
    return described | {name: os.environ[name] for name in THREAD_VARIABLES if name in os.environ}


def in_a_line(described: Mapping[str, str]) -> str:
    """Give the description as one sentence for the head of a table."""
    first = ("processor", "cores", "memory", "system")
    rest = [f"{name} {value}" for name, value in described.items() if name not in first]
    return "; ".join([", ".join(described[name] for name in first), ", ".join(rest)]) + "."


def _processor() -> str:
    """Linux keeps the model's name in a file; elsewhere Python's own word must do."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
