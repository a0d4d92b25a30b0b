"""Real windows for tests: made, used with mouse and keys, and closed without leaving anything behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication

from workbench.app.appearance.theme import Theme, ThemeChoice
from workbench.app.frame.placing import SIZE
from workbench.app.main_window import MainWindow
from workbench.app.settings import Settings
from workbench.app.translation import Language

LOADING_MS = 300_000  # torch may have to be imported first


@contextmanager
def open_window(theme: ThemeChoice = "light", language: str = "en", size: QSize | None = SIZE) -> Iterator[MainWindow]:
    """Give a window that is shown, of ``size`` or, with None, as it opens; afterwards nothing of it may be left."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = set(app.topLevelWidgets())
    words = Language(app)
    words.use(language)
    window = MainWindow(settings=Settings(), language=words, theme=Theme(theme, app))
    if size is not None:
        window.resize(size)
    window.show()
    try:
        yield window
    finally:
        window.closes_unasked = True
        window.close()
        words.use("en")
        window.deleteLater()
        settle()
        left = [widget for widget in set(app.topLevelWidgets()) - before if not widget.isHidden()]
        assert not left, f"top-level widgets left behind: {left}"
        assert not window_threads_running(window)


def window_threads_running(window: MainWindow) -> bool:
    """Whether a thread of the window still runs."""
    return any(worker._thread.isRunning() for worker in (window.bench.trainer, window.bench.reader))


def settle() -> None:
    """Let posted events and deferred deletes run until nothing is left to do."""
    for _ in range(5):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
