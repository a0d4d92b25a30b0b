"""Names from a file are shown as they are: nothing in them is taken for markup or for a key."""

import html

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget, QTableWidget, QWidget

from tests.app import scripted
from tests.windows import settle

BOLD = "<b>a&b</b>"
LEFT_OUT = "<i>words</i>"
HOLES = "holes & <b>gaps"
FILE = "<b>R&D<b>.csv"


@pytest.fixture
def marked(qtbot, window, script, tmp_path):
    """A window full of names that look like markup: of the file, its columns and the folder."""
    path = tmp_path / "<u>folder<u>" / FILE
    path.parent.mkdir()
    rows = "\n".join(f"{row % 7},{row},{row if row % 50 else ''},w" for row in range(300))
    path.write_text(f"{BOLD},{BOLD} 2,holes & <b>gaps,{LEFT_OUT}\n{rows}\n")
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == FILE)
    both = window.document.experiment.with_settings("data", targets=(BOLD, f"{BOLD} 2"), inputs=(BOLD, f"{BOLD} 2"))
    window.document.change(both, "two targets")
    scripted.run_to_the_end(qtbot, window, script)
    mending = both.data.mending.model_copy(update={"by_column": {HOLES: "refuse"}})
    window.document.change(both.with_settings("data", inputs=(BOLD, HOLES), mending=mending), "holes")
    settle()
    return window


def shown_by(tip):
    """Give the words that a tooltip shows."""
    return QTextDocumentFragment.fromHtml(tip).toPlainText() if Qt.mightBeRichText(tip) else tip


def test_labels_of_every_view_are_plain(marked):
    for name in ("series", "windows", "network", "training", "forecast"):
        marked.right.show_view(name)
        settle()
    rich = [
        one.text() for one in marked.findChildren(QLabel)
        if one.textFormat() != Qt.TextFormat.PlainText and Qt.mightBeRichText(one.text())
    ]  # fmt: skip

    assert rich == []


def test_tooltips_show_names_as_they_are(marked):
    for name in ("series", "windows", "network", "training", "forecast"):
        marked.right.show_view(name)
        settle()
    tips = {widget.toolTip() for widget in marked.findChildren(QWidget)}
    tips |= {action.toolTip() for action in marked.findChildren(QAction)}
    for table in marked.findChildren(QTableWidget):
        items = [table.item(row, column) for row in range(table.rowCount()) for column in range(table.columnCount())]
        tips |= {item.toolTip() for item in items if item is not None}
    for stack in marked.findChildren(QListWidget):
        tips |= {stack.item(at).toolTip() for at in range(stack.count())}
    named = [tip for tip in tips if "a&" in tip or "R&" in tip or "holes" in tip or "folder" in tip]

    assert len(named) >= 4, "no tooltip shows a name: the test looks at the wrong ones"
    for tip in named:
        shown = shown_by(tip)
        for name in (BOLD, "holes & <b>gaps", FILE, "<u>folder<u>"):
            if html.escape(name, quote=False) in tip or name in tip:
                assert name in shown, tip


def test_the_reason_in_a_tooltip_shows_the_column_as_it_is(marked):
    tip = marked.actions_by_name["train"].toolTip()

    assert "holes & <b>gaps" in shown_by(tip)


def test_buttons_and_menus_show_an_and_sign_and_no_key_instead(marked):
    buttons = [one.text() for one in marked.left.findChildren(QAbstractButton) if "gaps" in one.text()]
    recent = [action.text() for action in marked.menus.recent.actions()]

    assert buttons == ["Fill holes && <b>gaps forward"]
    assert recent == [FILE.replace("&", "&&")]


def test_tables_and_titles_show_the_names_as_they_are(marked):
    marked.right.show_view("forecast")
    settle()
    view, card = marked.right.view("forecast"), marked.left.data

    assert [view.target.itemText(at) for at in range(view.target.count())] == [BOLD, f"{BOLD} 2"]
    assert BOLD in view.verdict.text()
    assert card.columns.item(0, 0).text() == BOLD
    assert LEFT_OUT in card.facts.text()
    assert view.plot.getAxis("left").label.toPlainText().strip() == BOLD
    assert marked.bench.stack.rows[0].spec.kind == "lstm"
