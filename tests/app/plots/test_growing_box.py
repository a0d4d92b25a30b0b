"""Curves that grow get room ahead; when nothing more comes, they get the room that they need.

A line's width takes a pixel more than its points, which is what tolerances are for.
"""

import numpy as np
import pytest

from workbench.app.appearance.theme import Theme
from workbench.app.plots.plot import Plot


@pytest.fixture
def growing(qtbot, qapp):
    plot = Plot(Theme("light", qapp))
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    plot.box.grows = True
    curve = plot.add_curve("loss", "#336699")

    def show(x, y):
        curve.item.setData(np.asarray(x, float), np.asarray(y, float))
        plot.paint_now()
        return plot.box.viewRange()

    return plot, show


def test_there_is_room_to_the_right_and_on_both_sides(growing):
    _, show = growing

    (left, right), (bottom, top) = show([1, 11], [0, 10])

    assert (left, right) == pytest.approx((0.8, 16), abs=0.1)
    assert (bottom, top) == pytest.approx((-1.5, 11.5), abs=0.1)


def test_where_nothing_more_comes_to_the_right_there_is_room_on_both_sides_alone(growing):
    plot, show = growing
    plot.box.goes_on = False

    (left, right), (bottom, top) = show([1, 11], [0, 10])

    assert (left, right) == pytest.approx((0.8, 11.2), abs=0.1)
    assert (bottom, top) == pytest.approx((-1.5, 11.5), abs=0.1)


def test_the_axes_stay_while_the_curve_fits_and_move_when_it_does_not(growing):
    _, show = growing
    first = show([1, 11], [0, 10])

    assert show([1, 11, 15], [0, 10, 11]) == first
    (left, right), _ = show([1, 11, 17], [0, 10, 11])
    assert (left, right) == pytest.approx((0.68, 25), abs=0.2)


def test_a_curve_that_has_become_small_gets_less_room(growing):
    _, show = growing
    show([1, 11], [0, 100])

    _, (bottom, top) = show([1, 11], [0, 10])

    assert (bottom, top) == pytest.approx((-1.5, 11.5), abs=0.1)


def test_a_constant_keeps_its_place(growing):
    _, show = growing

    _, (bottom, top) = show([1, 2], [5, 5])

    assert bottom < 5 < top
    assert show([1, 2], [5, 5])[1] == [bottom, top]


def test_at_the_end_the_curve_gets_the_room_that_it_needs(growing):
    plot, show = growing
    show([1, 11], [0, 10])
    plot.box.grows = False

    (left, right), (bottom, top) = show([1, 11], [0, 10])

    assert 0 < left <= 1
    assert 11 <= right < 12
    assert -1.5 < bottom <= 0
    assert 10 <= top < 11.5


def test_a_range_that_somebody_chose_is_left_alone(growing):
    plot, show = growing
    show([1, 11], [0, 10])
    plot.box.setRange(xRange=(2, 3), yRange=(4, 5), padding=0)

    assert show([1, 30], [0, 30]) == [[2, 3], [4, 5]]
