"""The baselines: forecasts that need no network. To add one: a file here, and its class in the tuple."""

from __future__ import annotations

from workbench.core.baselines.base import Baseline, Forecaster, Ground, ground_of
from workbench.core.baselines.drift import Drift
from workbench.core.baselines.last_value import LastValue
from workbench.core.baselines.linear import Linear
from workbench.core.baselines.mean import WindowMean
from workbench.core.baselines.seasonal_naive import SeasonalNaive

# The order is that of the tables: the simplest first.
BASELINES: tuple[Baseline, ...] = (LastValue(), SeasonalNaive(), Drift(), WindowMean(), Linear())

__all__ = ["BASELINES", "Baseline", "Forecaster", "Ground", "ground_of"]
