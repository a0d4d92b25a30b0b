"""A curve that draws only what is seen of it."""

import numpy as np
import pytest

from tests.windows import settle
from workbench.app.appearance.theme import Theme
from workbench.app.plots.missing_strip import MissingStrip, mark_missing
from workbench.app.plots.places import Places
from workbench.app.plots.plot import Plot
from workbench.app.plots.pyramid import pyramid_of

ROWS = 200_000


@pytest.fixture
def plot(qtbot):
    theme = Theme("light")
    made = Plot(theme)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    yield made
    theme.deleteLater()


@pytest.fixture
def curve(plot):
    values = np.sin(np.arange(ROWS) / 5_000)
    values[123_456] = 50.0
    added = plot.add_long_curve("flow", "#0072b2", pyramid_of(values, Places(ROWS)))
    plot.show_all()
    settle()
    return added


def test_few_points_are_drawn_of_many_rows_and_the_spike_is_among_them(curve):
    x, y = curve.item.getData()

    assert len(x) < 3_000
    assert y.max() == 50.0


def test_zooming_in_draws_the_rows_themselves(plot, curve):
    plot.setXRange(1_000, 1_100, padding=0)
    settle()

    x, _ = curve.item.getData()
    assert set(range(1_000, 1_101)) <= set(x.astype(int))
    assert len(x) <= 103


def test_showing_everything_shows_all_rows_after_a_zoom(plot, curve):
    plot.setXRange(1_000, 1_100, padding=0)
    settle()
    plot.show_all()
    settle()

    (left, right), (bottom, top) = plot.viewRange()
    assert left <= 1
    assert right >= ROWS
    assert bottom <= -1
    assert top >= 50


def test_a_wider_plot_gets_more_points(plot, curve):
    before = len(curve.item.getData()[0])

    plot.resize(1_200, 300)
    settle()

    assert len(curve.item.getData()[0]) > 1.5 * before


def test_the_saved_numbers_are_all_rows(plot, curve, tmp_path):
    plot.save_numbers(tmp_path / "a.csv")

    with open(tmp_path / "a.csv", encoding="utf-8-sig") as file:
        assert sum(1 for _ in file) == ROWS + 1


def test_an_empty_curve_and_one_without_values_are_drawn_without_a_fault(plot):
    curve = plot.add_long_curve("flow", "#0072b2")
    settle()
    for values in (np.empty(0), np.full(5_000, np.nan)):
        curve.item.show_pyramid(pyramid_of(values, Places(len(values))))
        plot.show_all()
        settle()

    assert not plot.grab().isNull()


def test_missing_cells_have_a_tick_in_every_column_that_holds_one(plot, curve):
    missing = np.zeros(ROWS, dtype=bool)
    missing[[5, 100_000, ROWS - 1]] = True
    before = np.concatenate([[0], np.cumsum(missing)]).astype(np.int32)

    mark_missing(plot, before, Places(ROWS), "#b3261e")
    settle()

    (strip,) = [item for item in plot.getPlotItem().items if isinstance(item, MissingStrip)]
    (left, right), _ = plot.viewRange()
    pixel = (right - left) / plot.getViewBox().width()
    assert strip.getData()[0][::2] == pytest.approx([6, 100_001, ROWS], abs=pixel)
