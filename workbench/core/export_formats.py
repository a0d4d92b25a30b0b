"""What a trained model can be exported as: names, endings, and what each is for."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.errors import ExportError
from workbench.core.text import Text, text


@dataclass(frozen=True)
class ExportFormat:
    """One format.

    Attributes:
        name: on the command line.
        title: in the window.
        purpose: one line on what it is for.
        suffix: ending of the file; "" for a folder of files.
        unchecked: why no forecasts of it are compared with the model's own; None where they are.
    """

    name: str
    title: Text
    purpose: Text
    suffix: str
    unchecked: Text | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is opened to be read."""
        return self.suffix == ".html"


_CODE_ALONE = text("It holds settings and code, no trained numbers to check.")

# The order is the dialog's. To add one: a line here, and a writer in engine/export/export.py.
EXPORT_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        "bundle",
        text("Workbench model"),
        text("To open here again, and for the commands predict and evaluate. Nothing in it can run."),
        ".seqmodel",
    ),
    ExportFormat(
        "onnx",
        text("ONNX"),
        text("For other programs and languages: raw numbers in, original units out; scaling is inside."),
        ".onnx",
    ),
    ExportFormat(
        "keras",
        text("Keras"),
        text(
            "For Keras 3, to forecast and to train on: raw numbers in, original units out; it can be opened here too."
        ),
        ".keras",
    ),
    ExportFormat(
        "pytorch",
        text("PyTorch and NumPy scripts"),
        text("A folder: the weights, and two readable programs that forecast from a CSV file without the workbench."),
        "",
    ),
    ExportFormat(
        "script",
        text("Training script"),
        text("One Python file that repeats the training with PyTorch alone."),
        ".py",
        _CODE_ALONE,
    ),
    ExportFormat(
        "notebook",
        text("Training notebook"),
        text("The training script in cells, for Jupyter, with what each part does."),
        ".ipynb",
        _CODE_ALONE,
    ),
    ExportFormat(
        "report",
        text("Report"),
        text("One page for people: data, network, verdict, measures and pictures. It needs the model's own data."),
        ".html",
        text("It is a page to read; nothing forecasts with it."),
    ),
)


def export_format(name: str) -> ExportFormat:
    """Give the format called ``name``.

    Raises:
        ExportError: there is none.
    """
    for one in EXPORT_FORMATS:
        if one.name == name:
            return one
    raise ExportError(
        text("There is no export format called {name}.", name=name),
        hint=text("Choose one of {names}.", names=", ".join(one.name for one in EXPORT_FORMATS)),
    )
