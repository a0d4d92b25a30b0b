"""ONNX: raw numbers in, original units out, with ONNX's own recurrent operators; checked before it is written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from workbench.core import storage
from workbench.engine.export.check import Check, Run, checked
from workbench.engine.export.onnx.model import onnx_model
from workbench.engine.model import Model

_ERRORS_ALONE = 3
_NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"


def save_onnx(model: Model, path: Path) -> Check:
    """Write ``model`` to ``path`` once onnxruntime has given the model's own numbers with it.

    Raises:
        ExportError: it cannot be written as ONNX, or gives other numbers.
        StorageError: it cannot be written; what was there is unchanged.
    """
    content, check = onnx_bytes(model)
    storage.write_whole(path, content)
    return check


def onnx_bytes(model: Model) -> tuple[bytes, Check]:
    """Give the content of an ONNX file, and how far its numbers are from the model's own.

    Raises:
        ExportError: it cannot be written as ONNX, or gives other numbers.
    """
    content = onnx_model(model).SerializeToString()
    return content, checked(model, runtime_of(content))


def runtime_of(content: bytes) -> Run:
    """Give what computes a graph's outputs, with onnxruntime on the CPU."""
    os.environ[_NO_TELEMETRY] = "1"  # read when it is loaded; it would tell its maker of every model
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # for builds that do not read it, as Windows' own

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ALONE
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    names = [one.name for one in session.get_outputs()]

    def run(inputs: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        return dict(zip(names, session.run(None, inputs), strict=True))

    return run
