"""File > Export: what each format is for, where it goes, whether it gives the same numbers, and how it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.translation import tr
from workbench.app.widgets.labels import button_words, label
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.notice import Notice, Tone
from workbench.app.work.exporter import Exportable, Exporter
from workbench.core.errors import WorkbenchError
from workbench.core.export_formats import EXPORT_FORMATS, ExportFormat, export_format

if TYPE_CHECKING:
    from workbench.engine.export.export import Exported

_WIDTH = 880  # each purpose is one line
_LINES = (3, 14)  # of an example, without scrolling


class ExportDialog(QDialog):
    """Exports one model, as often and in as many formats as one likes."""

    written = Signal(str, object)  # the format's name and the path

    def __init__(self, what: Exportable, proposed: Path, exporter: Exporter, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._what, self._proposed, self._exporter, self._theme = what, proposed, exporter, theme
        self._written: Exported | None = None
        self._chose_path = False
        self._begun = ""  # the format that is or was being written
        self.setObjectName("exportDialog")
        self.setWindowTitle(tr("Export model"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        whole.setSpacing(3 * GRID)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # Qt's is for sentences at their narrowest
        self.setMinimumWidth(_WIDTH * 2 // 3)
        whole.addLayout(self._formats())
        whole.addLayout(self._path_line())
        self._result = QVBoxLayout()
        self._result.setSpacing(GRID)
        whole.addLayout(self._result)
        self.example_title = label(tr("How it is used"), role="cardTitle")
        self.example = QPlainTextEdit()
        self.example.setObjectName("code")
        self.example.setReadOnly(True)
        self.example.setAccessibleName(tr("How it is used"))
        self.example.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        whole.addWidget(self.example_title)
        whole.addWidget(self.example, 1)
        whole.addLayout(self._buttons())
        self._show_example("")
        exporter.done.connect(self._on_done)
        exporter.refused.connect(self._on_refused)
        exporter.ended.connect(self._on_ended)
        self._choose(EXPORT_FORMATS[0].name)
        self.resize(_WIDTH, 0)
        self._fit()

    @property
    def format(self) -> ExportFormat:
        """The format that is chosen."""
        return next(export_format(name) for name, button in self.choices.items() if button.isChecked())

    @property
    def path(self) -> Path:
        """Where it would be written."""
        return Path(self.path_field.text()).expanduser()

    def _formats(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        self.choices: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for row, one in enumerate(EXPORT_FORMATS):
            button = QRadioButton(button_words(tr(one.title)))
            button.setAccessibleDescription(tr(one.purpose))
            button.clicked.connect(lambda _=False, name=one.name: self._choose(name))
            self._group.addButton(button)
            self.choices[one.name] = button
            grid.addWidget(button, row, 0)
            grid.addWidget(label(tr(one.purpose), role="quiet", wraps=True), row, 1)
        return grid

    def _path_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.path_field = QLineEdit()
        self.path_field.setAccessibleName(tr("File or folder"))
        self.path_field.textEdited.connect(self._on_path_edited)
        browse = QPushButton(tr("Browse…"))
        browse.clicked.connect(self._browse)
        line.addWidget(label(tr("To")))
        line.addWidget(self.path_field, 1)
        line.addWidget(browse)
        return line

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.copy_button = QPushButton(tr("Copy example"))
        self.copy_button.clicked.connect(self._copy)
        self.open_button = QPushButton(tr("Open"))
        self.open_button.clicked.connect(self._open_file)
        self.folder_button = QPushButton(tr("Open folder"))
        self.folder_button.clicked.connect(self._open_folder)
        self.export_button = QPushButton(tr("Export model"))
        self.export_button.setObjectName("primary")
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.export)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        line.addWidget(self.copy_button)
        line.addWidget(self.open_button)
        line.addWidget(self.folder_button)
        line.addStretch()
        line.addWidget(close)
        line.addWidget(self.export_button)
        return line

    @Slot()
    def export(self) -> None:
        """Write the model where the field says; what is there is replaced only if the user says so."""
        if not self.path_field.text().strip():
            return
        if self._exporter.is_busy:
            self._show("warning", tr("Another export is still being written; wait until it is done."))
            return
        if self.path.exists() and not self._may_replace():
            return
        self._clear()
        working = QProgressBar()
        working.setRange(0, 0)
        working.setTextVisible(False)
        working.setAccessibleName(tr("Writing and checking the model"))
        self._add_results(label(tr("Writing and checking the model…"), role="quiet"), working)
        self.export_button.setEnabled(False)
        self._begun = self.format.name
        self._exporter.begin(self._what, self.format.name, self.path)

    def _may_replace(self) -> bool:
        buttons = QMessageBox.StandardButton
        question = (
            tr("{file} is there already. Replace the files in it?", file=self.path.name)
            if self.path.is_dir()
            else tr("{file} is there already. Replace it?", file=self.path.name)
        )
        answer = QMessageBox.question(self, "Sequence Workbench", question, buttons.Yes | buttons.No)
        return bool(answer == buttons.Yes)

    def _choose(self, name: str) -> None:
        self.choices[name].setChecked(True)
        if self._chose_path:
            folder, stem = self.path.parent, self.path.name
            for one in EXPORT_FORMATS:
                stem = stem.removesuffix(one.suffix) if one.suffix else stem
        else:
            folder, stem = self._proposed.parent, self._proposed.name
        self.path_field.setText(str(folder / f"{stem}{self.format.suffix}"))
        if not self._exporter.is_busy:
            self._clear()

    @Slot()
    def _browse(self) -> None:
        suffix = self.format.suffix
        if suffix:
            kinds = f"{tr(self.format.title)} (*{suffix})"
            name, _ = QFileDialog.getSaveFileName(
                self, tr("Export model"), self.path_field.text(), kinds,
                options=QFileDialog.Option.DontConfirmOverwrite,  # asked once, when it is written
            )  # fmt: skip
        else:
            name = QFileDialog.getExistingDirectory(self, tr("Export model"), str(self.path.parent))
        if name:
            self._chose_path = True
            self.path_field.setText(name if name.endswith(suffix) else name + suffix)
            self._clear()

    @Slot()
    def _on_path_edited(self) -> None:
        self._chose_path = True
        if not self._exporter.is_busy:
            self._clear()

    @Slot(object)
    def _on_done(self, exported: Exported) -> None:
        self._written = exported
        self.written.emit(self._begun, exported.path)
        told = tr(exported.check.words if exported.check is not None else export_format(self._begun).unchecked or "")
        written = tr("Written: {path}", path=exported.path)
        self._show("info", f"{written}\n{told}")
        self._show_example(exported.example)

    @Slot(object)
    def _on_refused(self, error: WorkbenchError) -> None:
        self._show("error", f"{tr(error.what)}\n{tr(error.hint)}" if error.hint else tr(error.what))

    @Slot()
    def _on_ended(self) -> None:
        if not self.export_button.isEnabled():  # a bug ended it without an answer; the crash dialog tells of it
            self._clear()

    def _show(self, tone: Tone, sentence: str) -> None:
        self._clear()
        self._add_results(Notice(self._theme, sentence, tone))

    def _add_results(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._result.addWidget(widget)
            widget.show()  # at once: what is still hidden has no height
        self._fit()

    def _clear(self) -> None:
        self.export_button.setEnabled(True)
        empty(self._result)
        self._show_example("")

    def _show_example(self, example: str) -> None:
        self.example.setPlainText(example)
        self.example.setFixedHeight(self._height_of(example))
        self.open_button.setVisible(bool(example) and export_format(self._begun).is_page)
        for widget in (self.example_title, self.example, self.copy_button, self.folder_button):
            widget.setVisible(bool(example))
        self._fit()

    def _height_of(self, example: str) -> int:
        """Give the height that shows an example, but not all of a long one."""
        lines = min(max(example.count("\n") + 1, _LINES[0]), _LINES[1])
        around = 2 * (self.example.frameWidth() + int(self.example.document().documentMargin()) + GRID)
        return lines * self.example.fontMetrics().lineSpacing() + around

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences that wrap otherwise in another width need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown; of a layout with wrapped words Qt finds that only once it is asked."""
        layout = self.layout()
        assert layout is not None  # it was set first
        layout.activate()
        needed = layout.totalHeightForWidth(self.width())
        self.setMinimumHeight(needed)
        self.resize(self.width(), needed)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.example.toPlainText())

    @Slot()
    def _open_file(self) -> None:
        assert self._written is not None  # the button is shown once something was written
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.path.resolve())))

    @Slot()
    def _open_folder(self) -> None:
        assert self._written is not None  # the button is shown once something was written
        path = self._written.path
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.resolve().parent)))
