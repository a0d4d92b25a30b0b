import pytest

from workbench.app.plots.axis import StepAxis


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (0.5, 1.5), (1.0, 3.0), (0.0, 14.0), (0.0, 5_000.0)])
def test_steps_have_whole_numbers(qtbot, low, high):
    axis = StepAxis("bottom")

    ticks = [tick for _, level in axis.tickValues(low, high, 600) for tick in level]

    assert ticks
    assert all(tick == round(tick) for tick in ticks)
