"""Which interval stands around a forecast, where several can be had."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import SettingsError
from workbench.core.experiment import Experiment
from workbench.core.judgement.interval_methods import IntervalMethod, why_not
from workbench.core.preparing.units import TargetUnits
from workbench.core.preparing.windows import Windows
from workbench.core.stopping import StopToken
from workbench.core.text import text
from workbench.engine.forecasting.prediction import Forecast, forecast_with_dropout, forecast_with_spread
from workbench.engine.judgement.dropout import Passes
from workbench.engine.judgement.intervals import Calibration, Spread, coverage, edges_of
from workbench.engine.network import Network

Array = NDArray[np.float64]


@dataclass(frozen=True)
class IntervalChoice:
    """The interval that is wanted.

    Attributes:
        method: from the errors on the validation part, of the network itself, or from forecasts with dropout.
        passes: with dropout; the others do not look at it.
    """

    method: IntervalMethod = "conformal"
    passes: Passes = field(default_factory=Passes)

    def check(self, experiment: Experiment) -> None:
        """Look whether a network has such an interval.

        Raises:
            SettingsError: it has none.
        """
        missing = why_not(self.method, experiment)
        if missing is not None:
            raise SettingsError(missing, hint=text("Choose another interval, or train such a network."))

    @property
    def of_future(self) -> dict[str, Any]:
        """What ``forecast_future`` has to know."""
        return {"passes": self.passes} if self.method == "dropout" else {}

    def around(self, forecast: Forecast, calibration: Calibration | None) -> Forecast:
        """Give a forecast that was made as ``of_future`` says with the interval that is wanted."""
        if self.method != "conformal":
            return forecast
        return replace(forecast, spread=None if calibration is None else calibration.around(forecast.values))


@dataclass(frozen=True, eq=False)
class Measured:
    """How much of the truth the intervals of one kind hold.

    Attributes:
        choice: of the interval.
        part: where it was measured: validation or test.
        coverage: by the share of the truth that should lie inside, the (H, K) share that does.
        widths: by the same, the (H, K) mean width in original units.
    """

    choice: IntervalChoice
    part: str
    coverage: dict[float, Array]
    widths: dict[float, Array]

    @property
    def is_by_construction(self) -> bool:
        """Whether the share inside says nothing, because the radii are those of these very errors."""
        return self.choice.method == "conformal" and self.part == "validation"


@dataclass(frozen=True, eq=False)
class Samples:
    """Samples with what is known of them.

    Attributes:
        windows: the N samples.
        units: of their targets.
        forecast: (N, H, K), without dropout.
    """

    windows: Windows
    units: TargetUnits
    forecast: Array


def spread_of(
    choice: IntervalChoice,
    network: Network,
    samples: Samples,
    calibration: Calibration | None,
    stop: StopToken | None = None,
) -> Spread | None:
    """Give the interval around every forecast; None where the validation part was too short for a conformal one.

    Raises:
        SettingsError: the network has no interval of this kind.
        Discarded: ``stop`` asked for it.
    """
    choice.check(network.experiment)
    if choice.method == "conformal":
        return None if calibration is None else calibration.around(samples.forecast)
    if choice.method == "own":
        return forecast_with_spread(network, samples.windows, samples.units, stop)[1]
    return forecast_with_dropout(network, samples.windows, samples.units, choice.passes, stop)


def measured(choice: IntervalChoice, part: str, truth: Array, forecast: Array, spread: Spread) -> Measured:
    """Lay intervals around (N, H, K) forecasts beside the truth."""
    edges = edges_of(forecast, spread)
    widths = {share: (high - low).mean(axis=0) for share, (low, high) in edges.items()}
    return Measured(choice, part, coverage(truth, forecast, spread), widths)
