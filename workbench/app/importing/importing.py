"""When the Import page opens, and what becomes of it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from workbench.app.appearance.theme import Theme
from workbench.app.dialogs.reading_question import ask_how_to_read
from workbench.app.frame.right_side import RightSide
from workbench.app.importing.mendable import is_text_file
from workbench.app.translation import tr
from workbench.app.widgets.notice import Notice
from workbench.app.work.bench import Bench
from workbench.core.csv.options import CsvOptions
from workbench.core.errors import DataError, UnsettledError, WorkbenchError
from workbench.core.experiment import DataSpec, FileSource
from workbench.core.text import text

if TYPE_CHECKING:
    from workbench.app.importing.page import ImportPage
    from workbench.app.importing.previews import PreviewMade, Previews
    from workbench.app.importing.remembered import Kept, RememberedShapes, Shape


class Importing(QObject):
    """Opens the page over the right side, and gives the bench what was settled there."""

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window
        self._right: RightSide | None = None
        self._theme: Theme | None = None
        self._data: DataSpec | None = None  # what the page is about
        self._refusal: WorkbenchError | None = None
        self._shape: Shape | None = None
        self._previews: Previews | None = None
        self._notice: Notice | None = None
        self.page: ImportPage | None = None
        bench.unsettled.connect(self.ask)
        bench.series_changed.connect(self._tell_what_was_kept)

    @cached_property
    def _shapes(self) -> RememberedShapes:
        from workbench.app.importing.remembered import RememberedShapes

        return RememberedShapes()

    def attach(self, right: RightSide, theme: Theme) -> None:
        """Show what there is to show in the right side that has just been built."""
        self._right, self._theme = right, theme
        self._notice = None  # it went with the old one
        if self.page is not None and self._data is not None:
            self._data = self._data.model_copy(update={"options": self.page.options})
            self._show_page()
        self._tell_what_was_kept()

    def options_for(self, path: Path) -> CsvOptions | None:
        """Give how files like ``path`` are read, where the user has said so."""
        kept = self._found(path)
        return kept.options if kept is not None else None

    def _found(self, path: Path) -> Kept | None:
        """Look for what was kept for files like ``path``, and say where it was lost."""
        kept = self._shapes.find(path)
        if (loss := self._shapes.take_loss()) is not None:
            self._bench.failed.emit(loss)
        return kept

    @Slot(object, object)
    def ask(self, data: DataSpec, error: DataError) -> None:
        """Let the user settle what keeps ``data`` from being read."""
        if is_text_file(data):
            self._data, self._refusal = data, error
            self._show_page()
        elif isinstance(error, UnsettledError):
            chosen = ask_how_to_read(self._window, error)
            if chosen is not None:
                options = data.options.model_copy(update={error.option: chosen})
                self._bench.open_data(data.source, options)

    @Slot()
    def again(self) -> None:
        """Show how the experiment's file is read."""
        data = self._bench.experiment.data
        if not is_text_file(data):
            error = DataError(
                text("The data is no text file; there is nothing to set about its reading here."),
                hint=text("Open a CSV or text file first."),
            )
            self._bench.failed.emit(error)
            return
        self._data, self._refusal = data, self._bench.series_error
        self._show_page()

    def _show_page(self) -> None:
        assert self._data is not None  # who calls it has just set it
        assert isinstance(self._data.source, FileSource)
        assert self._right is not None
        assert self._theme is not None
        from workbench.app.importing.page import ImportPage
        from workbench.app.importing.previews import Previews

        path, options = Path(self._data.source.path), self._data.options
        self._drop_previews()
        self.page = ImportPage(self._theme, path.name, options)
        self.page.cancelled.connect(self._close)
        self.page.load_wanted.connect(self._load)
        self.page.keep_wanted.connect(self._keep)
        self._previews = Previews(path, self._bench.reader, self)
        self._previews.made.connect(self._on_made)
        self.page.options_changed.connect(self._previews.want)
        self._right.put_in_front(self.page)
        if self._refusal is not None:
            self.page.show_refusal(self._refusal)
        self._previews.want(options)

    @Slot(object)
    def _on_made(self, event: PreviewMade) -> None:
        if self.page is None:
            return
        if event.preview is None:
            assert event.error is not None  # one of the two is there
            self.page.show_unreadable(event.error)
            return
        self._shape = self._shapes.shape_of(event.maker.path, event.preview)
        self.page.show_preview(event.preview, event.options, can_be_kept=self._shape is not None)

    @Slot(object)
    def _keep(self, options: CsvOptions) -> None:
        if self._shape is None:
            return
        try:
            self._shapes.keep(self._shape, options)
        except WorkbenchError as error:
            self._bench.failed.emit(error)
            return
        self._load(options)

    @Slot(object)
    def _load(self, options: CsvOptions) -> None:
        data = self._data
        self._close()
        assert data is not None  # the page is about it
        shown = self._bench.experiment.data
        if self._bench.series is not None and (data.source, options) == (shown.source, shown.options):
            self._tell_what_was_kept()  # it is loaded so already
            return
        self._bench.open_data(data.source, options)

    @Slot()
    def _close(self) -> None:
        self._drop_previews()
        self.page = self._data = self._refusal = None
        if self._right is not None:
            self._right.put_away()

    def _drop_previews(self) -> None:
        if self._previews is not None:
            self._previews.made.disconnect(self._on_made)
            self._previews.deleteLater()
            self._previews = None

    @Slot()
    def _tell_what_was_kept(self) -> None:
        """Say, above the views, that a file was read as files like it were, and offer to forget that."""
        if self._right is None or self._theme is None:
            return
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        data = self._bench.experiment.data
        if self._bench.series is None or not isinstance(data.source, FileSource):
            return
        kept = self._found(Path(data.source.path))
        if kept is None or kept.options != data.options:
            return
        sentence = tr("{file} was read with the choices kept for files like it.", file=Path(data.source.path).name)
        self._notice = Notice(self._theme, sentence, "info", tr("Change…"), tr("Forget them"))
        self._notice.accepted.connect(self.again)
        self._notice.refused.connect(lambda: self._forget(kept))
        self._right.column.insertWidget(0, self._notice)

    def _forget(self, kept: Kept) -> None:
        try:
            self._shapes.forget(kept.shape)
        except WorkbenchError as error:
            self._bench.failed.emit(error)
        self._tell_what_was_kept()
