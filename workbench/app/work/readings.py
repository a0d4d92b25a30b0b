"""Readings: the file that the experiment names, and another one that is being opened; both read off the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from workbench.app.importing.mendable import asks_for_choices
from workbench.app.work.jobs import Reading, SeriesRead, SeriesUnread, SeriesUnwanted, read_series
from workbench.app.work.known_series import KnownSeries, key_of
from workbench.app.worker import Worker
from workbench.core.csv import CsvOptions
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import DataSpec, Source
from workbench.core.series import Series


class Readings(QObject):
    """At most one file is read for the experiment and one to be opened; what nobody wants any more is ended."""

    changed = Signal()  # a file begins to be read, or has been
    shown = Signal(object, object)  # the experiment's series or None; the WorkbenchError where it cannot be read
    opened = Signal(object, object)  # the DataSpec and Series of another file, which the experiment does not name yet
    unsettled = Signal(object, object)  # a DataSpec that cannot be read before the user has chosen; the error
    failed = Signal(object)  # a WorkbenchError

    def __init__(self, reader: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = reader
        self._known = KnownSeries()
        self._shown_key = ""  # of the data whose series is shown, being read, or known to be unreadable
        self._wanted: Reading | None = None  # what is being read for the experiment; its file may change meanwhile
        self._opening: Reading | None = None
        reader.progressed.connect(self._on_progressed)
        reader.ended.connect(self._on_ended)

    @property
    def current(self) -> Reading | None:
        """What is being read: the file to be opened, or else the experiment's own; None while nothing is."""
        return self._opening or self._wanted

    @property
    def is_opening(self) -> bool:
        """Whether another file is being read, which the experiment does not name yet."""
        return self._opening is not None

    def open(self, source: Source, options: CsvOptions | None) -> None:
        """Read another file or sample; what was being opened before is not wanted any more."""
        self._forget_opening()
        self._opening = self._begin(DataSpec(source=source, options=options or CsvOptions()))
        self.changed.emit()

    def want(self, data: DataSpec) -> None:
        """Have the series that the experiment names, from memory or from its file."""
        key = key_of(data)
        if key == self._shown_key:
            return
        self._forget_opening()
        self._forget_wanted()
        self._shown_key = key
        known = self._known.get(key)
        if known is not None:
            self.shown.emit(known, None)
            return
        self._wanted = self._begin(data)
        self.shown.emit(None, None)
        self.changed.emit()

    def take(self, data: DataSpec) -> None:
        """Count ``data`` as read: its series is shown, and the experiment is about to name it."""
        self._forget_wanted()
        self._shown_key = key_of(data)

    def remember(self, data: DataSpec, series: Series) -> None:
        """Keep the series of ``data``, so that it is not read again."""
        self._known.remember(key_of(data), series)

    def cancel(self) -> None:
        """End what is being read; the experiment and its series stay as they are."""
        if self._opening is None and self._wanted is not None:
            self._wanted.cancel()  # its end is told, because the experiment then has no series
        self._forget_opening()
        self.changed.emit()

    def start_anew(self) -> None:
        """Forget what could not be read: with another experiment the file may be there."""
        self._forget_opening()
        self._shown_key = ""
        self.changed.emit()

    def close(self) -> None:
        """Ask every reading for its end."""
        self._forget_opening()
        self._forget_wanted()

    def _begin(self, data: DataSpec) -> Reading:
        reading = Reading(data)
        self._reader.start(lambda stop: read_series(data, reading))
        return reading

    def _forget_opening(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None

    def _forget_wanted(self) -> None:
        if self._wanted is not None:
            self._wanted.cancel()
            self._wanted = None

    @Slot(list)
    def _on_progressed(self, events: list[object]) -> None:
        for event in events:
            match event:
                case SeriesRead(data, series):
                    self._on_read(data, series)
                case SeriesUnwanted(data, error):
                    self._on_unwanted(data, error)
                case SeriesUnread(data, error):
                    self._on_unread(data, error)
        self.changed.emit()

    def _on_read(self, data: DataSpec, series: Series) -> None:
        self.remember(data, series)
        if _is_of(self._opening, data):
            self._opening = None
            self.opened.emit(data, series)
        elif _is_of(self._wanted, data):
            self._wanted = None
            self.shown.emit(series, None)

    def _on_unwanted(self, data: DataSpec, error: WorkbenchError) -> None:
        if _is_of(self._wanted, data):
            self._wanted = None
            self.shown.emit(None, error)

    def _on_unread(self, data: DataSpec, error: WorkbenchError) -> None:
        if _is_of(self._opening, data):  # the experiment keeps the data that it had
            self._opening = None
            if asks_for_choices(data, error):
                self.unsettled.emit(data, error)
                return
        elif _is_of(self._wanted, data):
            self._wanted = None
            self.shown.emit(None, error)
        else:
            return  # the user has chosen something else since
        self.failed.emit(error)

    @Slot()
    def _on_ended(self) -> None:
        if self.current is not None and not self._reader.is_busy:  # a bug ended the reading without an answer
            self._opening = self._wanted = None
            self.changed.emit()


def _is_of(reading: Reading | None, data: DataSpec) -> bool:
    return reading is not None and data is reading.data
