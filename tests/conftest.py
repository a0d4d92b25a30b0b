"""For every test: no screen, a home of its own, one torch thread, properties that repeat."""

import gc
import os
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from workbench.core.places import HOME_VARIABLE

# Kernels are compiled once, not once for each test's home; programs that a test starts find them here, too.
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(__file__).parents[1] / ".pytest_cache" / "kernels"))

os.environ.setdefault("KERAS_BACKEND", "torch")  # its usual one is not installed, and without one it is not imported
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # of the processes that tests start
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # Qt reads it when the first test makes its application

_PATIENCE_MS = 120_000

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None, max_examples=2_000)  # pytest --hypothesis-profile=searching
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    """What the app keeps for the user is kept for this test alone."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _garbage_on_the_main_thread():
    """As in the window: a collection on a worker's thread could delete a Qt object from there, which crashes."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture(autouse=True)
def _one_torch_thread():
    """Sums are added in one order; a test that needs no torch does not load it for this."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.get_num_threads() != 1:
        torch.set_num_threads(1)


@pytest.fixture
def qtbot(qtbot):
    """Waits for a loaded machine longer than pytest-qt's five seconds; what comes in time costs no second more."""
    for name in ("waitUntil", "waitSignal"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=_PATIENCE_MS))
    return qtbot
