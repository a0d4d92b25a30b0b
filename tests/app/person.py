"""What a person does with mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QLineEdit, QMainWindow

from tests.windows import settle
from workbench.app.widgets.labels import ElidedLabel

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def click(widget, at=None):
    """Click on ``widget``, in its middle or at a place in it."""
    assert widget.isVisible(), "nobody can click on what is not seen"
    assert widget.isEnabled(), widget.toolTip()
    QTest.mouseClick(widget, LEFT, NONE, at if at is not None else QPoint())
    settle()


def press(widget, key, modifiers=NONE):
    """Press a key while ``widget`` has the cursor."""
    if isinstance(widget.window(), QMainWindow) and not widget.window().isActiveWindow():
        widget.window().activateWindow()  # a menu that was open leaves it inactive on some platforms
        settle()
    QTest.keyClick(widget, key, modifiers)
    settle()


def put_cursor(field):
    """Put the cursor into ``field``, with all of it chosen."""
    field.window().activateWindow()
    field.setFocus()
    if isinstance(field, QLineEdit | QAbstractSpinBox):
        field.selectAll()
    settle()


def type_words(field, words, *, enter=True):
    """Replace what a field holds, and leave it with Enter."""
    put_cursor(field)
    QTest.keyClicks(field, str(words))
    if enter:
        press(field, Qt.Key.Key_Return)
    settle()


def choose(menu, words):
    """Open a menu and take the entry that begins with ``words``, by keys."""
    action = next(one for one in menu.actions() if one.text().replace("&", "").startswith(words))
    assert action.isEnabled(), action.toolTip()
    menu.popup(QPoint(10, 10))
    settle()
    menu.setActiveAction(action)
    press(menu, Qt.Key.Key_Return)


def pick(box, words):
    """Take the entry ``words`` of a closed list, by keys."""
    put_cursor(box)
    box.showPopup()
    settle()
    at = box.findText(words)
    assert at >= 0, [box.itemText(row) for row in range(box.count())]
    view = box.view()
    view.setCurrentIndex(box.model().index(at, 0))
    press(view, Qt.Key.Key_Return)


def drag(widget, start, end):
    """Press at ``start``, move to ``end`` and let go."""
    QTest.mousePress(widget, LEFT, NONE, start)
    QTest.mouseMove(widget, (start + end) / 2)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, LEFT, NONE, end)
    settle()


def drop_files(target, *paths, words=""):
    """Drop files on ``target`` as a file manager does; say whether they were taken."""
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if words:
        given.setText(words)
    middle, copy = target.rect().center(), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(middle, copy, given, LEFT, NONE)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(middle), copy, given, LEFT, NONE, QEvent.Type.Drop)
    QApplication.sendEvent(target, drop)
    settle()
    return drop.isAccepted()


def seen(parent, kind):
    """Give the widgets of one kind that are on the screen."""
    return [widget for widget in parent.findChildren(kind) if widget.isVisible()]


def click_through(widget, at):
    """Click at a place of ``widget``, on whatever lies there."""
    target = widget.childAt(at) or widget
    QTest.mouseClick(target, LEFT, NONE, target.mapFrom(widget, at))
    settle()


def words_of(parent):
    """Give the words of every label that is on the screen, elided ones whole."""
    kinds = (QLabel, ElidedLabel)
    return [one.text() for kind in kinds for one in seen(parent, kind) if one.text()]
