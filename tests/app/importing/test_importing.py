"""The Import page: opens where something is unclear, changes nothing before Load, and is told what it kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.windows import settle
from workbench.app.importing.raw_lines import ROLES
from workbench.app.widgets.notice import Notice
from workbench.core.experiment import SampleSource


@pytest.fixture
def unclear(tmp_path):
    """Days that can be read in two ways."""
    return _days(tmp_path / "dates.csv")


def _days(path, header="day,flow"):
    days = [f"{1 + row % 12:02}/{1 + row // 12:02}/2024" for row in range(100)]
    path.write_text(f"{header}\n" + "\n".join(f"{day},{row}" for row, day in enumerate(days)))
    return path


@pytest.fixture
def told(window):
    errors = []
    window.bench.failed.disconnect(window.alerts.show)
    window.bench.failed.connect(errors.append)
    return errors


def look(qtbot, window, path=None):
    """Open ``path``, or ask for the page, and wait until the page shows its lines."""
    if path is not None:
        window.files.open(path)
    else:
        window.importing.again()
    qtbot.waitUntil(lambda: window.importing.page is not None)
    return looked(qtbot, window)


def looked(qtbot, window):
    page = window.importing.page
    qtbot.waitUntil(lambda: page._preview is not None and page._shown_with == page.options)
    settle()
    return page


def wait_for(qtbot, window, name):
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == name)
    settle()


def answers(page):
    return [button for asked in page.asked for button in asked.findChildren(QPushButton)]


def test_an_unclear_file_opens_the_page_and_loads_nothing_before_the_question_is_answered(qtbot, window, unclear):
    page = look(qtbot, window, unclear)

    assert [button.text() for button in answers(page)] == ["yes (proposed)", "no"]
    assert not page.load_button.isEnabled()
    assert "Answer the questions above first." in page.load_button.toolTip()
    assert window.document.experiment.data.source == SampleSource(name="seattle-temps")


def test_an_answer_by_mouse_and_load_read_the_file_so(qtbot, window, unclear):
    page = look(qtbot, window, unclear)

    QTest.mouseClick(answers(page)[1], Qt.MouseButton.LeftButton)
    page = looked(qtbot, window)
    assert page.asked == []
    QTest.mouseClick(page.load_button, Qt.MouseButton.LeftButton)
    wait_for(qtbot, window, "dates.csv")

    assert window.document.experiment.data.options.day_first is False
    assert str(window.bench.series.times[1]).startswith("2024-02-01")
    assert window.importing.page is None
    assert window.right.tabs.isVisible()


def test_keys_alone_answer_and_load(qtbot, window, unclear):
    page = look(qtbot, window, unclear)
    assert window.focusWidget() is answers(page)[0]  # the proposed answer

    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    page = looked(qtbot, window)
    assert window.focusWidget() is page.load_button
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    wait_for(qtbot, window, "dates.csv")

    assert window.document.experiment.data.options.day_first is True


def test_escape_leaves_everything_as_it_was(qtbot, window, unclear):
    before = window.document.experiment
    page = look(qtbot, window, unclear)

    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()

    assert window.importing.page is None
    assert window.document.experiment == before
    assert window.right.pages.isVisible()


def test_each_line_says_in_words_what_it_is_taken_for(qtbot, window, tmp_path):
    path = tmp_path / "logger.csv"
    rows = "\n".join(f"2024-01-{1 + row:02};{row},5" for row in range(28))
    path.write_text(f"Logger;4711\n\nday;load\n[-];[MW]\n{rows}\n")
    window.files.open(path)
    wait_for(qtbot, window, "logger.csv")

    page = look(qtbot, window)

    roles = [page.lines.item(row, 1).text() for row in range(5)]
    assert roles == ["preamble", "blank", "header", "units", "data"]
    heads = [page.table.horizontalHeaderItem(at).text() for at in range(2)]
    assert heads == ["day\ntime", "load\nnumber"]
    assert page.table.item(1, 1).text() == "1.5"
    assert page.form.editor("separator").isVisible()
    assert page.form._rows["separator"].note.text().startswith("Semicolon ;: ")


def test_a_choice_is_looked_at_at_once_and_its_error_stands_on_the_page(qtbot, window, told, unclear):
    page = look(qtbot, window, unclear)

    page.form.edited.emit("time_column", "nowhere")
    page = looked(qtbot, window)

    assert "nowhere" in page.error.text()
    assert page.error.isVisible()
    assert not page.load_button.isEnabled()
    assert told == []


def test_a_file_without_numbers_opens_the_page_in_place_of_a_message(qtbot, window, told, tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("a,b\n" + "x,y\n" * 30)

    page = look(qtbot, window, path)

    assert page.error.text()
    assert not page.load_button.isEnabled()
    assert told == []


def test_choices_kept_for_files_like_one_are_used_for_the_next_and_told(qtbot, window, unclear, tmp_path):
    page = look(qtbot, window, unclear)
    answers(page)[1].click()
    page = looked(qtbot, window)
    page.keep_button.click()
    wait_for(qtbot, window, "dates.csv")

    window.files.open(_days(tmp_path / "next.csv"))
    wait_for(qtbot, window, "next.csv")

    assert window.importing.page is None
    assert window.document.experiment.data.options.day_first is False
    (notice,) = window.right.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert notice.words.text() == "next.csv was read with the choices kept for files like it."


def test_what_was_kept_can_be_forgotten(qtbot, window, unclear):
    page = look(qtbot, window, unclear)
    answers(page)[0].click()
    looked(qtbot, window).keep_button.click()
    wait_for(qtbot, window, "dates.csv")

    window.importing._notice.refused.emit()

    assert window.importing.options_for(unclear) is None
    assert window.importing._notice is None


def test_a_file_with_another_header_is_not_like_it(qtbot, window, unclear, tmp_path):
    page = look(qtbot, window, unclear)
    answers(page)[0].click()
    looked(qtbot, window).keep_button.click()
    wait_for(qtbot, window, "dates.csv")

    page = look(qtbot, window, _days(tmp_path / "other.csv", header="day,level"))

    assert len(page.asked) == 1


def test_a_damaged_file_of_kept_choices_is_like_none_told_and_set_aside(window, told, unclear):
    shapes = window.importing._shapes
    shapes.path.parent.mkdir(parents=True, exist_ok=True)
    shapes.path.write_text('{"a": 1')

    assert window.importing.options_for(unclear) is None
    assert window.importing.options_for(unclear) is None

    (error,) = told
    (aside,) = shapes.path.parent.glob("imports damaged *.json")
    assert str(aside) in error.what
    assert aside.read_text() == '{"a": 1'
    assert not shapes.path.exists()


def test_a_damaged_file_of_choices_that_cannot_be_set_aside_is_not_overwritten(
    qtbot, window, told, unclear, monkeypatch
):
    shapes = window.importing._shapes
    shapes.path.parent.mkdir(parents=True, exist_ok=True)
    shapes.path.write_text('{"a": 1')
    monkeypatch.setattr(type(shapes.path), "replace", _refused)
    page = look(qtbot, window, unclear)
    answers(page)[0].click()

    looked(qtbot, window).keep_button.click()

    assert shapes.path.read_text() == '{"a": 1'
    assert {str(shapes.path) in error.what for error in told} == {True}


def _refused(*_):
    raise PermissionError


def test_a_question_that_only_the_head_asks_does_not_keep_a_long_file_from_being_loaded(qtbot, window, tmp_path):
    path = tmp_path / "long.csv"
    days = [
        f"{1 + row % 12:02}/{1 + row // 12 % 12:02}/2024 {row // 144 % 24:02}:{row // 3456:02}" for row in range(9000)
    ]
    path.write_text("time,flow\n" + "".join(f"{day},{row}\n" for row, day in enumerate(days)) + "13/12/2024 00:59,1\n")
    window.files.open(path)
    wait_for(qtbot, window, "long.csv")

    page = look(qtbot, window)

    assert len(page.asked) == 1
    assert page.load_button.isEnabled()
    assert "The rows below may answer what is asked above" in page.note.text()


def test_a_question_of_the_whole_file_is_to_be_answered_before_a_long_file_is_loaded(qtbot, window, tmp_path):
    path = tmp_path / "long.csv"
    days = [
        f"{1 + row % 12:02}/{1 + row // 12 % 12:02}/2024 {row // 144 % 24:02}:{row // 3456:02}" for row in range(9000)
    ]
    path.write_text("time,flow\n" + "".join(f"{day},{row}\n" for row, day in enumerate(days)))

    page = look(qtbot, window, path)

    assert not page._preview.is_whole
    assert not page.load_button.isEnabled()


def test_the_page_outlives_another_language_and_look_with_its_answers(qtbot, window, unclear):
    page = look(qtbot, window, unclear)
    answers(page)[1].click()
    looked(qtbot, window)

    window.theme.use("dark")
    page = looked(qtbot, window)

    assert page.options.day_first is False
    assert page.isVisible()


def test_a_sample_has_no_reading_to_show(window, told):
    window.importing.again()

    assert window.importing.page is None
    assert told[0].what == "The data is no text file; there is nothing to set about its reading here."


def test_every_role_has_its_word():
    from typing import get_args

    from workbench.core.csv.preview import Role

    assert set(ROLES) == set(get_args(Role))
