"""Random clicks, keys and resizes on the real window while a network trains: nothing may break.

Every action comes from one seed, so that a failure can be played again. Exceptions in slots reach the
crash dialog, which fails the test; so do Qt's own warnings and a thread that is left behind.
"""

from __future__ import annotations

import gc
import random

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from tests.windows import LOADING_MS, open_window, settle

EVENTS = 200
MENU_STAYS_MS = 500
KEYS = [
    Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_7,
]  # fmt: skip
CONTROL_KEYS = [Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_D, Qt.Key.Key_L, *(getattr(Qt.Key, f"Key_{n}") for n in "12345")]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_at_the_window_breaks_nothing(qtbot, monkeypatch, seed):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)
    chance = random.Random(seed)
    crashes: list[str] = []
    with open_window() as window:
        window.alerts._reported.connect(lambda error: crashes.append(repr(error)))
        qtbot.waitUntil(lambda: "engine" in window.bench.loaded, timeout=LOADING_MS)
        window.train()
        for _ in range(EVENTS):
            _act(qtbot, window, chance)
            if chance.random() < 0.02:
                gc.collect()
            if not window.bench.is_training and chance.random() < 0.2:
                _close_popups(window)
                window.actions_by_name["train"].trigger()
        _close_popups(window)
        window.bench.stop("discard")
        settle()

    assert crashes == []


def _act(qtbot, window, chance):
    kind = chance.random()
    if kind < 0.5:
        _click_somewhere(qtbot, window, chance)
    elif kind < 0.75:
        qtbot.keyClick(QApplication.focusWidget() or window, chance.choice(KEYS))
    elif kind < 0.9:
        qtbot.keyClick(window, chance.choice(CONTROL_KEYS), Qt.KeyboardModifier.ControlModifier)
    elif kind < 0.94:
        window.resize(chance.randint(1, 1600), chance.randint(1, 1000))
    elif kind < 0.97:
        window.theme.use(chance.choice(["light", "dark"]))
    else:
        window.language.use(chance.choice(["en", "zh_CN"]))
    settle()
    if chance.random() < 0.3:
        _close_popups(window)


def _click_somewhere(qtbot, window, chance):
    place = QPoint(chance.randrange(window.width()), chance.randrange(window.height()))
    target = QApplication.activePopupWidget() or window.childAt(place)
    if target is None or not target.isVisible():
        return
    inside = QPoint(chance.randrange(max(1, target.width())), chance.randrange(max(1, target.height())))
    button = Qt.MouseButton.LeftButton  # the right one opens menus that wait for an answer
    click = qtbot.mouseDClick if chance.random() < 0.1 else qtbot.mouseClick
    waits = QTimer()  # the menu of a tool button keeps the click from returning until it is closed
    waits.timeout.connect(lambda: _close_popups(window))
    waits.start(MENU_STAYS_MS)
    click(target, button, pos=inside)
    waits.stop()


def _close_popups(window):
    for _ in range(5):
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is None:
            return
        popup.close()
        settle()
