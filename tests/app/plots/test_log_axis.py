"""The words of a logarithmic axis: enough of them to read it, and none on another."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.app.appearance.theme import Theme
from workbench.app.plots.axis import log_ticks, log_words
from workbench.app.plots.plot import Plot

ROOM = 0.1


@given(st.floats(-320, 320), st.floats(1e-6, 300), st.floats(0.02, 0.5))
def test_no_two_ticks_are_closer_than_their_words_need(low, span, room):
    high = low + span

    ticks = log_ticks(low, high, room)

    assert all(low <= tick <= high for tick in ticks)
    assert all(right - left >= room * (high - low) for left, right in pairwise(ticks))


@given(st.floats(-6, 6), st.floats(0.001, 12))
def test_there_are_always_two_ticks_to_read_the_others_by(low, span):
    assert len(log_ticks(low, low + span, ROOM)) >= 2


@given(st.floats(-300, 300), st.floats(0.01, 5))
def test_every_tick_has_words_of_its_own(low, span):
    ticks = log_ticks(low, low + span, 0.05)

    assert len({log_words(tick) for tick in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.3, 1.2, ["0.4", "0.6", "0.8", "1", "1.2"]),  # a loss in its first epochs
        (0.01, 100, ["0.01", "0.03", "0.1", "0.3", "1", "3", "10", "30", "100"]),
        (0.02, 3, ["0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]),
        (1e-9, 1e9, ["10⁻⁸", "10⁻⁶", "10⁻⁴", "0.01", "1", "100", "10⁴", "10⁶", "10⁸"]),
    ],
)
def test_ticks_are_round_numbers(low, high, words):
    ticks = log_ticks(math.log10(low) - 1e-12, math.log10(high) + 1e-12, ROOM)

    assert [log_words(tick) for tick in ticks] == words


@pytest.mark.parametrize(
    ("value", "words"), [(0.001, "0.001"), (2e-5, "2·10⁻⁵"), (1e4, "10⁴"), (9999, "9999"), (1.5e12, "1.5·10¹²")]
)
def test_a_number_far_from_one_is_written_with_a_power(value, words):
    assert log_words(math.log10(value)) == words


@pytest.mark.parametrize("values", [[0.9, 0.4, 0.3], [2.0, 0.0001, 0.5], [0.51, 0.50, 0.505], [3e5, 1.0, 2.0]])
@pytest.mark.parametrize("height", [120, 200, 600])
def test_the_words_on_the_axis_of_the_losses_do_not_touch(qtbot, values, height):
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtWidgets import QApplication

    plot = Plot(Theme("light", QApplication.instance()), x_label="epoch", y_label="loss (scaled)")
    qtbot.addWidget(plot)
    plot.resize(500, height)
    plot.add_curve("training", "#000000").item.setData([1.0, 2.0, 3.0], values)
    plot.setLogMode(y=True)
    plot.show()
    plot.paint_now()
    axis, page = plot.getAxis("left"), QPixmap(500, height)
    painter = QPainter(page)

    _, _, written = axis.generateDrawSpecs(painter)

    painter.end()
    boxes = [rectangle for rectangle, _, _ in written]
    assert len(boxes) >= 2
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
