"""What is wrong with an experiment that is legal setting by setting, and what would repair it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.core.errors import DataError, Fault, SettingsError
from workbench.core.text import Text, joined, text

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


def refuse(problems: Sequence[Problem], error: type[DataError] | type[SettingsError], what: Text) -> None:
    """Raise ``error`` where one of the ``problems`` forbids training, with all of those that do.

    Args:
        problems: warnings are passed over.
        error: DataError or SettingsError.
        what: is said above several; a single one speaks for itself.
    """
    faults = [problem for problem in problems if problem.severity == "error"]
    if not faults:
        return
    first = faults[0]
    hint = text("Repair: {label}.", label=first.repair.label) if first.repair else first.hint or ""
    if first.repair and first.hint and first.address.startswith("data.mending"):
        hint = joined(hint, first.hint)
    if len(faults) == 1:
        raise error(first.message, hint=hint)
    raise error(what, hint=hint, faults=[Fault(fault.address, fault.message) for fault in faults])
