"""Pictures of every view, in both languages, both looks and two sizes: ``python -m tests.screens OUT``."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SIZES = ((1280, 800), (1024, 700))
EPOCHS = 6


def main(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["WORKBENCH_HOME"] = tempfile.mkdtemp()
    from PySide6.QtWidgets import QApplication

    from workbench.app.main_window import MainWindow
    from workbench.app.settings import Settings
    from workbench.app.theme import Theme, application_font
    from workbench.app.translation import Language

    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setFont(application_font())
    language = Language(app)
    window = MainWindow(settings=Settings(), language=language, theme=Theme("light", app))
    window.show()
    _wait(app, lambda: "engine" in window.bench.loaded and window.bench.series is not None)
    window.settings.hint_seen = False
    _shoot_all(app, window, folder, "start", views=("series",))
    _break_the_stack(window)
    _shoot_all(app, window, folder, "problem", views=("series", "network"))
    window.document.undo_stack.undo()
    window.document.undo_stack.undo()
    after = window.document.experiment.with_settings("training", epochs=EPOCHS)
    after = after.with_settings("windows", timesteps=48, horizon=12)
    window.document.change(after, "set up")
    window.train()
    _wait(app, lambda: window.bench.run is not None and window.bench.run.state == "finished")
    _shoot_all(app, window, folder, "trained", views=("series", "windows", "network", "training", "forecast"))
    window.closes_unasked = True
    window.close()


def _break_the_stack(window: object) -> None:
    from workbench.app.main_window import MainWindow
    from workbench.core.layers import GRU

    assert isinstance(window, MainWindow)
    window.left.layers.add(GRU())
    window.document.change(window.document.experiment.with_settings("windows", timesteps=1), "one step")


def _shoot_all(app: object, window: object, folder: Path, stage: str, *, views: tuple[str, ...]) -> None:
    from PySide6.QtWidgets import QApplication

    from workbench.app.main_window import MainWindow

    assert isinstance(app, QApplication)
    assert isinstance(window, MainWindow)
    for code in ("en", "zh_CN"):
        window.language.use(code)
        for look in ("light", "dark"):
            window.theme.use(look)
            for width, height in SIZES:
                window.resize(width, height)
                for view in views:
                    window.right.show_view(view)
                    _settle(app)
                    name = f"{stage}-{view}-{code}-{look}-{width}x{height}.png"
                    if not window.grab().save(str(folder / name)):
                        raise OSError(f"{folder / name} could not be written")
                    print(name, flush=True)
    window.language.use("en")
    window.theme.use("light")


def _settle(app: object) -> None:
    """Let layouts, downsampling and deferred deletes run until nothing is left to do."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _wait(app: object, condition: Callable[[], bool], seconds: float = 120) -> None:
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        QCoreApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m tests.screens OUT")
    main(Path(sys.argv[1]))
