"""Timesteps, segments and horizon that suit a column, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.experiment import Experiment, WindowSpec
from workbench.core.exploring.durations import steps_in_words
from workbench.core.exploring.season import Season, Seasons, calendar_periods, find_seasons
from workbench.core.exploring.stretch import Stretch, stretch_of
from workbench.core.fields import Document, settings_of
from workbench.core.layers import RecurrentSpec, Segments
from workbench.core.layers.stack import PROPOSED_TIMESTEPS, stack_of
from workbench.core.preparing.splits import Split, split_steps
from workbench.core.series import Series
from workbench.core.text import Text, joined, text

SEASONS_SEEN = 14  # two weeks of days, two years of months and more: what forecast best, by measurement


@dataclass(frozen=True)
class Proposal:
    """What the network should see and forecast of one column.

    Attributes:
        column: the column it is made for.
        seasons: what was found in the training part.
        timesteps: the look-back.
        segment: how many steps become one (``Segments.n``), or None for every step by itself.
        horizon: how many steps are forecast.
        season_reason: why this is the season, or why there is none.
        timesteps_reason: why this look-back.
        segment_reason: why these segments, or why none.
        horizon_reason: why this horizon.
    """

    column: str
    seasons: Seasons
    timesteps: int
    segment: int | None
    horizon: int
    season_reason: Text
    timesteps_reason: Text
    segment_reason: Text
    horizon_reason: Text

    @property
    def season(self) -> int | None:
        """The season in steps, or None."""
        return self.seasons.main.period if self.seasons.main is not None else None


def propose(series: Series, column: str, windows: WindowSpec | None = None) -> Proposal:
    """Propose timesteps, segments and horizon for forecasting ``column``.

    Only the training part is looked at. The look-back is 14 seasons, cut to whole seasons within a
    third of the training part; a segment is a season, and so is the horizon where every part has
    room for two of them.

    Args:
        series: in original units.
        column: the target.
        windows: the split that is kept; the default split if None.

    Raises:
        DataError: there is no such column.

    Source: the settings that forecast best on hourly and daily series with windows of whole seasons,
    as in Lin et al. 2023, "SegRNN", arXiv:2308.11200.
    """
    windows = windows or WindowSpec()
    return proposal_for(series, column, windows, stretch_of(series, column, windows))


def proposal_for(series: Series, column: str, windows: WindowSpec, stretch: Stretch) -> Proposal:
    """Propose as ``propose`` does, from a stretch that was already taken."""
    seasons = Seasons()
    if stretch.obstacle is None:
        seasons = find_seasons(stretch.filled(), calendar_periods(series.step))
    split = split_steps(len(series), windows)
    timesteps, timesteps_reason = _timesteps(seasons.main, split)
    segment, segment_reason = _segment(seasons.main, timesteps)
    horizon, horizon_reason = _horizon(seasons.main, timesteps, split)
    return Proposal(
        column, seasons, timesteps, segment, horizon,
        _season_reason(series, column, stretch, seasons), timesteps_reason, segment_reason, horizon_reason,
    )  # fmt: skip


def taken_over(experiment: Experiment, proposal: Proposal) -> Experiment:
    """Give ``experiment`` with the proposal's timesteps, horizon and segments.

    The segments go into the stack's first Segments layer, or before a recurrent layer that reads the
    window first; every other stack keeps its layers. Settings that no longer fit are left as the
    user set them: what is wrong with them is told where it stands.
    """
    after = experiment.with_settings("windows", timesteps=proposal.timesteps, horizon=proposal.horizon)
    if proposal.segment is None:
        return after
    for at, layer in enumerate(after.layers):
        if isinstance(layer, Segments):
            return after.with_layer(at, n=proposal.segment)
    first = next((at for at, layer in enumerate(after.layers) if layer.enabled), None)
    if first is None or not isinstance(after.layers[first], RecurrentSpec):
        return after
    layers = [*after.layers[:first], Segments(n=proposal.segment), *after.layers[first:]]
    segmented = after.with_layers(*layers)
    worked_before = not stack_of(after).problems
    return after if worked_before and stack_of(segmented).problems else segmented


def _season_reason(series: Series, column: str, stretch: Stretch, seasons: Seasons) -> Text:
    if stretch.obstacle is not None:
        return stretch.obstacle
    main, second = seasons.main, seasons.second
    if main is None:
        return text("{column} shows no season: nothing in it repeats more than chance would.", column=column)
    found = text(
        "{column} repeats every {period}: correlation {strength:.2f} with itself one season before, its trend taken"
        " out; {cycles:,.1f} seasons seen.",
        column=column,
        period=steps_in_words(main.period, series.step),
        strength=main.strength,
        cycles=main.cycles,
    )
    if second is None:
        return found
    also = text(
        "A second rhythm has {period}: correlation {strength:.2f}.",
        period=steps_in_words(second.period, series.step),
        strength=second.strength,
    )
    return joined(found, also)


def _timesteps(season: Season | None, split: Split) -> tuple[int, Text]:
    room = max(1, len(split.train) // 3)
    if season is None:
        timesteps = min(PROPOSED_TIMESTEPS, room)
        if timesteps < PROPOSED_TIMESTEPS:
            return timesteps, text("Timesteps {steps}: a third of the training part.", steps=timesteps)
        return timesteps, text("Timesteps {steps}: the usual beginning where there is no season.", steps=timesteps)
    if season.period > room:
        timesteps = min(PROPOSED_TIMESTEPS, room)
        return timesteps, text(
            "Timesteps {steps}: a whole season of {period} is more than a third of the training part.",
            steps=timesteps,
            period=f"{season.period:,}",
        )
    seasons = min(SEASONS_SEEN, min(room, _most(WindowSpec, "timesteps")) // season.period)
    timesteps = seasons * season.period
    values = {"steps": f"{timesteps:,}", "seasons": seasons, "period": f"{season.period:,}"}
    if seasons == SEASONS_SEEN:
        return timesteps, text("Timesteps {steps}: {seasons} seasons of {period}.", **values)
    return timesteps, text(
        "Timesteps {steps}: {seasons} × {period}, the whole seasons that a third of the training part holds.", **values
    )


def _segment(season: Season | None, timesteps: int) -> tuple[int | None, Text]:
    if season is None:
        return None, text("No segments: there is no season to cut by.")
    if timesteps < 2 * season.period:
        return None, text("No segments: the look-back holds fewer than two seasons.")
    most = _most(Segments, "n")
    if season.period > most:
        return None, text("No segments: a season of {period} is longer than the longest segment, {most}.",
                          period=f"{season.period:,}", most=f"{most:,}")  # fmt: skip
    return season.period, text(
        "Segments of {steps}: one season each; a recurrent layer then takes {count} steps instead of {timesteps}.",
        steps=f"{season.period:,}",
        count=timesteps // season.period,
        timesteps=f"{timesteps:,}",
    )


def _horizon(season: Season | None, timesteps: int, split: Split) -> tuple[int, Text]:
    if season is None:
        return 1, text("Horizon 1: there is no season to forecast as a whole.")
    room = min(len(split.train) - timesteps, len(split.validation), len(split.test)) // 2
    if season.period > min(_most(WindowSpec, "horizon"), room):
        return 1, text("Horizon 1: two seasons of {period} do not fit into every part of the split.",
                       period=f"{season.period:,}")  # fmt: skip
    return season.period, text("Horizon {steps}: one season.", steps=f"{season.period:,}")


def _most(document: type[Document], name: str) -> int:
    """Give the highest value that a setting allows."""
    high = next(setting.high for setting in settings_of(document) if setting.name == name)
    assert high is not None  # these settings are bounded
    return int(high)
