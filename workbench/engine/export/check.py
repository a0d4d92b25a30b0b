"""Whether an exported model gives the model's own numbers: asked before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import ExportError
from workbench.core.text import Text, text
from workbench.engine.export.probe import BATCHES, FORECASTS, Expected, Probe, expected, probe_of
from workbench.engine.model import Model

Outputs = Mapping[str, NDArray[Any]]
Run = Callable[[dict[str, NDArray[Any]]], Outputs]

MOST = 1e-4  # of a target's scale


@dataclass(frozen=True)
class Check:
    """How far an exported model is from the model itself.

    Attributes:
        batches: how many samples were forecast at once.
        largest: difference, as a share of the target's scale; of a state, of one.
        output: which output it is of.
    """

    batches: tuple[int, ...]
    largest: float
    output: str

    @property
    def words(self) -> Text:
        """Tell the user."""
        if self.largest == 0:
            return text(
                "Checked against the model's own forecasts in batches of {batches}: not one number differs.",
                batches=", ".join(map(str, self.batches)),
            )
        return text(
            "Checked against the model's own forecasts in batches of {batches}: the largest difference is"
            " {largest:.1e} of the target's scale.",
            batches=", ".join(map(str, self.batches)),
            largest=self.largest,
        )


def checked(model: Model, run: Run, *, states: bool = True) -> Check:
    """Compare an exported model with the model itself.

    Args:
        model: what was exported.
        run: computes the exported model's outputs from its inputs.
        states: whether it hands out the states that layers return, too.

    Raises:
        ExportError: they differ by more than ``MOST``, or one gives no number where the other does.
    """
    worst, output = 0.0, "forecast"
    for batch in BATCHES:
        probe = probe_of(model, batch)
        wanted = expected(model, probe)
        _refuse_no_numbers(wanted)
        for name, far in differences(run(probe.inputs), wanted, states=states).items():
            if not far <= worst:
                worst, output = far, name
    if not worst <= MOST:
        raise ExportError(
            text(
                "The exported model gives other numbers than the model: its {output} is {largest:.1e} of the"
                " target's scale away, more than {most:.0e}.",
                output=output,
                largest=worst,
                most=MOST,
            ),
            hint=text("Nothing was written. Save the model as a bundle, and report this with the model's file."),
        )
    return Check(BATCHES, worst, output)


def _refuse_no_numbers(wanted: Expected) -> None:
    """A model that forecasts no number at all would agree with every other such model."""
    if not np.isfinite(wanted.outputs["forecast"]).any():
        raise ExportError(
            text("The model forecasts no numbers, whatever it sees."),
            hint=text("Train it again: its weights, or what its transforms make of them, left every bound."),
        )


def differences(found: Outputs, wanted: Expected, *, states: bool = True) -> dict[str, float]:
    """Give the largest difference of each output, over its scale; infinite where one gives no number."""
    far = {}
    for name, values in wanted.outputs.items():
        if name not in FORECASTS and not states:
            continue
        given = np.asarray(found[name], dtype=np.float64)
        same = given.shape == values.shape and bool((np.isfinite(given) == np.isfinite(values)).all())
        if not same:
            far[name] = np.inf
            continue
        apart = np.abs(given - values)[np.isfinite(values)]
        scale = np.broadcast_to(wanted.scales[name], values.shape)[np.isfinite(values)]
        far[name] = float(np.max(apart / scale, initial=0.0))
    return far


__all__ = ["MOST", "Check", "Probe", "Run", "checked", "differences"]
