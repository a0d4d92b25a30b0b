"""What ``workbench predict`` may be asked beyond the plain forecast: another way, further steps, another interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import typer

from workbench.core.series import Series

if TYPE_CHECKING:
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
    first = list(forecasts_ahead(model, series, Ahead("recursive" if way == "recursive" else "direct", steps), **how))
    if way != "both":
        return first, []
    return first, list(forecasts_ahead(model, series, Ahead("recursive", steps)))


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
