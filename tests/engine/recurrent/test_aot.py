"""Kernels that were compiled ahead compute what numba's compute, without numba, and let go of Python's lock."""

import importlib.util
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import numpy as np
import pytest

from workbench.engine.recurrent import aot, carrier, compiled

HEADERS = Path(sysconfig.get_path("include")) / "Python.h"
pytestmark = pytest.mark.skipif(
    shutil.which("c++") is None or not HEADERS.is_file(), reason="no C++ compiler, or no headers of Python's"
)

BUILD = """
import sys
from pathlib import Path
from workbench.engine.recurrent import aot
name = aot.own_processor()
print(aot.build_for(name, (aot._PROCESSORS | aot._ELSEWHERE)[name], Path(sys.argv[1])))
"""

ASK = """
import sys
sys.modules["numba"] = sys.modules["llvmlite"] = None  # neither can be imported
import workbench.engine.recurrent as package
package.__path__.append(sys.argv[1])
from workbench.engine.recurrent import carrier
print([carrier.obstacle(kind) for kind in ("lstm", "gru", "simple_rnn")], carrier.compiles("gru"), carrier.origin())
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The kernels of this processor; distutils leaves this process as it was when another one compiles."""
    folder = tmp_path_factory.mktemp("ahead")
    done = subprocess.run([sys.executable, "-c", BUILD, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def ahead(made):
    carrier.obstacle("lstm")  # loads the matrix products
    name = f"kernels_{aot.own_processor()}"
    (file,) = made.glob(f"{name}.*")
    spec = importlib.util.spec_from_file_location(name, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def filled(arguments):
    generator = np.random.default_rng(7)

    def values(one):
        return generator.random(one.shape) < 0.5 if one.dtype == bool else generator.normal(size=one.shape)

    return [values(one).astype(one.dtype) if isinstance(one, np.ndarray) else one for one in arguments]


@pytest.mark.parametrize("kernel", sorted(compiled.example_calls()))
def test_they_compute_what_numba_computes_at_first_use(ahead, kernel):
    arguments = compiled.example_calls()[kernel]
    ours, numbas = filled(arguments), filled(arguments)

    getattr(ahead, kernel)(*ours)
    getattr(compiled._KERNELS, kernel)(*numbas)

    changed = False
    for one, other, first in zip(ours, numbas, filled(arguments), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)
        changed = changed or not np.array_equal(one, first)
    assert changed


def test_the_window_goes_on_while_they_run(made):
    (file,) = made.glob("kernels_*")

    assert b"PyEval_SaveThread" in file.read_bytes()  # without the lock's release nothing in it asks for this


def test_a_program_that_carries_them_needs_no_numba_and_waits_for_no_compiler(made):
    done = subprocess.run([sys.executable, "-c", ASK, made], capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "['', '', ''] False compiled ahead", done.stderr
