"""Two files that differ in their test part alone: until it is opened, no view of the window tells them apart."""

import re

import numpy as np
from PySide6.QtWidgets import QTableWidget

from tests.app import scripted
from tests.app.person import words_of
from tests.windows import settle
from workbench.app.plots.plot import Plot

_OF_THE_CLOCK = re.compile(r"\brun \d|\d\d:\d\d:\d\d")  # when a run began, and which it was
VIEWS = ("series", "windows", "network", "training", "forecast")


def written(folder, poison):
    """Write hours with a rhythm of a day, whose last 15 % are ``poison`` higher."""
    folder.mkdir()
    hour = np.arange(400)
    values = 10 + 3 * np.sin(2 * np.pi * hour / 24) + np.random.default_rng(5).normal(0, 0.5, 400)
    values[340:] += poison
    rows = [f"2024-01-{1 + at // 24:02} {at % 24:02}:00,{values[at]:.3f}" for at in hour]
    path = folder / "own.csv"
    path.write_text("time,load\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def shown(qtbot, window, script, path):
    """Open a file, train on it, and give the words of every view and the numbers of every plot but the series' own."""
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == "own.csv")
    settle()
    scripted.run_to_the_end(qtbot, window, script)
    found = {}
    for name in VIEWS:
        window.right.show_view(name)
        settle()
        view = window.right.view(name)
        found[name] = [words for words in words_of(view) if not _OF_THE_CLOCK.search(words)]
        for table in view.findChildren(QTableWidget):
            found[name, table.accessibleName()] = [
                table.item(row, column).text() if table.item(row, column) is not None else ""
                for row in range(table.rowCount())
                for column in range(table.columnCount())
            ]
        if name in ("training", "forecast"):
            for place, plot in enumerate(view.findChildren(Plot)):
                for curve in plot.curves:
                    x, y = curve.item.getData()
                    found[name, place, curve.name] = (None if x is None else list(x), None if y is None else list(y))
    found["left"] = words_of(window.left)
    return found


def test_before_the_test_part_is_opened_no_word_and_no_curve_depends_on_its_values(qtbot, window, script, tmp_path):
    clean = shown(qtbot, window, script, written(tmp_path / "one", 0.0))
    window.bench.series = None
    poisoned = shown(qtbot, window, script, written(tmp_path / "other", 1_000.0))

    assert {name: clean[name] for name in clean if clean[name] != poisoned.get(name)} == {}
    assert any(name[-1] == "forecast" and isinstance(name, tuple) for name in clean)
    assert clean["forecast", "Measures of the network and of the baselines"][0] == "network"
