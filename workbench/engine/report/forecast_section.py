"""Forecast and truth with their interval, what is left between them, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.exploring.correlation import autocorrelation
from workbench.core.judgement.by_series import worst_first
from workbench.core.judgement.judging import Judged
from workbench.core.series import shown_time, with_unit
from workbench.core.sources.groups import group_name
from workbench.core.text import Text, text
from workbench.engine.forecasting.prediction import Forecast
from workbench.engine.judgement.evaluation import Evaluated
from workbench.engine.judgement.intervals import Spread, edges_of
from workbench.engine.report.chart import Chart, Mark, mark
from workbench.engine.report.document import Block, Facts, Figure, Section, Sentence, Table, number
from workbench.engine.report.subject import Subject, seconds_of

Array = NDArray[np.float64]

_LATEST = 300  # samples that are drawn
_BINS, _LAGS = 40, 100
_MOST_ROWS = 100  # of the table of what comes next


def forecast_section(subject: Subject) -> Section:
    """Draw the forecasts beside the truth with their interval, and tell how many truths it held."""
    shown, blocks = subject.evaluation.shown, list[Block]()
    for at, target in enumerate(subject.experiment.data.targets):
        horizon = shown.judged.truth.shape[1]
        samples, name = _drawn_samples(subject, target)
        axis = with_unit(name, shown.judged.units.get(target, ""))
        for step in sorted({0, horizon - 1}):
            blocks.append(_beside_truth(shown, at, step, (name, axis, samples[-_LATEST:])))
        if horizon > 1:
            blocks.append(_from_one_origin(shown, at, (name, axis, samples)))
    blocks += _coverage(subject)
    return Section("forecast", text("Forecast and truth"), tuple(blocks))


def errors_section(subject: Subject) -> Section:
    """Draw the errors one step ahead four times, and the copycat test where it tells something."""
    judged, blocks = subject.evaluation.shown.judged, list[Block]()
    for at, target in enumerate(subject.experiment.data.targets):
        blocks += _copycat(judged, at, target)
        unit, (samples, name) = judged.units.get(target, ""), _drawn_samples(subject, target)
        errors = judged.forecast[samples, 0, at] - judged.truth[samples, 0, at]
        title = text("{target}, the first step ahead: errors over time", target=name)
        x, label = _across(judged, judged.rows[samples])
        chart = Chart((mark("line", "forecast", x, errors),), label, with_unit(text("error"), unit),
                      dates=judged.times is not None)  # fmt: skip
        blocks.append(Figure(title, chart))
        blocks += list(_shapes_of(errors, judged.forecast[samples, 0, at], name, unit))
    return Section("errors", text("Errors"), tuple(blocks))


def future_section(subject: Subject) -> Section | None:
    """Tell and draw what comes after the end of the data; None while the test part is closed."""
    evaluation = subject.evaluation
    if evaluation.test is None:
        return None
    title = text("Past the end of the data")
    if not evaluation.futures and evaluation.future is None:
        return Section("future", title, (Sentence(evaluation.no_future or "", "warning"),))
    futures = evaluation.futures or ((evaluation.future,) if evaluation.future is not None else ())
    blocks: list[Block] = []
    if len(futures) == 1 and not futures[0].group:
        recursive = evaluation.recursive[0] if evaluation.recursive else None
        blocks += [_ahead(subject, (futures[0], recursive), at, name) for at, name in enumerate(futures[0].targets)]
    blocks.append(_next_values(subject, futures))
    return Section("future", title, tuple(blocks))


def _drawn_samples(subject: Subject, target: str) -> tuple[NDArray[np.int64], str]:
    """Give the samples to draw and what they are of: all, or, of a group, those of the series with the middle MASE."""
    judged = subject.evaluation.shown.judged
    if not judged.by_series:
        return np.arange(len(judged.rows)), target
    series, group = subject.prepared.series, subject.experiment.data.group
    assert group is not None  # else there were no series of one
    ranked = worst_first(judged.by_series, target)
    middle = ranked[len(ranked) // 2].name
    spans = [span for span, _ in subject.prepared.splits if len(span)]
    span = next(span for span in spans if group_name(series, group, span.start) == middle)
    inside = np.flatnonzero((judged.rows >= span.start) & (judged.rows < span.stop))
    return inside, text("{target} of {series}", target=target, series=middle)


def _beside_truth(shown: Evaluated, at: int, step: int, drawn: tuple[str, str, NDArray[np.int64]]) -> Figure:
    judged, (target, axis, latest) = shown.judged, drawn
    x, label = _across(judged, judged.rows[latest] + step)
    marks = _bands(x, judged.forecast[latest, step, at], _spread_at(shown.spread, (latest, step, at)))
    marks.append(mark("line", "truth", x, judged.truth[latest, step, at], name=text("truth")))
    marks.append(mark("line", "forecast", x, judged.forecast[latest, step, at], name=text("forecast")))
    title = text("{target}, {steps} ahead: the latest {count} forecasts", target=target, steps=_steps(step + 1),
                 count=len(x))  # fmt: skip
    return Figure(title, Chart(tuple(marks), label, axis, dates=judged.times is not None))


def _from_one_origin(shown: Evaluated, at: int, drawn: tuple[str, str, NDArray[np.int64]]) -> Figure:
    """Draw one whole forecast whose error is the middle one: neither the best nor the worst."""
    judged, (target, axis, samples) = shown.judged, drawn
    sample = int(samples[np.argsort(judged.errors[samples, at], kind="stable")[len(samples) // 2]])
    rows = judged.rows[sample] + np.arange(judged.truth.shape[1])
    x, label = _across(judged, rows)
    marks = _bands(x, judged.forecast[sample, :, at], _spread_at(shown.spread, (sample, slice(None), at)))
    marks.append(mark("line", "truth", x, judged.truth[sample, :, at], name=text("truth")))
    marks.append(mark("line", "forecast", x, judged.forecast[sample, :, at], name=text("forecast")))
    title = text("{target}: one whole forecast, that with the middle error", target=target)
    return Figure(title, Chart(tuple(marks), label, axis, dates=judged.times is not None))


def _bands(x: Array, middle: Array, spread: Spread | None) -> list[Mark]:
    """Draw the intervals that there are, the widest below."""
    if spread is None:
        return []
    edges = edges_of(middle, spread)
    return [
        mark("band", "forecast", x, low, high=high, name=text("{share} interval", share=f"{share:.0%}"))
        for share, (low, high) in sorted(edges.items(), reverse=True)
    ]


def _spread_at(spread: Spread | None, at: Any) -> Spread | None:
    if spread is None:
        return None
    quantiles = None if spread.quantiles is None else spread.quantiles[at]
    deviations = None if spread.deviations is None else spread.deviations[at]
    return Spread(spread.levels, quantiles, deviations, spread.method)


def _coverage(subject: Subject) -> list[Block]:
    test, told = subject.evaluation.test, list[Block]()
    if subject.evaluation.shown.spread is None:
        return [Sentence(text("The validation part was too short for intervals."), "quiet")]
    widths = subject.evaluation.widths_told
    if widths is not None:
        told.append(Sentence(widths, "quiet"))
    if test is None:
        words = text(
            "How many truths the intervals hold is measured on the test part, which is closed: on the validation part,"
            " from whose errors they are made, it could not be otherwise."
        )
        closed = [Sentence(words, "quiet")] if subject.evaluation.shown.spread.method == "conformal" else []
        return [*told, *closed]
    rows = []
    for share, inside in test.coverage.items():
        for at, target in enumerate(subject.experiment.data.targets):
            name = text("{share} interval of {target}", share=f"{share:.0%}", target=target)
            held = text("holds {inside} of the truths of the test part", inside=f"{inside[:, at].mean():.1%}")
            rows.append((name, held))
    return [*told, Facts(tuple(rows))]


def _copycat(judged: Judged, at: int, target: str) -> list[Block]:
    """Draw the test where it tells that the forecast is the past in disguise."""
    told = next((one for one in judged.copycats[at] if one.sentence is not None), None)
    if told is None or told.sentence is None:
        return []
    line = mark("line", "forecast", told.shifts, told.errors)
    best = mark("dots", "truth", [told.shift], [told.errors[int(np.flatnonzero(told.shifts == told.shift)[0])]],
                name=text("where the forecast fits best"))  # fmt: skip
    chart = Chart((line, best), text("steps back"), with_unit(text("difference"), judged.units.get(target, "")))
    title = text("{target}: the forecast laid on the truth of earlier steps", target=target)
    return [Figure(title, chart, note=told.sentence)]


def _shapes_of(errors: Array, forecast: Array, target: str, unit: str) -> Iterator[Figure]:
    known = errors[np.isfinite(errors)]
    if len(known):
        room = 1e-6 * (float(np.abs(known).max()) or 1.0)  # errors may all be equal, but for rounding
        bins = min(_BINS, max(1, len(known) // 4))
        counts, edges = np.histogram(known, bins=bins, range=(known.min() - room, known.max() + room))
        chart = Chart((mark("bars", "forecast", edges, counts),), with_unit(text("error"), unit), text("sample count"))
        yield Figure(text("{target}: how often each error was made", target=target), chart)
    lags = min(_LAGS, len(errors) - 1)
    if lags > 0 and len(known) == len(errors) and np.ptp(errors) > 0:
        chance = np.full(2, 1.96 / np.sqrt(len(errors)))
        marks = (mark("band", "naive", [0, lags], -chance, high=chance, name=text("within chance")),
                 mark("line", "forecast", np.arange(lags + 1), autocorrelation(errors, lags)))  # fmt: skip
        chart = Chart(marks, text("samples before"), text("correlation"))
        yield Figure(text("{target}: autocorrelation of the errors", target=target), chart)
    dots = mark("dots", "forecast", forecast, errors)
    chart = Chart((dots,), with_unit(text("forecast"), unit), with_unit(text("error"), unit))
    yield Figure(text("{target}: errors against forecast", target=target), chart)


def _ahead(subject: Subject, both: tuple[Forecast, Forecast | None], at: int, name: str) -> Figure:
    """Draw what comes after the last rows: directly and, where that was asked for, with each step fed back."""
    future, recursive = both
    series = subject.prepared.series
    length = max(len(future.values) * 3, 30)
    first = max(0, len(series) - length)
    dated = future.times is not None and series.times is not None
    if dated:
        assert future.times is not None
        assert series.times is not None
        before, x = seconds_of(series.times[first:]), seconds_of(future.times)
    else:
        before = np.arange(first, len(series), dtype=np.float64) + 1
        x = np.arange(len(future.values), dtype=np.float64) + future.first_row + 1
    marks = _bands(x, future.values[:, at], _spread_at(future.spread, (slice(None), at)))
    marks.append(mark("line", "truth", before, series.column(name)[first:], name=text("truth")))
    marks.append(mark("line", "forecast", x, future.values[:, at], name=text("forecast")))
    if recursive is not None:
        marks.append(
            mark("line", "accent", x[: len(recursive.values)], recursive.values[:, at], name=text("recursive"))
        )
    if len(x) == 1:
        marks.append(mark("dots", "forecast", x, future.values[:, at]))
    chart = Chart(tuple(marks), "" if dated else text("row"), series.with_unit(name), dates=dated)
    return Figure(text("{target} past the end of the data", target=name), chart)


def _next_values(subject: Subject, futures: tuple[Forecast, ...]) -> Table:
    grouped, dated = bool(futures[0].group), futures[0].times is not None
    widest = dict.fromkeys(edges_of(futures[0].values, futures[0].spread)) if futures[0].spread else {}
    heads: list[str] = [text("series")] if grouped else []
    heads.append(text("time") if dated else text("row"))
    for name in futures[0].targets:
        heads.append(subject.series.with_unit(name))
        heads += [text("{target}, {share} interval", target=name, share=f"{share:.0%}") for share in widest]
    rows = [row for future in futures for row in _rows_ahead(subject, future, grouped)]
    left_out = len(rows) - _MOST_ROWS
    note = text("{count} further rows: workbench predict writes them all.", count=f"{left_out:,}")
    return Table(tuple(heads), tuple(rows[:_MOST_ROWS]), words=1 + grouped, note=note if left_out > 0 else "")


def _rows_ahead(subject: Subject, future: Forecast, grouped: bool) -> Iterator[tuple[str, ...]]:
    edges = edges_of(future.values, future.spread) if future.spread is not None else {}
    for step in range(len(future.values)):
        if future.times is not None:
            when = shown_time(future.times[step], subject.series.step)
        else:
            when = f"{future.first_row + step + 1:,}"
        cells = [future.group, when] if grouped else [when]
        for at in range(len(future.targets)):
            cells.append(number(float(future.values[step, at])))
            cells += [
                f"{number(float(low[step, at]))} … {number(float(high[step, at]))}" for low, high in edges.values()
            ]
        yield tuple(cells)


def _across(judged: Judged, rows: NDArray[np.int64]) -> tuple[Array, str]:
    """Give where rows lie on the axis, and its words; of a group, one series stands behind the other."""
    if judged.times is None:
        return (rows + 1).astype(np.float64), text("row")
    return seconds_of(judged.times[rows]), ""


def _steps(count: int) -> Text:
    return text("1 step") if count == 1 else text("{count} steps", count=count)
