"""The strip above a run: which run is shown, and in what the form differs from it."""

import pytest

from tests.app import scripted
from tests.app.person import click
from tests.windows import settle
from workbench.core.layers import GRU


@pytest.fixture
def strip(qtbot, window, script):
    """The strip of a run that has ended with the settings of the form."""
    scripted.run_to_the_end(qtbot, window, script)
    window.right.show_view("training")
    settle()
    return window.right.view("training").strip


def test_it_names_the_run_and_is_quiet_while_nothing_differs(window, strip):
    assert strip.words.text() == f"Shown: run {window.bench.run.title}"
    assert not strip.differs.isVisible()
    assert not strip.take.isVisible()


def test_without_a_run_there_is_none(window):
    window.right.show_view("forecast")
    settle()

    assert not window.right.view("forecast").strip.isVisible()


def test_it_counts_and_lists_what_differs(window, strip):
    after = window.document.experiment.with_settings("windows", timesteps=7).with_settings("training", epochs=9)
    window.document.change(after, "two changes")
    settle()

    assert strip.words.text().endswith("settings that differ from the form: 2")
    assert strip.differs.isVisible()
    assert "windows.timesteps: 30 → 7" in strip.differs.toolTip()
    assert "training.epochs: 50 → 9" in strip.differs.toolTip()


def test_take_its_settings_brings_them_back_in_one_step(window, strip):
    of_the_run = window.bench.run.experiment
    window.document.change(of_the_run.with_settings("windows", timesteps=7), "shorter")
    window.document.change(window.document.experiment.with_layers(GRU(), GRU()), "another stack")
    steps = window.document.undo_stack.count()
    settle()

    click(strip.take)

    assert window.document.experiment == of_the_run
    assert window.document.undo_stack.count() == steps + 1
    assert window.document.undo_label() == "take the run's settings"
    assert not strip.take.isVisible()


def test_taking_the_settings_of_a_run_on_other_data_brings_its_data_back(qtbot, window, strip):
    first = window.bench.series
    window.open_sample("nile")
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == "nile")
    settle()

    click(strip.take)
    settle()

    assert window.bench.series is first


def test_the_forecast_view_has_it_too(window, strip):
    window.right.show_view("forecast")
    window.document.change(window.document.experiment.with_settings("training", epochs=9), "fewer epochs")
    settle()

    assert window.right.view("forecast").strip.take.isVisible()
