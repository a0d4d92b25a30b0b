"""A forecast that becomes the input of the next one.

What is fed back is written behind the series in original units, and the network is asked again as if it had been
measured: transforms, scaler and window nodes treat it as they treat every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from workbench.core.errors import DataError, SettingsError
from workbench.core.experiment import Experiment
from workbench.core.mending.mended import mended
from workbench.core.preparing.columns import past_and_future
from workbench.core.preparing.features import lost_steps
from workbench.core.preparing.future import times_ahead, what_future_lacks, why_not_fed_back, with_rows_ahead
from workbench.core.series import Series
from workbench.core.sources.groups import series_of
from workbench.core.stopping import StopToken
from workbench.core.text import text
from workbench.engine.forecasting.prediction import Forecast, calibrated, forecast_future
from workbench.engine.judgement.intervals import Spread
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network

Way = Literal["direct", "recursive"]
Spreading = Callable[[Forecast], Forecast]  # gives the forecast of one horizon the interval that it shall have
MOST_STEPS = 100_000


@dataclass(frozen=True)
class Ahead:
    """How far past the end is forecast, and how.

    Attributes:
        way: ``direct`` takes every step of the horizon from one forecast, and feeds whole horizons back only to come
            further than that; ``recursive`` takes the first step alone, and feeds it back for the next.
        steps: how many; None for as many as the horizon has.

    Raises:
        SettingsError: fewer than one step is asked for, or more than ``MOST_STEPS``.
    """

    way: Way = "direct"
    steps: int | None = None

    def __post_init__(self) -> None:
        if self.steps is not None and not 1 <= self.steps <= MOST_STEPS:
            raise SettingsError(
                text("A forecast has from 1 to {most} steps, not {steps}.", most=f"{MOST_STEPS:,}", steps=self.steps),
                hint=text("Ask for another number of steps."),
            )

    def steps_of(self, horizon: int) -> int:
        """Give how many steps are forecast where a network forecasts ``horizon`` at once."""
        return horizon if self.steps is None else self.steps

    def at_once(self, horizon: int) -> int:
        """Give how many steps are taken from one forecast."""
        return horizon if self.way == "direct" else 1


def forecast_ahead(
    network: Network,
    experiment: Experiment,
    series: Series,
    ahead: Ahead,
    *,
    future: Series | None = None,
    spreading: Spreading = lambda forecast: forecast,
    stop: StopToken | None = None,
    **scaling: Any,
) -> Forecast:
    """Forecast what follows the last row of ``series``, as far and in the way that ``ahead`` says.

    Only steps that come from measured rows alone have a spread: of the others nobody has measured the error, and
    theirs would be too small, because errors that are fed back add up.

    Args:
        network: trained.
        experiment: its settings.
        series: in original units, of one clock.
        ahead: steps and way.
        future: the rows after the last, which give what is known in the future; None without such columns.
        spreading: gives the first forecast its spread; without it, it is the network's own.
        stop: ends it between one forecast and the next.
        scaling: as in ``forecast_future``.

    Raises:
        DataError: the forecast cannot be fed back, or as ``forecast_future``.
        Discarded: ``stop`` asked for it.
    """
    horizon = experiment.windows.horizon
    steps, at_once = ahead.steps_of(horizon), ahead.at_once(horizon)
    if steps <= at_once:
        first = forecast_future(network, experiment, series, future=future, **scaling)
        return _first_steps(spreading(first), steps)
    if (why_not := why_not_fed_back(experiment)) is not None:
        raise DataError(
            why_not,
            hint=text("Forecast the horizon directly, or train with inputs that are forecast or known in the future."),
        )
    needed = (steps - 1) // at_once * at_once + horizon
    rows = _rows(network, experiment, series, future, needed)
    start, targets = len(rows) - needed, [rows.columns.index(name) for name in experiment.data.targets]
    spread: Spread | None = None
    for done in range(0, steps, at_once):
        if stop is not None:
            stop.end_if_discarded()
        here = start + done
        past, given = rows.take(slice(0, here)), rows.take(slice(here, here + horizon))
        found = forecast_future(network, experiment, past, future=given, **scaling)
        if not done:
            spread = spreading(found).spread
        rows.values[here : here + at_once, targets] = found.values[:at_once]
    return Forecast(
        experiment.data.targets,
        rows.values[start : start + steps, targets],
        None if rows.times is None else rows.times[start : start + steps],
        len(series),
        None if spread is None else _reaching(spread, at_once, steps),
    )


def forecasts_ahead(model: Model, series: Series, ahead: Ahead, **how: Any) -> Iterator[Forecast]:
    """Forecast what follows each series of the group of ``model``, or the only series there is.

    ``how`` as in ``forecast_ahead``, beyond what the model brings.

    Raises:
        DataError: a series does not have what the model needs, or the forecast cannot be fed back.
    """
    past, future = past_and_future(series, model.experiment.data)
    past = mended(past, model.experiment.data)
    scaling = {
        "input_scaler": model.input_scaler,
        "target_scaler": model.target_scaler,
        "transforms": model.transforms,
    }
    how = {"spreading": lambda forecast: calibrated(forecast, model.calibration), **how, **scaling}
    yield from each_ahead(network_of(model), model.experiment, past, ahead, future=future, **how)


def each_ahead(
    network: Network, experiment: Experiment, series: Series, ahead: Ahead, *, future: Series | None, **how: Any
) -> Iterator[Forecast]:
    """Forecast what follows each series of a group, or the only one; ``how`` as in ``forecast_ahead``.

    Raises:
        DataError: as ``forecast_ahead``.
    """
    group = experiment.data.group
    if group is None:
        yield forecast_ahead(network, experiment, series, ahead, future=future, **how)
        return
    for name, past, known in series_of(series, future, group):
        yield replace(forecast_ahead(network, experiment, past, ahead, future=known, **how), group=name)


def _rows(network: Network, experiment: Experiment, series: Series, future: Series | None, needed: int) -> Series:
    """Give the last rows of ``series``, as many as count, and ``needed`` rows ahead in which forecasts will stand."""
    if (missing := what_future_lacks(future, experiment, needed)) is not None:
        raise DataError(missing, hint=text("Add rows for them after the last one, with the targets left empty."))
    times = times_ahead(series, future, experiment, needed)
    if not network.is_stateful:  # which reads every row
        seen = max(2, experiment.windows.timesteps + lost_steps(experiment))  # one row alone has no clock
        series = series.take(slice(max(0, len(series) - seen), len(series)))
    return with_rows_ahead(series, future, experiment, times, needed)


def _first_steps(forecast: Forecast, steps: int) -> Forecast:
    if steps >= len(forecast.values):
        return forecast
    return replace(
        forecast,
        values=forecast.values[:steps],
        times=None if forecast.times is None else forecast.times[:steps],
        spread=None if forecast.spread is None else _reaching(forecast.spread, steps, steps),
    )


def _reaching(spread: Spread, known: int, steps: int) -> Spread:
    """Give the first ``known`` of ``steps`` steps of a spread, and nothing for the others."""

    def padded(values: Any) -> Any:
        if values is None:
            return None
        whole = np.full((steps, *values.shape[1:]), np.nan)
        whole[:known] = values[:known]
        return whole

    return replace(spread, quantiles=padded(spread.quantiles), deviations=padded(spread.deviations))
