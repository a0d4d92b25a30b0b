"""How an ONNX file is used, to copy."""

from __future__ import annotations

from pathlib import Path

from workbench.core.layers.stack import stack_of
from workbench.core.reads import reads_of, starts_of
from workbench.engine.model import Model


def example(model: Model, path: Path) -> str:
    """Write a few lines of Python that forecast with the file."""
    reads = reads_of(model.experiment)
    given = []
    if reads.past:
        given.append(("past", f"past,  # (batch, {reads.rows}, {len(reads.past)}) numbers: {', '.join(reads.past)}"))
    if reads.words:
        told = ", ".join(one.column for one in reads.words)
        given.append(("words", f"words,  # (batch, {reads.rows}, {len(reads.words)}) strings: {told}"))
    if reads.ahead:
        told = ", ".join(reads.ahead)
        given.append(("ahead", f"ahead,  # (batch, {reads.lead}, {len(reads.ahead)}) numbers after the past: {told}"))
    if reads.words_ahead:
        told = ", ".join(one.column for one in reads.words_ahead)
        given.append(("words_ahead", f"words_ahead,  # (batch, {reads.lead}, {len(reads.words_ahead)}): {told}"))
    if reads.has_times:
        given.append(("times", f"times,  # (batch, {reads.rows + reads.lead}) int64, microseconds since 1970-01-01"))
    for row in stack_of(model.experiment).active_rows:
        given += [(name, f"{name},  # (batch, {units}) float32") for name, units in starts_of(row).items()]
    lines = [
        "import os",
        "",
        "import numpy as np",
        "",
        'os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before it is loaded: nothing of the model leaves this machine',
        "import onnxruntime",
        "",
        f"session = onnxruntime.InferenceSession({str(path)!r})",
        'forecast = session.run(["forecast"], {',
        *(f'    "{name}": {value}' for name, value in given),
        "})[0]",
        f"# (batch, {model.experiment.windows.horizon}, {len(model.experiment.data.targets)}) in original units",
    ]
    return "\n".join(lines) + "\n"
