import os
import subprocess
import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engine.recurrent import carrier
from workbench.engine.recurrent.team import Team, team_of
from workbench.engine.recurrent.workspace import Workspace


@pytest.mark.parametrize("threads", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [1, 2, 7, 100])
def test_a_teams_ranges_are_the_whole_in_order(threads, count):
    ranges = Team(threads).each(count, lambda lo, hi: lambda: range(lo, hi))

    assert [row for part in ranges for row in part] == list(range(count))


def test_a_team_of_two_works_on_two_threads_at_once():
    both_are_there = threading.Barrier(2, timeout=20)

    names = Team(2).each(2, lambda lo, hi: lambda: (both_are_there.wait(), threading.get_ident())[1])

    assert len(set(names)) == 2
    assert names[1] == threading.get_ident()  # the caller does not wait idly


def test_everything_is_prepared_by_the_callers_thread():
    preparing = []

    def prepare(lo, hi):
        preparing.append(threading.get_ident())
        return lambda: None

    Team(3).each(6, prepare)

    assert preparing == [threading.get_ident()] * 3


def test_what_goes_wrong_in_a_thread_is_raised_where_the_team_was_called():
    def task(lo):
        if lo == 0:
            raise ValueError("the first rows")

    with pytest.raises(ValueError, match="the first rows"):
        Team(2).each(4, lambda lo, hi: lambda: task(lo))


def test_there_is_one_team_of_each_size():
    assert team_of(2) is team_of(2)
    assert team_of(2) is not team_of(3)


def test_an_array_given_back_is_handed_out_again():
    workspace = Workspace()
    first = workspace.take(3, 4)
    workspace.give_back(first)

    assert np.shares_memory(workspace.take(3, 4), first)
    assert not np.shares_memory(workspace.take(3, 4), first)


def test_nothing_is_handed_out_twice():
    workspace = Workspace()

    assert not np.shares_memory(workspace.take(2, 2), workspace.take(2, 2))


def test_arrays_are_of_the_shape_that_was_asked_for_and_in_32_bits():
    array = Workspace().take(2, 3, 4)

    assert array.shape == (2, 3, 4)
    assert array.dtype == np.float32


def test_memory_that_was_given_back_serves_every_shape_that_fits_in():
    workspace = Workspace()
    for shape in ((20, 50, 8), (20, 49, 8), (1, 128, 8), (20, 50, 8)):
        several = [workspace.take(*shape), workspace.take(2 * shape[0], *shape[1:])]
        for array in several:
            workspace.give_back(array)

    assert workspace.nbytes == 4 * 20 * 50 * 8 * (1 + 2)


def test_what_is_too_short_makes_room_for_something_longer():
    workspace = Workspace()

    for size in range(1, 80):
        workspace.give_back(workspace.take(size))

    assert workspace.nbytes == 4 * 79


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=30), st.randoms())
def test_no_two_arrays_that_are_out_share_memory(shapes, chance):
    workspace, out = Workspace(), []
    for shape in shapes:
        array = workspace.take(*shape)
        assert array.shape == shape
        assert array.flags.c_contiguous
        assert not any(np.shares_memory(array, other) for other in out)
        out.append(array)
        if chance.random() < 0.6:
            workspace.give_back(out.pop(chance.randrange(len(out))))


def in_a_fresh_process(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return done.stdout.strip()


def test_the_compiled_path_can_be_switched_off():
    said = in_a_fresh_process(
        "from workbench.engine.recurrent import carrier; print(carrier.obstacle())", **{carrier.SWITCH: "0"}
    )

    assert said == "it is switched off by WORKBENCH_COMPILED=0"


def test_a_machine_without_numba_does_without_and_says_why():
    said = in_a_fresh_process(
        "import sys; sys.modules['numba'] = None\n"
        "from workbench.engine.recurrent import carrier; print(carrier.obstacle())"
    )

    assert said == "it does not load: import of numba halted; None in sys.modules"


_WHAT_IS_LOADED = """
from workbench.engine.recurrent import blas
taken = blas.find()
from threadpoolctl import threadpool_info
ours = [one for one in threadpool_info() if "numpy.libs" in one["filepath"] or "numpy/" in one["filepath"]]
print(taken.architecture, [one["num_threads"] for one in ours])
"""


def test_the_matrix_products_run_on_one_thread_and_for_this_processor_whatever_the_environment_says():
    said = in_a_fresh_process(_WHAT_IS_LOADED, OPENBLAS_NUM_THREADS="2", OPENBLAS_CORETYPE="Nehalem")

    assert said == f"{carrier.architecture()} [1]"


def test_somebody_elses_blas_gets_one_thread_too():
    said = in_a_fresh_process(f"import numpy.linalg{_WHAT_IS_LOADED}", OPENBLAS_NUM_THREADS="2")

    assert said.endswith("[1]")


def damaged(folder, content):
    """Fill the cache of the LSTM's kernels, then put ``content`` in the place of each of its files."""
    in_a_fresh_process(_ANSWER, NUMBA_CACHE_DIR=str(folder))
    files = [file for file in folder.rglob("kernels.*") if file.suffix in (".nbi", ".nbc")]
    assert files
    for file in files:
        file.write_bytes(content)


_ANSWER = "from workbench.engine.recurrent import carrier; print(repr(carrier.obstacle('lstm')))"


@pytest.mark.parametrize("content", [b"", b"not what numba wrote"], ids=["empty", "other"])
def test_a_damaged_cache_of_kernels_is_made_anew(tmp_path, content):
    damaged(tmp_path, content)

    assert in_a_fresh_process(_ANSWER, NUMBA_CACHE_DIR=str(tmp_path)) == "''"
    assert in_a_fresh_process(_ANSWER, NUMBA_CACHE_DIR=str(tmp_path)) == "''"


def test_kernels_that_cannot_be_compiled_are_done_without(monkeypatch):
    class Broken:
        @staticmethod
        def warm_up(kind):
            raise ValueError(f"no {kind}\nand more lines")

    monkeypatch.setattr(carrier, "_loaded", lambda: (Broken, ""))
    carrier.obstacle.cache_clear()

    said = carrier.obstacle("lstm")

    carrier.obstacle.cache_clear()
    assert said == "it cannot be compiled: ValueError: no lstm"
