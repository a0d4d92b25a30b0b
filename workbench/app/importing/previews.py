"""Previews of one file, made on the reading thread; only the latest wish is followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from workbench.app.worker import Worker
from workbench.core import storage
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.preview import Preview, preview
from workbench.core.csv.reader import MOST_BYTES
from workbench.core.errors import WorkbenchError
from workbench.core.formats.magic import kind_of
from workbench.core.stopping import StopToken

_HEAD_BYTES = 2**18  # more than a preview looks at, so that it knows that there is more
_LINES = 60


@dataclass(frozen=True, eq=False)
class PreviewMade:
    """What the head of the file is with ``options``, or why it cannot be had."""

    maker: Previews
    options: CsvOptions
    preview: Preview | None
    error: WorkbenchError | None = None


class Previews(QObject):
    """Looks at one file with the options that were wished for last."""

    made = Signal(object)  # a PreviewMade

    def __init__(self, path: Path, reader: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path, self._reader = path, reader
        self._content: bytes | None = None
        self._at_work: CsvOptions | None = None
        self._next: CsvOptions | None = None
        reader.progressed.connect(self._on_progressed)

    def want(self, options: CsvOptions) -> None:
        """Make a preview with ``options`` as soon as the one at hand is done; wishes between are dropped."""
        if self._at_work is not None:
            self._next = options
            return
        self._at_work = options
        self._reader.start(lambda stop: self._look(options, stop))

    def _look(self, options: CsvOptions, stop: StopToken) -> Iterator[object]:
        """Run on the reading thread; the bytes are read from the disk once."""
        try:
            if self._content is None:
                is_packed = kind_of(self.path) == "packed"
                read = storage.read_bytes(self.path, most=MOST_BYTES) if is_packed else None
                self._content = storage.read_head(self.path, _HEAD_BYTES) if read is None else read
            yield PreviewMade(self, options, preview(self._content, options, _LINES, self.path.name))
        except WorkbenchError as error:
            yield PreviewMade(self, options, None, error)

    @Slot(list)
    def _on_progressed(self, events: list[object]) -> None:
        for event in events:
            if not isinstance(event, PreviewMade) or event.maker is not self:
                continue
            wanted, self._next, self._at_work = self._next, None, None
            if wanted is None:
                self.made.emit(event)
            else:
                self.want(wanted)
