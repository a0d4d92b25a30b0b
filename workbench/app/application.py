"""Starts the window."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.app.plain_import import use_plain_import
from workbench.app.windows_dlls import load_torch_libraries_first

if TYPE_CHECKING:
    from workbench.app.main_window import MainWindow

_NO_DISPLAY = """workbench: there is no display to open the window on.
On a machine with a screen, start it from a terminal of the desktop session.
Over ssh, use “ssh -X”; without any screen, start it under xvfb-run (Debian: apt install xvfb xauth).
To see the window as a picture, add: --offscreen --shot window.png
Everything also runs without a window: workbench --help (in a checkout: .venv/bin/workbench --help)"""


def open_window(arguments: list[str]) -> int:
    """Open the window and stay until it is closed; give the process's exit code.

    Args:
        arguments: ``[FILE] [--offscreen] [--shot FILE.png] [--language CODE] [--theme NAME] [--selftest]``.
    """
    wanted = _parse(arguments)
    if wanted.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not _has_display():
        sys.stderr.write(_NO_DISPLAY + "\n")
        return 2
    if wanted.selftest:
        from workbench.app.self_test import throwaway_home

        with throwaway_home():
            return _show_window(wanted)
    return _show_window(wanted)


def _show_window(wanted: argparse.Namespace) -> int:
    gc.disable()  # nothing that starts is garbage; once the window is there, its GuiGarbage collects
    load_torch_libraries_first()
    from PySide6.QtCore import QTimer

    use_plain_import()
    from PySide6.QtWidgets import QApplication

    from workbench.app.appearance.fonts import load_shipped_fonts
    from workbench.app.appearance.theme import Theme, application_font, application_icon
    from workbench.app.frame.placing import SIZE
    from workbench.app.main_window import MainWindow, first_language
    from workbench.app.settings import Settings
    from workbench.app.translation import Language

    app = QApplication(sys.argv[:1])
    app.setApplicationName("sequence-workbench")
    app.setApplicationDisplayName("Sequence Workbench")
    app.setDesktopFileName("sequence-workbench")
    app.setWindowIcon(application_icon())
    load_shipped_fonts()
    app.setFont(application_font())
    settings, language = Settings(), Language(app)
    language.use(wanted.language or first_language(settings))
    window = MainWindow(settings=settings, language=language, theme=Theme(wanted.theme or settings.theme, app))
    file: Path | None = wanted.file
    if wanted.selftest:
        from workbench.app.self_test import SelfTest

        SelfTest(window)
    elif wanted.shot is not None:
        window.bench.failed.disconnect(window.alerts.show)  # nobody is there to read a message
        window.bench.unsettled.disconnect(window.importing.ask)
        window.resize(SIZE)  # pictures are alike, whatever the screen
        _shoot_when_drawn(window, wanted.shot, file)
    elif file is not None:
        path = file
        window.painted.connect(lambda: QTimer.singleShot(0, lambda: window.files.open(path)))
    window.show()
    code = app.exec()
    window.deleteLater()
    app.sendPostedEvents(None, 0)
    return code


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="workbench", description="Open the window.")
    parser.add_argument("file", nargs="?", type=Path, help="a table (CSV, workbook, Parquet), an experiment or a model")
    parser.add_argument("--offscreen", action="store_true", help="draw without a display")
    parser.add_argument("--shot", type=Path, metavar="FILE.png", help="save a picture of the window and end")
    parser.add_argument("--selftest", action="store_true", help="train, save and export a small model, and end")
    parser.add_argument("--language", choices=["en", "zh_CN"])
    parser.add_argument("--theme", choices=["system", "light", "dark"])
    return parser.parse_args(arguments)


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _shoot_when_drawn(window: MainWindow, path: Path, file: Path | None) -> None:
    """Save a picture once the wanted series is drawn, then end; what keeps it from being drawn ends with 2."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    bench = window.bench
    timer = QTimer(window)
    timer.setInterval(100)
    asked = [file is None]

    def end(code: int, words: str = "") -> None:
        timer.stop()
        sys.stderr.write(words)
        QApplication.setQuitOnLastWindowClosed(False)  # it would end with 0
        window.closes_unasked = True
        window.close()
        QApplication.exit(code)

    def look() -> None:
        if "plots" not in bench.loaded or bench.reading or bench.is_training:
            return
        if not asked[0] and file is not None:
            asked[0] = True
            window.files.open(file)
            return
        if bench.series is None:
            return
        window.repaint()
        QApplication.processEvents()
        if window.grab().save(str(path)):
            sys.stdout.write(f"{path}\n")
            end(0)
        else:
            end(2, f"workbench: the picture could not be saved to {path}.\n")

    bench.failed.connect(lambda error: end(2, f"workbench: {error}\n"))
    bench.unsettled.connect(lambda data, error: end(2, f"workbench: {error}\n"))
    timer.timeout.connect(look)
    timer.start()
