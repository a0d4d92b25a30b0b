"""What ``workbench predict`` may be asked beyond the plain forecast: another way, further steps, another interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import typer

from workbench.cli import output
from workbench.core.preparing.future import why_not_fed_back
from workbench.core.series import Series
from workbench.core.stopping import StopToken

if TYPE_CHECKING:
    from workbench.engine.forecasting.feeding_back import Ahead
    from workbench.engine.forecasting.prediction import Forecast
    from workbench.engine.model import Model

WayChoice = Literal["direct", "recursive", "both"]
IntervalOption = Literal["auto", "conformal", "own", "dropout"]


def forecasts_asked(
    model: Model,
    series: Series,
    *,
    way: WayChoice,
    steps: int | None,
    interval: IntervalOption,
    passes: int | None,
) -> tuple[list[Forecast], list[Forecast]]:
    """Give what follows each series; of both ways the direct forecasts first, else nothing second.

    Raises:
        SettingsError: the network has no such interval, or a number is out of its bounds.
        DataError: the forecast cannot be fed back, or a series lacks what the model needs.
    """
    from workbench.engine.forecasting.feeding_back import Ahead, forecasts_ahead

    how = _interval(model, interval, passes)
    found = []
    for each in ("direct", "recursive") if way == "both" else (way,):
        ahead = Ahead(each, steps)
        measured = _fed_back(model, ahead) if interval in ("auto", "conformal") else {}
        found.append(list(forecasts_ahead(model, series, ahead, **how, **measured)))
    return found[0], found[1] if way == "both" else []


def _fed_back(model: Model, ahead: Ahead) -> dict[str, Any]:
    """Measure how far off forecasts are that are fed back like these; tell where that is not known, or not so far."""
    horizon = model.experiment.windows.horizon
    steps = ahead.steps_of(horizon)
    if steps <= ahead.at_once(horizon) or why_not_fed_back(model.experiment) is not None:
        return {}  # the forecast itself refuses what cannot be fed back
    from workbench.engine.judgement.measured_ahead import why_no_interval
    from workbench.engine.judgement.questions import fed_back_on_own_data

    output.tell(f"Forecasts that are fed back ({ahead.way}) are measured on the validation part of the model's data.")
    told = fed_back_on_own_data(model, ahead, StopToken())
    if isinstance(told, str):
        output.tell(f"Steps that are fed back have no interval: {told}")
        return {}
    if (missing := why_no_interval(told, steps)) is not None:
        output.tell(missing)
    return {"fed_back": told}


def _interval(model: Model, interval: IntervalOption, passes: int | None) -> dict[str, Any]:
    """Give what the engine has to know for an interval; nothing where it is the usual one."""
    if passes is not None and interval != "dropout":
        raise typer.BadParameter("passes are those of --interval dropout", param_hint="--passes")
    if interval == "auto":
        return {}
    from workbench.engine.judgement.dropout import Passes
    from workbench.engine.judgement.spreads import IntervalChoice

    choice = IntervalChoice(interval, Passes() if passes is None else Passes(passes))
    choice.check(model.experiment)
    return {"spreading": lambda forecast: choice.around(forecast, model.calibration), **choice.of_future}


def defined(values: Any) -> Any:
    """Put None, which JSON knows, in the place of what is not known."""
    if isinstance(values, list):
        return [defined(value) for value in values]
    return None if values != values else values


def tell_widths(model: Model, forecasts: Sequence[Forecast]) -> None:
    """Tell whose errors the conformal intervals of the series of a group are made of."""
    from workbench.engine.judgement.intervals import widths_told

    names = [one.group for one in forecasts if one.spread is not None and one.spread.method == "conformal"]
    if names and model.experiment.data.group is not None and model.calibration is not None:
        told = widths_told(model.calibration, list(dict.fromkeys(names)))
        if told is not None:
            output.tell(told)
