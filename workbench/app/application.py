"""Starts the window."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from workbench.app.windows_dlls import load_torch_libraries_first

_NO_DISPLAY = """workbench: there is no display to open the window on.
On a machine with a screen, start it from a terminal of the desktop session.
Over ssh, use “ssh -X”; without any screen, start it under xvfb-run (Debian: apt install xvfb xauth).
To see the window as a picture, add: --offscreen --shot window.png
Everything also runs without a window: workbench --help (in a checkout: .venv/bin/workbench --help)"""


def open_window(arguments: list[str]) -> int:
    """Open the window and stay until it is closed; give the process's exit code.

    Args:
        arguments: ``[FILE] [--offscreen] [--shot FILE.png] [--language CODE] [--theme NAME]``.
    """
    wanted = _parse(arguments)
    if wanted.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not _has_display():
        sys.stderr.write(_NO_DISPLAY + "\n")
        return 2
    load_torch_libraries_first()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from workbench.app.main_window import MainWindow, first_language
    from workbench.app.settings import Settings
    from workbench.app.theme import Theme, application_font
    from workbench.app.translation import Language

    app = QApplication(sys.argv[:1])
    app.setApplicationName("sequence-workbench")
    app.setApplicationDisplayName("Sequence Workbench")
    app.setFont(application_font())
    settings, language = Settings(), Language(app)
    language.use(wanted.language or first_language(settings))
    window = MainWindow(settings=settings, language=language, theme=Theme(wanted.theme or settings.theme, app))
    if wanted.file is not None:
        file = wanted.file
        window.painted.connect(lambda: QTimer.singleShot(0, lambda: window.files.open(file)))
    if wanted.shot is not None:
        _shoot_when_drawn(window, wanted.shot)
    window.show()
    code = app.exec()
    window.deleteLater()
    app.sendPostedEvents(None, 0)
    return code


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="workbench", description="Open the window.")
    parser.add_argument("file", nargs="?", type=Path, help="a CSV file, an experiment or a model")
    parser.add_argument("--offscreen", action="store_true", help="draw without a display")
    parser.add_argument("--shot", type=Path, metavar="FILE.png", help="save a picture of the window and end")
    parser.add_argument("--language", choices=["en", "zh_CN"])
    parser.add_argument("--theme", choices=["system", "light", "dark"])
    return parser.parse_args(arguments)


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _shoot_when_drawn(window: object, path: Path) -> None:
    """Save a picture once the first view shows a series (or why there is none), then close."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from workbench.app.main_window import MainWindow

    assert isinstance(window, MainWindow)
    timer = QTimer(window)
    timer.setInterval(100)

    def look() -> None:
        bench = window.bench
        drawn = "plots" in bench.loaded and (bench.series is not None or bench.series_error is not None)
        if not drawn:
            return
        timer.stop()
        window.repaint()
        QApplication.processEvents()
        if not window.grab().save(str(path)):
            sys.stderr.write(f"workbench: the picture could not be saved to {path}.\n")
            QApplication.exit(2)
            return
        sys.stdout.write(f"{path}\n")
        window.document.undo_stack.setClean()
        window.close()

    timer.timeout.connect(look)
    timer.start()
