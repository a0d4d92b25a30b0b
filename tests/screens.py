"""Pictures of every view and card, in both languages, both looks and two sizes: ``python -m tests.screens OUT``."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SIZES = ((1280, 800), (1024, 700))
EPOCHS = 12
ROUNDS = 12  # of events at the least, before a picture: on a busy machine a single one takes long


def main(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["WORKBENCH_HOME"] = tempfile.mkdtemp()
    from PySide6.QtWidgets import QApplication

    from workbench.app.appearance.theme import Theme, application_font
    from workbench.app.main_window import MainWindow
    from workbench.app.settings import Settings
    from workbench.app.translation import Language

    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setFont(application_font())
    language = Language(app)
    window = MainWindow(settings=Settings(), language=language, theme=Theme("light", app))
    window.resize(*SIZES[0])
    window.show()
    _wait(app, lambda: "engine" in window.bench.loaded and window.bench.series is not None)
    window.settings.hint_seen = False
    _shoot_all(app, window, folder, "start", views=("series",))
    _break_the_stack(window)
    _shoot_all(app, window, folder, "problem", views=("series", "network"))
    window.document.undo_stack.undo()
    window.document.undo_stack.undo()
    _set_up_a_decoder(window)
    _shoot_all(app, window, folder, "decoder", views=("network",))
    _shoot_the_drawing_and_the_cards(app, window, folder)
    window.document.undo_stack.undo()
    after = window.document.experiment.with_settings("windows", timesteps=48, horizon=12)
    after = after.with_settings("training", epochs=EPOCHS, loss="quantile", schedule="cosine")
    window.document.change(after, "set up")
    window.train()
    _wait(app, lambda: window.bench.run is not None and len(window.bench.run.epochs) > 1)
    window.bench.ask_rate(0.002)
    _wait(app, lambda: window.bench.run is not None and bool(window.bench.run.rate_changes))
    window.bench.pause_or_resume()
    _shoot_all(app, window, folder, "running", views=("training",))
    window.bench.pause_or_resume()
    _wait(app, lambda: window.bench.run is not None and window.bench.run.state == "finished")
    _shoot_all(app, window, folder, "trained", views=("series", "windows", "network", "training", "forecast"))
    _ask_everything(app, window)
    _shoot_tabs(app, window, folder)
    window.closes_unasked = True
    window.close()


def _ask_everything(app: object, window: object) -> None:
    """Open the test part, and ask what can be asked of a trained network."""
    from workbench.app.main_window import MainWindow

    assert isinstance(window, MainWindow)
    bench = window.bench
    asked = (
        bench.open_test,
        lambda: bench.questions.ask_ahead(20, recursively=True),
        bench.questions.ask_importance,
        lambda: bench.questions.ask_folds(folds=2, seeds=1, reach="expanding", refit=False),
    )
    for ask in asked:
        ask()
        _wait(app, lambda: not bench.trainer.is_busy)
        _settle(app)


def _shoot_tabs(app: object, window: object, folder: Path) -> None:
    """Take every answer below the forecast, and the dialog that exports."""
    from PySide6.QtWidgets import QApplication, QDialog

    from workbench.app.main_window import MainWindow
    from workbench.app.views.forecast_view import ForecastView

    assert isinstance(app, QApplication)
    assert isinstance(window, MainWindow)
    for code, look, size in (("en", "light", SIZES[0]), ("zh_CN", "dark", SIZES[1])):
        window.language.use(code)
        window.theme.use(look)
        window.resize(*size)
        window.right.show_view("forecast")
        _settle(app)
        view = window.right.view("forecast")
        assert isinstance(view, ForecastView)
        for at in range(view.more.count()):
            if view.more.isTabVisible(at):
                view.more.setCurrentIndex(at)
                _settle(app)
                _save(window, folder, f"asked-{at + 1}-{code}-{look}.png")
        window.actions_by_name["export"].trigger()
        _settle(app)
        (dialog,) = window.findChildren(QDialog, "exportDialog")
        _save(dialog, folder, f"export-{code}-{look}.png")
        dialog.close()
    window.language.use("en")
    window.theme.use("light")


def _break_the_stack(window: object) -> None:
    from workbench.app.main_window import MainWindow
    from workbench.core.layers import GRU

    assert isinstance(window, MainWindow)
    window.left.layers.add(GRU())
    window.document.change(window.document.experiment.with_settings("windows", timesteps=1), "one step")


def _set_up_a_decoder(window: object) -> None:
    from workbench.app.main_window import MainWindow
    from workbench.core.layers import LSTM, Conv1D, LayerNormalization, RepeatVector, Segments

    assert isinstance(window, MainWindow)
    after = window.document.experiment.with_settings("windows", timesteps=48, horizon=12, season=24)
    stack = (
        Conv1D(padding="causal"),
        LayerNormalization(),
        Segments(n=4),
        LSTM(return_state=True),
        RepeatVector(n=12),
        LSTM(initial_state="lstm_1", return_sequences=True),
    )
    window.document.change(after.with_layers(*stack), "a decoder")


def _shoot_the_drawing_and_the_cards(app: object, window: object, folder: Path) -> None:
    """Take what is too high for the window: the whole network, and the left side with the form of every layer."""
    from workbench.app.main_window import MainWindow
    from workbench.app.views.network_view import NetworkView

    assert isinstance(window, MainWindow)
    network = window.right.view("network")
    assert isinstance(network, NetworkView)
    for at, words in enumerate(("folded", "unrolled")):
        network.form.setCurrentIndex(at)
        network.redraw()
        _settle(app)
        _save(network.drawing, folder, f"drawing-{words}.png")
    for form in (window.left.windows.form, window.left.training.form):
        form.show_rare(True)
    for at in range(len(window.document.experiment.layers)):
        window.left.layers.stack.setCurrentRow(at)
        assert window.left.layers.form is not None  # there is a layer
        if window.left.layers.form.has("use_bias"):  # one of its rare settings
            window.left.layers.form.show_rare(True)
        _settle(app)
        _save(window.left.widget(), folder, f"cards-layer-{at + 1}.png")
    network.form.setCurrentIndex(0)


def _save(widget: object, folder: Path, name: str) -> None:
    from PySide6.QtWidgets import QWidget

    assert isinstance(widget, QWidget)
    if not widget.grab().save(str(folder / name)):
        raise OSError(f"{folder / name} could not be written")
    print(name, flush=True)


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
                    _save(window, folder, f"{stage}-{view}-{code}-{look}-{width}x{height}.png")
    window.language.use("en")
    window.theme.use("light")


def _settle(app: object) -> None:
    """Let layouts, downsampling, plots that wait for their turn, and deferred deletes come to an end."""
    from PySide6.QtCore import QCoreApplication, QEvent

    end, rounds = time.monotonic() + 0.12, 0
    while time.monotonic() < end or rounds < ROUNDS:
        rounds += 1
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
