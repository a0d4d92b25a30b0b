"""One sample as a table: what the network sees and forecasts at each row, in original units."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.experiment import Experiment
from workbench.core.preparing.calendar_features import CYCLES, CalendarKind, turns
from workbench.core.preparing.features import Feature, lead_of, seen
from workbench.core.series import Series
from workbench.core.text import Text, text


@dataclass(frozen=True)
class SampleColumn:
    """A column of the table.

    Attributes:
        column: of the series; None for the calendar.
        cycle: of the calendar; None for a column.
        ahead: how many rows later its value stands.
        in_past: whether the network sees it.
        in_future: whether it is forecast.
    """

    column: str | None
    cycle: CalendarKind | None = None
    ahead: int = 0
    in_past: bool = True
    in_future: bool = False

    @property
    def title(self) -> Text:
        """What the user calls it."""
        if self.cycle is not None:
            return text("{column}, {steps} ahead", column=CYCLES[self.cycle].title, steps=f"{self.ahead:,}")
        return Feature(self.column, ahead=self.ahead).title

    def words(self, series: Series, row: int, *, is_past: bool) -> str:
        """Give what stands in ``row``: a value in original units, a word, the share of a cycle, or a dot."""
        if not (self.in_past if is_past else self.in_future):
            return "·"
        row += self.ahead
        if self.cycle is not None:
            assert series.times is not None  # else it is a problem that was told
            return f"{turns(self.cycle, series.times[row : row + 1])[0]:.3f}"
        assert self.column is not None  # it is one or the other
        if self.column in series.labels and self.column not in series.columns:
            labels = series.labels[self.column]
            code = int(labels.codes[row])
            return labels.words[code] if code >= 0 else ""
        return f"{series.column(self.column)[row]:.6g}"


def sample_columns(experiment: Experiment) -> tuple[SampleColumn, ...]:
    """List the columns of a sample's table: what is seen, what is forecast, then what is known in the future."""
    data, lead = experiment.data, lead_of(experiment)
    past = seen(data)
    own = [
        SampleColumn(name, in_past=name in past, in_future=name in data.targets)
        for name in dict.fromkeys([*past, *data.targets])
    ]
    ahead = [SampleColumn(name, ahead=lead) for name in data.known]
    return (*own, *ahead, *(SampleColumn(None, kind, lead) for kind in data.calendar))
