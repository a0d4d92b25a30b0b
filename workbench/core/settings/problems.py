"""What is wrong with an experiment that is legal setting by setting, and what would repair it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.core.text import Text

if TYPE_CHECKING:
    from workbench.core.experiment import Experiment

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Repair:
    """One way out of a problem.

    Attributes:
        label: what the button says.
        experiment: the experiment after the repair.
    """

    label: Text
    experiment: Experiment


@dataclass(frozen=True)
class Problem:
    """Something that keeps an experiment from training, or from learning what was meant.

    Attributes:
        address: where, as in ``layers[1].return_sequences``.
        message: what, in the user's words.
        severity: an error forbids training; a warning does not.
        repair: one way out, where there is one.
        hint: what to do, where there is no repair.
    """

    address: str
    message: Text
    severity: Severity = "error"
    repair: Repair | None = None
    hint: Text | None = None
