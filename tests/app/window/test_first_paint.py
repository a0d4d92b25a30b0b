"""The window is painted before anything slow is loaded."""

import json
import os
import subprocess
import sys

_PROGRAM = """
import json, sys
from PySide6.QtWidgets import QApplication
from workbench.app.main_window import MainWindow
from workbench.app.settings import Settings
from workbench.app.appearance.theme import Theme, application_font
from workbench.app.translation import Language

app = QApplication([])
app.setFont(application_font())
window = MainWindow(settings=Settings(), language=Language(app), theme=Theme("light", app))
slow = (
    "torch", "pandas", "pyqtgraph", "qtawesome", "safetensors", "scipy", "pyarrow", "h5py", "workbench.engine", "typer",
    # what needs a series, or a file, or a dialog that few ever open
    "workbench.core.csv.reader", "workbench.core.formats", "workbench.core.exploring", "workbench.core.keras",
    "workbench.core.code", "workbench.core.large", "workbench.core.preparing.prepared",
    "workbench.core.sources.opening",
    "workbench.app.importing.page", "workbench.app.dialogs.keras_dialog", "workbench.app.dialogs.export_dialog",
    "workbench.app.plots",
)
found = {}

def look():
    found["painted"] = window.isVisible()
    found["loaded"] = [name for name in slow if name in sys.modules]
    window.bench.load_libraries = lambda: None
    app.quit()

window.painted.connect(look)
window.show()
app.exec()
window.close()
print(json.dumps(found))
"""


def test_at_the_first_paint_nothing_is_loaded_that_the_window_does_not_show():
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], env=environment, capture_output=True, text=True, timeout=600, check=False
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"painted": True, "loaded": []}


def test_until_the_plots_are_loaded_the_views_say_so_and_then_they_appear(qtbot, scripted_jobs, monkeypatch):
    import threading

    from tests.app.person import words_of
    from tests.windows import open_window
    from workbench.app.work import jobs

    gate = threading.Event()

    def slow(stop):
        gate.wait(20)
        yield jobs.Loaded("plots")
        yield jobs.Loaded("engine")

    monkeypatch.setattr("workbench.app.work.bench.load_libraries", slow)
    with open_window() as window:
        qtbot.waitUntil(lambda: window.bench.series is not None)
        for name in ("windows", "forecast", "series"):
            window.right.show_view(name)
        assert "Loading the plots…" in words_of(window.right)
        assert window.statusBar().words.text() == "Ready; torch is being loaded in the background…"

        gate.set()
        qtbot.waitUntil(lambda: "engine" in window.bench.loaded)

        assert "Loading the plots…" not in words_of(window.right)
        assert len(window.right.view("series").plots) == 1
        assert window.statusBar().words.text() == "Ready"
