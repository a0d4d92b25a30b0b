"""The clock and missing values in the data card: told, led to, changed and repaired."""

import pytest

from tests.app.person import pick
from tests.windows import settle


@pytest.fixture
def holed(qtbot, window, tmp_path):
    """The card with a file of which five values and three hours are missing."""
    hours = [hour for hour in range(300) if not 100 <= hour < 103]
    rows = [f"2024-01-{1 + hour // 24:02}T{hour % 24:02}:00,{'' if 20 <= hour < 25 else hour % 24}" for hour in hours]
    path = tmp_path / "holed.csv"
    path.write_text("time,temp\n" + "\n".join(rows) + "\n")
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == "holed.csv")
    settle()
    return window.left.data


def mending(window):
    return window.document.experiment.data.mending


def test_what_was_found_is_told_with_a_way_to_its_field(window, holed):
    found = [report.finding.code for report in holed.mending._shown]

    holed.mending.focus(holed.mending._shown[0])

    assert found == ["gaps", "missing_values"]
    assert holed.mending.head.text() == "Clock and missing values (2)"
    assert holed.mending.body.isVisibleTo(holed)


def test_a_choice_for_all_columns_is_one_undo_step(window, holed):
    holed.mending.head.setChecked(True)
    before = window.document.experiment

    pick(holed.mending.form.editor("missing"), "Linear")

    assert mending(window).missing == "linear"
    assert window.bench.mended.repaired[:, 0].sum() == 5
    window.document.undo_stack.undo()
    assert window.document.experiment == before


def test_a_column_may_have_its_own_choice_and_give_it_up_again(window, holed):
    holed.mending.head.setChecked(True)

    pick(holed.mending.choices["temp"], "Leave samples out")
    assert mending(window).by_column == {"temp": "leave"}
    pick(holed.mending.choices["temp"], "As for all columns")

    assert mending(window).by_column == {}


def test_missing_values_are_repaired_by_a_button(window, holed):
    (problem,) = [one for one in window.bench.problems if one.address == "data.mending.missing"]

    holed.repair(problem)

    assert mending(window).missing == "forward"
    assert window.bench.problems == ()
