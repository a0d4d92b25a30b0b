"""Explorer: what the views show of a series beyond its values, reckoned on the reader's thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from workbench.app.worker import Worker
from workbench.core import places
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import DataSpec, Experiment, FileSource, WindowSpec
from workbench.core.sources.samples import sample_named

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.app.plots.pyramid import Pyramid
    from workbench.core.exploring.exploration import Exploration
    from workbench.core.formats.raw_lines import RawLines
    from workbench.core.series import Series

Question = tuple[str, float, float, str | None, bool]  # column, the two shares, group, is the test part open

AT_ONCE = 200_000  # rows whose drawing is made without leaving the GUI thread: some milliseconds
_SERIES_KEPT = 4  # as it was read and as it is learnt from, now and before an undo


@dataclass(frozen=True, eq=False)
class Drawing:
    """What is needed to draw one column at any zoom.

    Attributes:
        pyramid: of its values.
        missing: (S + 1,) how many cells are missing before each row; None where none is, and of a file that
            does not fit into the memory.
    """

    pyramid: Pyramid
    missing: NDArray[np.int32] | None


@dataclass(frozen=True, eq=False)
class Drawn:
    """One column can be drawn."""

    series: Series
    column: str
    drawing: Drawing


@dataclass(frozen=True, eq=False)
class Explored:
    """The pictures of one column are there."""

    series: Series
    question: Question
    exploration: Exploration


@dataclass(frozen=True, eq=False)
class Skipped:
    """An exploration was left out, because another one was asked for while it waited."""

    series: Series
    question: Question


@dataclass(frozen=True, eq=False)
class LinesFound:
    """Where the lines of the file stand; None where they cannot be shown."""

    series: Series
    lines: RawLines | None


class Explorer(QObject):
    """Keeps drawings and explorations, and has those made that are asked for."""

    drawings_ready = Signal()
    exploration_ready = Signal()
    lines_ready = Signal()

    def __init__(self, reader: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._known: list[Series] = []  # the latest last
        self._drawings: dict[tuple[int, str], Drawing] = {}  # by the series' id and the column
        self._explorations: dict[tuple[int, object], Exploration] = {}
        self._lines: dict[int, RawLines | None] = {}  # by the series' id
        self._asked: set[tuple[int, object]] = set()
        self._wanted: tuple[int, object] | None = None  # the exploration that was asked for last
        reader.progressed.connect(self._on_progressed)

    def drawing(self, series: Series, column: str) -> Drawing | None:
        """Give how ``column`` is drawn; None while it is being made: ``drawings_ready`` tells when it is there."""
        self._turn_to(series)
        key = (id(series), column)
        if key not in self._drawings and len(series) <= AT_ONCE and not series.is_mapped:
            self._drawings[key] = _drawing(series, column)
        elif key not in self._drawings and key not in self._asked:
            self._asked.add(key)
            self._reader.start(lambda stop: _build(series, column))
        return self._drawings.get(key)

    def exploration(
        self, series: Series, column: str, experiment: Experiment, *, test_is_open: bool = False
    ) -> Exploration | None:
        """Give the pictures of ``column``; None while they are reckoned: ``exploration_ready`` tells the end.

        Of many series one behind the other, the longest is looked at; the test part only if it ``test_is_open``.
        """
        self._turn_to(series)
        windows, group = experiment.windows, experiment.data.group
        group = group if group in series.columns or group in series.labels else None  # else it is told as a problem
        question = (column, windows.train_share, windows.validation_share, group, test_is_open)
        self._wanted = key = (id(series), question)
        if key not in self._explorations and key not in self._asked:
            self._asked.add(key)
            self._reader.start(lambda stop: self._explore(series, windows, question))
        return self._explorations.get(key)

    def lines(self, series: Series, data: DataSpec) -> RawLines | None:
        """Give the lines of the file that ``series`` was read from; None before ``lines_ready`` tells, or without.

        Args:
            series: as it was read.
            data: names the file.
        """
        self._turn_to(series)
        path, key = _path_of(data), (id(series), "lines")
        if path is None or series.lines is None:
            return None
        if id(series) not in self._lines and key not in self._asked:
            self._asked.add(key)
            encoding = _encoding_of(series, data)
            self._reader.start(lambda stop: _find_lines(series, path, encoding))
        return self._lines.get(id(series))

    def _turn_to(self, series: Series) -> None:
        """Forget what was made of series that are no longer shown."""
        if self._known and self._known[-1] is series:
            return
        self._known = [*(one for one in self._known if one is not series), series][-_SERIES_KEPT:]
        kept = {id(one) for one in self._known}
        self._drawings = {key: one for key, one in self._drawings.items() if key[0] in kept}
        self._explorations = {key: one for key, one in self._explorations.items() if key[0] in kept}
        self._lines = {key: one for key, one in self._lines.items() if key in kept}

    def _explore(self, series: Series, windows: WindowSpec, question: Question) -> Iterator[object]:
        """Reckon on the reader's thread, unless something else has been asked for while it waited."""
        from workbench.core.exploring.exploration import explore

        if self._wanted == (id(series), question):
            column, _, _, group, test_is_open = question
            found = explore(series, column, windows, group=group, test_is_open=test_is_open)
            yield Explored(series, question, found)
        else:
            yield Skipped(series, question)

    @Slot(list)
    def _on_progressed(self, events: list[object]) -> None:
        told: list[SignalInstance] = []
        for event in events:
            match event:
                case Drawn(series, column, drawing):
                    self._asked.discard((id(series), column))
                    if any(one is series for one in self._known):
                        self._drawings[id(series), column] = drawing
                        told.append(self.drawings_ready)
                case Explored(series, question, exploration):
                    self._asked.discard((id(series), question))
                    if any(one is series for one in self._known):
                        self._explorations[id(series), question] = exploration
                        told.append(self.exploration_ready)
                case LinesFound(series, lines):
                    self._asked.discard((id(series), "lines"))
                    if any(one is series for one in self._known):
                        self._lines[id(series)] = lines
                        told.append(self.lines_ready)
                case Skipped(series, question):
                    self._asked.discard((id(series), question))
                    told.append(self.exploration_ready)  # whoever still wants it asks again
        for signal in dict.fromkeys(told):
            signal.emit()


def _drawing(series: Series, column: str) -> Drawing:
    import numpy as np

    from workbench.app.plots.places import places_of
    from workbench.app.plots.pyramid import pyramid_of

    values, before = series.column(column), None
    if not series.is_mapped and series.missing(column)[0]:
        before = np.concatenate([[0], np.cumsum(np.isnan(values))]).astype(np.int32)
    return Drawing(pyramid_of(values, places_of(series)), before)


def _build(series: Series, column: str) -> Iterator[object]:
    yield Drawn(series, column, _drawing(series, column))


def _find_lines(series: Series, path: Path, encoding: str) -> Iterator[object]:
    from workbench.core.formats.raw_lines import raw_lines

    try:
        found = raw_lines(path, encoding)
    except WorkbenchError:  # the rows are there all the same; the reader has told what is wrong with a file
        found = None
    yield LinesFound(series, found)


def _path_of(data: DataSpec) -> Path | None:
    if isinstance(data.source, FileSource):
        return Path(data.source.path)
    made = sample_named(data.source.name).make is not None
    return None if made else places.shipped("samples") / f"{data.source.name}.csv"


def _encoding_of(series: Series, data: DataSpec) -> str:
    guessed = next((guess.value for guess in series.guesses if guess.option == "encoding"), None)
    return data.options.encoding or guessed or "utf-8"
