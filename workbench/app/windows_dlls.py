"""On Windows torch's libraries must be in memory before Qt's.

From torch 2.9 on, importing it after Qt fails there with WinError 1114 in c10.dll. The window opens
before torch is imported, so its base library is loaded by itself, which takes milliseconds.
Written from the report; it could not be tried on Windows here.

Source: https://github.com/pytorch/pytorch/issues/166628.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path


def load_torch_libraries_first() -> None:
    """Load c10.dll before Qt; on other systems do nothing."""
    if sys.platform != "win32":
        return
    found = importlib.util.find_spec("torch")
    if found is None or found.origin is None:
        return  # importing torch will say what is missing
    folder = Path(found.origin).parent / "lib"
    os.add_dll_directory(str(folder))
    ctypes.WinDLL(str(folder / "c10.dll"))
