"""The whole way in the real window, by mouse and keys: from a file to a saved model and back."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from tests.core.formats.made import daily, workbook
from tests.windows import LOADING_MS, open_window, settle
from workbench.app.widgets.notice import Notice
from workbench.app.widgets.number_field import NumberField
from workbench.core import places

TRAINING_MS = 300_000


@pytest.fixture
def window(qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv(places.HOME_VARIABLE, str(tmp_path / "home"))
    with open_window() as opened:
        bench = opened.bench
        qtbot.waitUntil(lambda: "engine" in bench.loaded and bench.series is not None, timeout=LOADING_MS)
        yield opened


def click(qtbot, widget):
    assert widget.isEnabled(), widget.toolTip()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def type_number(qtbot, field, number):
    assert isinstance(field, NumberField)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, str(number))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()


def choose(qtbot, menu, words):
    """Open a menu's entry with the keyboard, as a person does."""
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text().startswith(words))
    menu.popup(QPoint(10, 10))
    settle()
    menu.setActiveAction(action)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    settle()


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press keys in the window; a menu that was open before has left it inactive on some platforms."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, modifiers)
    settle()


def button_of(window, name):
    return window.tool_bar.widgetForAction(window.actions_by_name[name])


def notices_in(widget):
    return [notice for notice in widget.findChildren(Notice) if notice.isVisible()]


def points_of(curve):
    x, _ = curve.item.getOriginalDataset()
    return 0 if x is None else len(x)


def test_a_person_goes_from_a_file_to_a_saved_model_and_gets_its_forecasts_again(qtbot, window, monkeypatch, tmp_path):
    file = tmp_path / "温度 temps.csv"
    shutil.copy(places.shipped("samples") / "seattle-temps.csv", file)
    saved = tmp_path / "model.seqmodel"
    layers, bench = window.left.layers, window.bench

    # open the file through the button
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    click(qtbot, window.left.data.open_button)
    qtbot.waitUntil(lambda: bench.series is not None and bench.series.name == file.name)
    assert bench.experiment.data.targets == ("temp",)
    assert points_of(window.right.view("series").plots[0].curves[0]) == len(bench.series)

    # change the timesteps: the shapes move
    type_number(qtbot, window.left.windows.form.editor("timesteps"), 48)
    assert bench.experiment.windows.timesteps == 48
    assert "48, 1]" in window.left.windows.shapes.text()

    # add a layer: the stack is faulty, says so in its place, and the button repairs it
    choose(qtbot, layers.add_button.menu(), "GRU")
    assert [spec.kind for spec in bench.experiment.layers] == ["segments", "gru", "lstm", "lstm"]
    assert not window.actions_by_name["train"].isEnabled()
    (notice,) = notices_in(layers)
    assert "Layer 2 (GRU) returns only the last step" in notice.words.text()
    assert isinstance(notice.button, QPushButton)
    click(qtbot, notice.button)
    assert bench.experiment.layers[1].return_sequences
    assert notices_in(layers) == []

    # train, pause, go on, stop and keep the best
    type_number(qtbot, window.left.training.form.editor("epochs"), 500)
    press(qtbot, window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bench.run is not None and len(bench.run.epochs) >= 2, timeout=TRAINING_MS)
    assert window.right.current == "training"
    view = window.right.view("training")
    qtbot.waitUntil(lambda: points_of(view.validation_curve) >= 2 and points_of(view.probe_curve) > 0)
    click(qtbot, button_of(window, "pause"))
    qtbot.waitUntil(lambda: bench.run.state == "paused", timeout=TRAINING_MS)
    batches = bench.run.batches_done
    qtbot.wait(200)
    assert bench.run.batches_done == batches
    click(qtbot, button_of(window, "pause"))
    qtbot.waitUntil(lambda: bench.run.batches_done > batches, timeout=TRAINING_MS)
    click(qtbot, button_of(window, "stop"))
    qtbot.waitUntil(lambda: bench.run.state == "finished", timeout=TRAINING_MS)
    assert bench.run.finished.reason == "stopped"
    qtbot.waitUntil(lambda: window.right.current == "forecast")
    assert all(points_of(curve) > 0 for curve in window.right.view("forecast").plot.curves)
    assert window.right.view("forecast").verdict.text() == bench.run.evaluation.shown.judged.verdicts[0].sentence

    # save the model, change something, and open the model again: the same forecasts
    click(qtbot, window.right.view("forecast").open)
    qtbot.waitUntil(lambda: bench.run.evaluation.test is not None and not bench.trainer.is_busy, timeout=TRAINING_MS)
    first = bench.run.evaluation
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    press(qtbot, window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert saved.stat().st_size > 0
    type_number(qtbot, window.left.windows.form.editor("timesteps"), 12)
    window.files.open(saved)
    qtbot.waitUntil(lambda: bench.run.title == saved.name and bench.run.state == "finished", timeout=TRAINING_MS)
    shown = bench.run.evaluation
    np.testing.assert_array_equal(shown.validation.judged.forecast, first.validation.judged.forecast)
    assert (first.looks, shown.looks, shown.test) == (1, 1, None)
    qtbot.waitUntil(lambda: bench.experiment.windows.timesteps == 48)


def test_discarding_a_run_keeps_no_model(qtbot, window):
    window.document.change(window.document.experiment.with_settings("training", epochs=500), "more epochs")

    press(qtbot, window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.bench.run is not None and bool(window.bench.run.batch_losses), timeout=TRAINING_MS)
    click(qtbot, button_of(window, "discard"))
    qtbot.waitUntil(lambda: window.bench.run.state == "finished", timeout=TRAINING_MS)

    assert window.bench.run.model is None
    assert not window.actions_by_name["save_model"].isEnabled()
    assert "no trained model" in window.actions_by_name["save_model"].toolTip()


def test_the_form_can_be_changed_while_a_run_goes_on_with_its_own_settings(qtbot, window):
    window.document.change(window.document.experiment.with_settings("training", epochs=500), "more epochs")

    press(qtbot, window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.bench.run is not None and bool(window.bench.run.batch_losses), timeout=TRAINING_MS)
    type_number(qtbot, window.left.windows.form.editor("timesteps"), 7)
    click(qtbot, button_of(window, "stop"))
    qtbot.waitUntil(lambda: window.bench.run.state == "finished", timeout=TRAINING_MS)

    assert window.bench.experiment.windows.timesteps == 7
    assert window.bench.run.experiment.windows.timesteps == 30
    strip = window.right.view("forecast").strip
    assert "differ from the form: 1" in strip.words.text()
    assert "windows.timesteps: 30 → 7" in strip.differs.toolTip()


def test_a_run_goes_on_for_more_epochs_as_one_that_never_ended(qtbot, window):
    bench, document = window.bench, window.document
    short = document.experiment.with_settings("training", epochs=2, patience=None, device="cpu")
    short = short.with_settings("windows", stride=20)

    document.change(short.with_settings("training", epochs=4), "long")
    press(qtbot, window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bench.run is not None and bench.run.state == "finished", timeout=TRAINING_MS)
    straight = bench.run
    document.change(short, "short")
    press(qtbot, window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bench.run is not straight and bench.run.state == "finished", timeout=TRAINING_MS)
    qtbot.waitUntil(lambda: not bench.trainer.is_busy)
    window.right.show_view("training")
    settle()
    controls = window.right.view("training").controls
    type_number(qtbot, controls.more, 2)
    click(qtbot, controls.train_more)
    qtbot.waitUntil(lambda: bench.run.state == "finished" and len(bench.run.epochs) == 4, timeout=TRAINING_MS)

    assert [one.validation_loss for one in bench.run.epochs] == [one.validation_loss for one in straight.epochs]
    for name, weight in straight.model.weights.items():
        np.testing.assert_array_equal(bench.run.model.weights[name], weight)


def test_a_workbook_is_opened_and_trained_on(qtbot, window, tmp_path):
    book = workbook(tmp_path / "river.xlsx", Data=daily(120))

    window.files.open(book)
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == "river.xlsx")
    settle()
    type_number(qtbot, window.left.training.form.editor("epochs"), 2)
    press(qtbot, window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.bench.run is not None and window.bench.run.state == "finished", timeout=TRAINING_MS)

    assert window.bench.run.finished.reason == "all epochs done"
    assert window.bench.experiment.data.targets == ("level",)
