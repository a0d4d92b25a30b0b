import pytest
from PySide6.QtCore import Qt

from tests.app.person import ALT, CTRL, NONE, press, put_cursor
from workbench.app.widgets.choice import Choice


@pytest.fixture
def box(qtbot):
    box = Choice()
    box.addItems(["auto", "latin-1", "utf-8"])
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    put_cursor(box)
    return box


@pytest.mark.parametrize("modifier", [ALT, CTRL])
def test_a_key_for_a_button_chooses_nothing(box, modifier):
    press(box, Qt.Key.Key_L, modifier)

    assert box.currentText() == "auto"


def test_typing_chooses_the_word_that_begins_so(box):
    press(box, Qt.Key.Key_L, NONE)

    assert box.currentText() == "latin-1"
