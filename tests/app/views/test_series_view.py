"""The series view: the columns over time, with the split as coloured ground."""

import numpy as np
import pytest

from tests.app.person import words_of
from tests.app.views.test_training_view import points
from tests.windows import settle


@pytest.fixture
def view(window):
    return window.right.view("series")


def open_csv(qtbot, window, path, content):
    path.write_text(content, encoding="utf-8")
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == path.name)
    settle()


def test_each_chosen_column_has_a_plot_with_its_values(qtbot, window, view):
    window.open_sample("seattle-weather")
    qtbot.waitUntil(lambda: window.bench.series.name == "seattle-weather")
    settle()

    assert [plot.curves[0].name for plot in view.plots] == ["temp_max", "temp_min", "precipitation", "wind"]
    for plot in view.plots:
        x, y = points(plot.curves[0])
        assert y == pytest.approx(window.bench.series.column(plot.curves[0].name))
        assert x[0] == window.bench.series.times[0].astype("datetime64[s]").astype(float)


def test_the_ground_shows_where_the_parts_begin(window, view):
    bands = view._bands[0]
    seconds = window.bench.series.times.astype("datetime64[s]").astype(float)

    assert bands[0].getRegion() == (seconds[0], seconds[280])
    assert bands[1].getRegion() == (seconds[280], seconds[340])
    assert bands[2].getRegion() == (seconds[340], seconds[-1])


def drag_border(view, which, x):
    line = view._borders[0][which]
    line.setPos(x)
    line.sigPositionChangeFinished.emit(line)
    settle()


def test_a_border_that_is_dragged_moves_the_split_in_one_step(window, view):
    seconds = window.bench.series.times.astype("datetime64[s]").astype(float)

    drag_border(view, 0, seconds[200])

    windows = window.document.experiment.windows
    assert (windows.train_share, windows.validation_share) == (0.5, 0.35)
    assert window.document.undo_stack.count() == 1
    assert window.left.windows.share_words.text() == "50/35/15"


def test_borders_dragged_to_the_ends_stay_within_what_can_be_set(window, view):
    seconds = window.bench.series.times.astype("datetime64[s]").astype(float)

    drag_border(view, 0, seconds[0] - 1e6)
    drag_border(view, 1, seconds[-1] + 1e6)
    drag_border(view, 0, seconds[-1] + 1e6)
    drag_border(view, 1, seconds[0] - 1e6)

    windows = window.document.experiment.windows
    assert windows.train_share + windows.validation_share <= 0.99
    assert windows.validation_share >= 0.01


def test_the_borders_follow_the_split_of_the_card(window, view):
    after = window.document.experiment.with_settings("windows", train_share=0.5, validation_share=0.25)
    window.document.change(after, "another split")
    settle()

    seconds = window.bench.series.times.astype("datetime64[s]").astype(float)
    assert [line.value() for line in view._borders[0]] == [seconds[200], seconds[300]]


def test_what_the_reader_guessed_is_told(qtbot, window, view, tmp_path):
    lines = "\n".join(f"{1 + row % 28:02}.{1 + row // 28:02}.2024;{row},5" for row in range(200))
    open_csv(qtbot, window, tmp_path / "deutsch.csv", f"Tag;Fluss\n{lines}\n")

    view.panel.show_notes()
    settle()

    told = words_of(view.panel.notes)
    assert "Found by itself:" in told
    assert any(words.startswith("• Separator: ;") for words in told)
    assert any(words.startswith("• Decimal mark: ,") for words in told)


def test_a_series_without_times_is_drawn_over_its_rows(qtbot, window, view, tmp_path):
    open_csv(qtbot, window, tmp_path / "rows.csv", "flow\n" + "\n".join(map(str, range(100))))

    assert points(view.plots[0].curves[0])[0] == list(np.arange(1.0, 101.0))
    assert not view.plots[0].has_dates


def test_more_columns_than_fit_are_told(qtbot, window, view, tmp_path):
    names = [f"c{at}" for at in range(9)]
    rows = "\n".join(",".join(str(row + at) for at in range(9)) for row in range(100))
    open_csv(qtbot, window, tmp_path / "wide.csv", f"{','.join(names)}\n{rows}\n")
    window.document.change(window.document.experiment.with_settings("data", inputs=tuple(names)), "all")
    settle()

    assert len(view.plots) == 6
    assert "The first 6 of 9 chosen columns are drawn." in words_of(view)


def test_a_series_that_cannot_be_read_leaves_its_reason(qtbot, window, view, tmp_path):
    window.bench.failed.disconnect(window.alerts.show)
    from workbench.core.experiment import FileSource

    gone = window.document.experiment.with_settings("data", source=FileSource(path=str(tmp_path / "gone.csv")))
    window.document.start(gone)
    qtbot.waitUntil(lambda: window.bench.series_error is not None)
    settle()

    assert any("gone.csv could not be read" in words for words in words_of(view))
    assert view.plots == []


def test_missing_cells_leave_a_gap_and_are_drawn_without_a_fault(qtbot, window, view, tmp_path):
    rows = "\n".join(f"{row},{row if row % 5 else ''}" for row in range(100))
    open_csv(qtbot, window, tmp_path / "gaps.csv", f"flow,holes\n{rows}\n")
    window.document.change(window.document.experiment.with_settings("data", inputs=("flow", "holes")), "both")
    settle()

    assert np.isnan(points(view.plots[1].curves[0])[1]).sum() == 20
    assert not view.grab().isNull()
