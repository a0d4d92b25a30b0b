"""The one door for errors: a message for what the user can mend, the crash dialog for the rest."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

import workbench
from workbench.app.translation import tr
from workbench.app.widgets.labels import label
from workbench.core import places
from workbench.core.errors import StorageError, WorkbenchError
from workbench.core.storage import write_whole

_LIBRARIES = ("PySide6-Essentials", "pyqtgraph", "torch", "pandas", "numpy", "pydantic")


class Alerts(QObject):
    """Shows errors over ``window``; may be told of them from any thread.

    Args:
        window: over which the messages open.
        save_aside: saves the work before a crash is shown; says whether nothing would be lost.
    """

    crashed = Signal()  # before the crash dialog opens

    _reported = Signal(object)

    def __init__(self, window: QWidget, save_aside: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._save_aside = window, save_aside
        self._reported.connect(self._show_crash, Qt.ConnectionType.QueuedConnection)
        self._previous = (sys.excepthook, threading.excepthook)
        self._crash_open = False

    def install(self) -> None:
        """Take over what Python does with exceptions that nobody caught."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def uninstall(self) -> None:
        """Give Python's own hooks back."""
        sys.excepthook, threading.excepthook = self._previous

    @Slot(object)
    def show(self, error: Exception) -> None:
        """Show ``error``: as a message if the user can mend it, else as a crash."""
        if not isinstance(error, WorkbenchError):
            self._tell(error)
            return
        box = QMessageBox(self._window)
        box.setObjectName("errorMessage")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Sequence Workbench")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr(error.what))
        listed = error.faults if len(error.faults) > 1 else ()
        faults = [f"• {fault.address}: {tr(fault.message)}" for fault in listed]
        box.setInformativeText("\n".join([*faults, tr(error.hint)] if error.hint else faults))
        if error.__cause__ is not None:
            box.setDetailedText("".join(traceback.format_exception_only(error.__cause__)))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot(object)
    def _show_crash(self, error: Exception) -> None:
        if isinstance(error, WorkbenchError):
            self.show(error)  # raised where nobody looked for it, but still the user's to mend
            return
        report = crash_report(error)
        is_safe = self._save_aside()
        self.crashed.emit()
        if self._crash_open:
            return  # one dialog at a time: a fault in a paint event would open hundreds
        self._crash_open = True
        dialog = CrashDialog(report, self._window, is_safe=is_safe)
        dialog.finished.connect(self._on_crash_closed)
        dialog.open()

    @Slot()
    def _on_crash_closed(self) -> None:
        self._crash_open = False

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            self._tell(error.with_traceback(trace))
        else:
            self._previous[0](kind, error, trace)

    def _on_thread_exception(self, given: threading.ExceptHookArgs) -> None:
        if isinstance(given.exc_value, Exception):
            self._tell(given.exc_value)

    def _tell(self, error: Exception) -> None:
        """Write a bug down at once: where no event loop runs yet, or none any more, no dialog will come."""
        if not isinstance(error, WorkbenchError) and sys.stderr is not None:
            sys.stderr.write(crash_report(error))
        self._reported.emit(error)


class CrashDialog(QDialog):
    """A bug: what happened, with everything a report needs. Nothing is sent anywhere."""

    def __init__(self, report: str, parent: QWidget | None = None, *, is_safe: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("crashDialog")
        self.setWindowTitle(tr("A fault in the workbench"))
        self._report = report
        column = QVBoxLayout(self)
        column.addWidget(label(tr("Something went wrong inside the workbench."), role="headline"))
        saved = _save_report(report)
        words = (
            tr("It is not your doing. Your experiment is safe; you can go on working or start again.")
            if is_safe
            else tr("It is not your doing. Your experiment could not be saved aside: save it now, if you can.")
        )
        if saved is not None:
            words += "\n" + tr("The report lies in {path}.", path=saved)
        column.addWidget(label(words, wraps=True))
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setObjectName("code")
        details.setAccessibleName(tr("Report"))
        column.addWidget(details, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton(tr("Copy report"))
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        if saved is not None:
            folder = QPushButton(tr("Open the folder"))
            folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(saved.parent))))
            buttons.addButton(folder, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(640, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def crash_report(error: Exception) -> str:
    """Write what a developer needs: the traceback and the versions."""
    lines = [
        f"Sequence Workbench {workbench.__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        *(f"{name} {_version(name)}" for name in _LIBRARIES),
        "",
        *traceback.format_exception(error),
    ]
    return "\n".join(line.rstrip("\n") for line in lines) + "\n"


def _save_report(report: str) -> Path | None:
    path = places.crash_folder() / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    try:
        write_whole(path, report.encode())
    except StorageError:
        return None  # the dialog shows the report all the same
    return path


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
