"""Dates below a plot stand in the window's language, and none on another."""

import locale

import numpy as np
import pytest
from PySide6.QtCore import QLocale

from workbench.app.appearance.theme import Theme
from workbench.app.plots.axis import _ROOM_BESIDE
from workbench.app.plots.plot import Plot

DAY = 86_400.0
FIRST_OF_2024 = np.datetime64("2024-01-01", "s").astype(float)


@pytest.fixture
def axis(qtbot, qapp):
    plot = Plot(Theme("light", qapp), dates=True)
    qtbot.addWidget(plot)
    plot.resize(860, 300)
    plot.add_curve("value", "#336699").item.setData([FIRST_OF_2024, FIRST_OF_2024 + DAY], [0, 1])
    plot.grab()  # the axis measures its words when it is painted
    before, written_in = QLocale(), locale.setlocale(locale.LC_TIME)
    yield plot.getAxis("bottom")
    QLocale.setDefault(before)
    locale.setlocale(locale.LC_TIME, written_in)


def written(axis, days, pixels=800.0):
    axis.setRange(FIRST_OF_2024, FIRST_OF_2024 + days * DAY)
    levels = axis.tickValues(FIRST_OF_2024, FIRST_OF_2024 + days * DAY, pixels)
    return [(place, word) for spacing, places in levels
            for place, word in zip(places, axis.tickStrings(places, 1.0, spacing), strict=True)]  # fmt: skip


@pytest.mark.parametrize(("language", "months"), [("en", ["Feb", "Mar"]), ("zh_CN", ["2月", "3月"])])
def test_months_are_named_in_the_windows_language(axis, language, months):
    QLocale.setDefault(QLocale(language))

    assert [word for _, word in sorted(written(axis, 70)) if not word.isdigit()] == months


@pytest.mark.parametrize("systems", ["de_DE.UTF-8", "zh_CN.UTF-8", "C"])
def test_the_systems_language_does_not_matter(axis, systems):
    try:
        locale.setlocale(locale.LC_TIME, systems)
    except locale.Error:
        pytest.skip(f"the system has no {systems}")
    QLocale.setDefault(QLocale("en"))

    assert "Tue 02" in [word for _, word in written(axis, 2)]


def test_days_of_the_week_too(axis):
    QLocale.setDefault(QLocale("zh_CN"))

    words = [word for _, word in written(axis, 2)]

    assert "周二 02" in words
    assert not any("Tue" in word for word in words)


@pytest.mark.parametrize("days", [0.01, 0.2, 1, 5, 20, 51, 70, 400, 3000])
def test_no_two_ticks_of_different_spans_lie_on_each_other(axis, days):
    places = [place for place, _ in written(axis, days)]

    assert len(places) >= 2
    assert len(places) == len(set(places))
    for spacing, ticks in (levels := axis.tickValues(FIRST_OF_2024, FIRST_OF_2024 + days * DAY, 800.0)):
        others = [one for other, more in levels if other != spacing for one in more]
        assert all(abs(tick - other) >= _ROOM_BESIDE * days * DAY / 800 for tick in ticks for other in others)


@pytest.mark.parametrize(
    ("pixels", "months"),
    [
        (900, ["Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]),
        (420, ["Mar", "May", "Jul", "Sep", "Nov"]),
        (200, ["Apr", "Jul", "Oct"]),
        (120, ["Jul"]),
        (40, []),
    ],
)
def test_of_a_year_as_many_months_are_named_as_there_is_room_for(axis, pixels, months):
    QLocale.setDefault(QLocale("en"))

    words = [word for _, word in sorted(written(axis, 366, pixels))]

    assert [word for word in words if not word.isdigit()] == months


@pytest.mark.parametrize("years", [40, 400])
def test_of_many_years_no_month_is_named(axis, years):
    words = [word for _, word in written(axis, 365.25 * years)]

    assert len(words) >= 4
    assert all(word.isdigit() for word in words)
