"""The Import page: the lines, the table they become, and every choice between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.importing.question import AskedQuestion, words_of
from workbench.app.importing.raw_lines import RawLines
from workbench.app.importing.read_table import MOST_COLUMNS, ReadTable
from workbench.app.translation import tr
from workbench.app.widgets.field_form import FieldForm
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.core.csv.asking import Question
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.preview import Preview
from workbench.core.errors import DataError, UnsettledError, WorkbenchError


class ImportPage(QWidget):
    """Shows a preview and tells what the user wants; reads nothing itself."""

    options_changed = Signal(object)  # the CsvOptions to look with
    load_wanted = Signal(object)
    keep_wanted = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, name: str, options: CsvOptions) -> None:
        super().__init__()
        self.setObjectName("importPage")
        self.options = options
        self._preview: Preview | None = None
        self._shown_with: CsvOptions | None = None
        self._can_be_kept = False
        self._asked: Question | None = None  # by a reading of the whole file
        self._refusal: WorkbenchError | None = None  # of a reading of the whole file with these options
        self._focus_wanted = True
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        self.title = ElidedLabel(tr("How {file} is read", file=name), role="headline")
        column.addWidget(self.title)
        self.error = label("", role="error", wraps=True)
        self.error.hide()
        column.addWidget(self.error)
        self.questions = QVBoxLayout()
        self.questions.setSpacing(GRID)
        column.addLayout(self.questions)
        self.asked: list[AskedQuestion] = []
        column.addWidget(self._tables(theme), 3)
        self.note = label("", role="quiet", wraps=True)
        column.addWidget(self.note)
        column.addWidget(self._choices(), 2)
        column.addLayout(self._buttons())
        self._allow()

    def _tables(self, theme: Theme) -> QSplitter:
        self.lines, self.table = RawLines(theme), ReadTable()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.lines)
        split.addWidget(self.table)
        split.setSizes([500, 500])
        split.setMinimumHeight(120)
        return split

    def _choices(self) -> QScrollArea:
        self.form = FieldForm(CsvOptions, hidden=("sheet",), folded=False, more=tr("Choices of the reader"))
        self.form.show_document(self.options)
        self.form.edited.connect(self.choose)
        self.findings = label("", role="quiet", wraps=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 2 * GRID, 0)
        column.addWidget(self.findings)
        column.addWidget(self.form)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(120)
        return scroll

    def _buttons(self) -> QHBoxLayout:
        self.load_button = QPushButton(tr("&Load"))
        self.load_button.setObjectName("primary")
        self.load_button.clicked.connect(lambda: self.load_wanted.emit(self.options))
        self.keep_button = QPushButton(tr("Apply to &all files like this"))
        self.keep_button.clicked.connect(lambda: self.keep_wanted.emit(self.options))
        self.cancel_button = QPushButton(tr("&Cancel"))
        self.cancel_button.setToolTip(tooltip(tr("Everything stays as it is.")))
        self.cancel_button.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.load_button)
        line.addWidget(self.keep_button)
        line.addStretch()
        line.addWidget(self.cancel_button)
        return line

    def choose(self, name: str, value: object) -> None:
        """Take a choice of the user, and ask for a look with it."""
        if getattr(self.options, name) == value:
            return
        self.options = self.options.model_copy(update={name: value})
        self._refusal = None
        self.form.show_document(self.options)
        self._show_evidence()
        self._allow()
        self.options_changed.emit(self.options)

    def show_refusal(self, error: WorkbenchError) -> None:
        """Say what kept the whole file from being read with these options."""
        if isinstance(error, UnsettledError):
            self._asked = Question(error.code, error.what, error.option, error.options, error.proposal, error.hint)  # type: ignore[arg-type]  # both are Text
        else:
            self._refusal = error
        self._show_what_is_open()

    def show_preview(self, preview: Preview, options: CsvOptions, *, can_be_kept: bool) -> None:
        """Show what the head of the file is with ``options``."""
        self._preview, self._shown_with, self._can_be_kept = preview, options, can_be_kept
        self.lines.show_lines(preview.lines)
        self.table.show_table(preview)
        self.findings.setText("\n".join("• " + tr(one.message) for one in preview.findings))
        self.findings.setVisible(bool(preview.findings))
        words = (
            [] if preview.is_whole else [tr("Only the beginning of the file is shown here; Load looks at all of it.")]
        )
        if any(not one.harmless and self._may_be_answered_below(one) for one in self.open_questions):
            words.append(tr("The rows below may answer what is asked above; where they do not, Load asks again."))
        if len(preview.columns) > MOST_COLUMNS:
            words.append(tr("The first {most} of {count} columns.", most=MOST_COLUMNS, count=len(preview.columns)))
        self.note.setText(" ".join(words))
        self.note.setVisible(bool(words))
        self._show_evidence()
        self._show_what_is_open()

    def show_unreadable(self, error: WorkbenchError) -> None:
        """Say that the file itself cannot be had."""
        self._preview, self._refusal = None, error
        self._show_what_is_open()

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What has no answer yet: of the whole file, and of its head as it was looked at last."""
        found = self._preview.questions if self._preview is not None else ()
        asked = (self._asked,) if self._asked is not None else ()
        by_option = {one.option: one for one in (*found, *asked) if getattr(self.options, one.option) is None}
        return tuple(by_option.values())

    @property
    def why_not(self) -> str:
        """Why nothing can be loaded now, or ""."""
        if any(not one.harmless and not self._may_be_answered_below(one) for one in self.open_questions):
            return tr("Answer the questions above first.")
        if self._refusal is not None:
            return tr(self._refusal.what)
        if self._preview is None or self._shown_with != self.options:
            return tr("The file is being looked at.")
        error = self._preview.error
        if error is None or isinstance(error, UnsettledError) or not self._preview.is_whole:
            return ""  # the rows below the head may do away with it
        return tr(error.what)

    def _may_be_answered_below(self, question: Question) -> bool:
        """Whether only the head of the file asks it: Load looks at all of it, and asks again where it must."""
        is_whole = self._preview is None or self._preview.is_whole
        return not is_whole and (self._asked is None or self._asked.option != question.option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _show_evidence(self) -> None:
        guesses = self._preview.guesses if self._preview is not None else ()
        found = {one.option: f"{words_of(one.option, one.value)}: {tr(one.evidence)}" for one in guesses}
        for name in type(self.options).model_fields:
            if self.form.has(name):
                self.form.show_note(name, found.get(name, "") if getattr(self.options, name) is None else "")

    def _show_what_is_open(self) -> None:
        open_now = self.open_questions
        if [one.question for one in self.asked] != list(open_now):
            had_focus = any(one.isAncestorOf(self.focusWidget()) for one in self.asked if self.focusWidget())
            for old in self.asked:
                self.questions.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.asked = [AskedQuestion(question) for question in open_now]
            for one in self.asked:
                one.answered.connect(self.choose)
                self.questions.addWidget(one)
            self._focus_wanted = self._focus_wanted or had_focus
        error = self._refusal or (self._preview.error if self._preview is not None else None)
        if isinstance(error, UnsettledError):
            error = None  # it stands there as a question
        self.error.setText(_in_words(error))
        self.error.setVisible(error is not None)
        self._allow()
        if self._focus_wanted:
            self._focus_wanted = False
            self._focus_first()

    def _focus_first(self) -> None:
        """Put the cursor where the next thing is to be done."""
        if self.asked:
            self.asked[0].first.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.load_button.isEnabled():
            self.load_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.form.focus("encoding")

    def _allow(self) -> None:
        why_not = self.why_not
        self.load_button.setEnabled(not why_not)
        self.load_button.setToolTip(tooltip(why_not or tr("Read the whole file so.")))
        no_shape = "" if self._can_be_kept else tr("The file has no header by which files like it could be known.")
        self.keep_button.setEnabled(not (why_not or no_shape))
        does = tr("Load, and read every file with the same header and ending so.")
        self.keep_button.setToolTip(tooltip(why_not or no_shape or does))


def _in_words(error: WorkbenchError | DataError | None) -> str:
    return "\n".join(filter(None, (tr(error.what), tr(error.hint)))) if error is not None else ""
