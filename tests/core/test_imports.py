import json
import subprocess
import sys

from workbench.core import layers

HEAVY = ("torch", "safetensors", "PySide6", "pyqtgraph", "qtawesome")


def modules_after(statement):
    """Run ``statement`` in a fresh process, and give every module that it loaded."""
    script = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_the_core_loads_neither_torch_nor_qt():
    every_room = """
import importlib, pkgutil, workbench.core
for module in pkgutil.walk_packages(workbench.core.__path__, "workbench.core."):
    importlib.import_module(module.name)
"""

    loaded = modules_after(every_room)

    assert "workbench.core.layers.stack" in loaded
    assert not loaded.intersection(HEAVY)


def test_pandas_is_loaded_only_when_a_file_is_read():
    loaded = modules_after("import workbench.core.sources.opening, workbench.core.settings.experiment_file")

    assert "workbench.core.csv.reader" in loaded
    assert "pandas" not in loaded


def test_the_engine_loads_no_qt():
    loaded = modules_after("import workbench.engine.runs")

    assert "torch" in loaded
    assert not loaded.intersection({"PySide6", "pyqtgraph", "qtawesome"})


def test_every_name_that_the_layers_promise_exists():
    missing = [name for name in layers.__all__ if not hasattr(layers, name)]

    assert missing == []
