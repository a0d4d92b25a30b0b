"""The ways in which an interval around a forecast can be known, and what a network needs for each."""

from __future__ import annotations

from typing import Literal

from workbench.core.experiment import Experiment
from workbench.core.text import Text, text

IntervalMethod = Literal["conformal", "own", "dropout"]

TITLES: dict[IntervalMethod, Text] = {
    "conformal": text("conformal"),
    "own": text("the network's own"),
    "dropout": text("dropout"),
}
SUMMARIES: dict[IntervalMethod, Text] = {
    "conformal": text("As wide as the errors on the validation part were: it holds as long as errors stay like those."),
    "own": text("The quantiles or the deviation that the network gives, because its loss asks for them."),
    "dropout": text(
        "Between forecasts of the same network with its dropout on. It says how unsure the network is, not how much"
        " the series is scattered, and is usually too narrow."
    ),
}
FEWEST_PASSES, MOST_PASSES = 10, 10_000  # with dropout; fewer give no interval

_RATES = ("rate", "dropout", "recurrent_dropout")
_GIVE_A_DISTRIBUTION = ("quantile", "gaussian_nll")


def why_not(method: IntervalMethod, experiment: Experiment) -> Text | None:
    """Say why a network has no interval of this kind, or give None."""
    if method == "dropout":
        return why_no_dropout(experiment)
    if method == "own" and experiment.training.loss not in _GIVE_A_DISTRIBUTION:
        return text("The network gives single values; a quantile or Gaussian loss would make it give an interval.")
    return None


def why_no_dropout(experiment: Experiment) -> Text | None:
    """Say that no layer leaves units out, or give None."""
    rates = (getattr(spec, name, 0.0) for spec in experiment.layers if spec.enabled for name in _RATES)
    if any(rate > 0 for rate in rates):
        return None
    return text("The network has no dropout, so every forecast is the same.")
