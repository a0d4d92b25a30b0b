import pytest
import torch

from workbench.core.layers import GRU, LSTM, Shape, SimpleRNN
from workbench.engine.machine.chance import Chance
from workbench.engine.network import build
from workbench.engine.recurrent import carrier, paths
from workbench.engine.recurrent.paths import compiled_obstacle, native_obstacle, only, path_for, run_window, threads_for
from workbench.engine.recurrent.reference import run_steps

MASK = torch.ones(2, 3)
X = torch.zeros(2, 3, 2)


def cell_of(spec, inputs=2):
    return build(spec, Shape(None, inputs), Chance(1)).forward_cell


def named(spec):
    return f"{spec.kind} {spec.activation} {spec.use_bias}"


@pytest.mark.parametrize(
    "spec",
    [LSTM(), GRU(), SimpleRNN(), LSTM(use_bias=False), GRU(use_bias=False), LSTM(activation="relu")],
    ids=named,
)
def test_what_people_mostly_train_runs_compiled(spec):
    cell = cell_of(spec)

    assert carrier.obstacle() == ""
    assert compiled_obstacle(cell, X) == ""
    assert path_for(cell, X) == "compiled"


@pytest.mark.parametrize(
    ("spec", "x", "reason"),
    [
        (LSTM(), X.to("meta"), "the kernels are compiled for the CPU"),
        (LSTM(), X.double(), "the kernels compute in 32 bits"),
        (LSTM(activation="elu"), X, "the kernels have no activation elu"),
        (GRU(reset_after=False), X, "the kernels' GRU resets after the recurrent product alone"),
        (LSTM(), X[:0], "there is nothing to run"),
    ],
)
def test_what_the_compiled_kernels_cannot_run_is_said_in_words(spec, x, reason):
    assert compiled_obstacle(cell_of(spec), x) == reason


def test_masks_run_compiled_even_where_torchs_kernels_would_be_faster():
    few_rows = torch.zeros(8, 3, 2)

    assert path_for(cell_of(LSTM()), X, is_masked=True) == "compiled"
    assert path_for(cell_of(LSTM(units=64)), few_rows) == "torch"
    assert path_for(cell_of(LSTM(units=64)), few_rows, is_masked=True) == "compiled"


@pytest.mark.parametrize(
    "spec",
    [LSTM(), GRU(), SimpleRNN(), SimpleRNN(activation="relu"), LSTM(use_bias=False), GRU(use_bias=False)],
    ids=named,
)
def test_torchs_kernels_run_what_they_compute(spec):
    cell = cell_of(spec).double()

    assert native_obstacle(cell, is_masked=False) == ""
    assert path_for(cell, X.double()) == "torch"


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        (LSTM(activation="relu"), "torch has no kernel with the activation relu"),
        (GRU(activation="elu"), "torch has no kernel with the activation elu"),
        (SimpleRNN(activation="sigmoid"), "torch has no kernel with the activation sigmoid"),
        (GRU(reset_after=False), "torch's GRU resets after the recurrent product alone"),
    ],
)
def test_what_torchs_kernels_cannot_run_is_said_in_words_and_the_reference_runs_it(spec, reason):
    cell = cell_of(spec)

    assert native_obstacle(cell, is_masked=False) == reason
    with only("torch"):
        assert path_for(cell, X) == "reference"


def test_where_the_kernels_are_not_compiled_masks_are_the_references_alone():
    reason = "torch's kernels have no dropout between two steps, and skip steps only at the end of a window"

    assert native_obstacle(cell_of(LSTM()), is_masked=True) == reason
    assert path_for(cell_of(LSTM()).double(), X.double(), is_masked=True) == "reference"


def test_paths_can_be_ruled_out_for_a_while():
    cell = cell_of(LSTM())

    with only("torch"):
        assert path_for(cell, X) == "torch"
        with only("reference"):
            assert path_for(cell, X) == "reference"
        assert path_for(cell, X) == "torch"
    assert path_for(cell, X) == "compiled"


def test_without_the_compiled_path_torchs_serves(monkeypatch):
    monkeypatch.setattr(carrier, "obstacle", lambda kind=None: "it does not load: no numba")

    assert compiled_obstacle(cell_of(LSTM()), X) == "it does not load: no numba"
    assert path_for(cell_of(LSTM()), X) == "torch"


@pytest.mark.parametrize(
    ("spec", "rows", "path"),
    [
        (LSTM(units=64), 8, "torch"),
        (LSTM(units=64), 9, "compiled"),
        (LSTM(units=63), 1, "compiled"),
        (LSTM(units=512), 32, "torch"),
        (LSTM(units=128), 200, "compiled"),
        (GRU(units=128), 8, "compiled"),
        (GRU(units=256), 32, "torch"),
        (SimpleRNN(units=255), 4, "compiled"),
        (SimpleRNN(units=256), 32, "torch"),
        (GRU(units=256, reset_after=False), 8, "reference"),
    ],
    ids=str,
)
def test_many_units_on_few_rows_are_torchs_who_is_faster_there(spec, rows, path):
    cell = cell_of(spec)

    assert path_for(cell, torch.zeros(rows, 3, 2)) == path


def test_where_torch_is_ruled_out_many_units_on_few_rows_are_compiled():
    with only("compiled"):
        assert path_for(cell_of(LSTM(units=512)), torch.zeros(8, 3, 2)) == "compiled"


@pytest.mark.parametrize("kind", [LSTM, GRU, SimpleRNN], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("masks", [(), ("state_mask",), ("step_mask",), ("state_mask", "step_mask")], ids=str)
def test_every_path_gives_what_the_reference_gives(kind, masks):
    cell = cell_of(kind(units=3)).double()
    x = torch.randn(4, 6, 2, dtype=torch.float64)
    states = tuple(torch.randn(4, 3, dtype=torch.float64) for _ in range(cell.state_count))
    every = {"state_mask": 2.0 * (torch.rand(4, 3) < 0.5), "step_mask": torch.rand(4, 6) < 0.5}
    chosen = {name: every[name] for name in masks}

    torch.testing.assert_close(
        run_window(cell, x, states, **chosen), run_steps(cell, x, states, **chosen), atol=1e-12, rtol=0
    )


@pytest.mark.parametrize(
    ("spec", "batch", "steps", "threads"),
    [
        (LSTM(units=32), 32, 30, 1),  # 3.9 million multiplications
        (SimpleRNN(units=64), 160, 30, 1),  # 19.7
        (SimpleRNN(units=64), 200, 30, 2),  # 24.6
        (GRU(units=64), 200, 30, 2),  # 73.7
        (LSTM(units=128), 200, 30, 8),  # 393: thirteen threads' work, but there are nine processors
        (LSTM(units=1024), 32, 30, 2),  # much work on few rows
        (LSTM(units=1024), 8, 30, 1),
    ],
)
def test_threads_share_a_batch_where_each_has_enough_to_do(monkeypatch, spec, batch, steps, threads):
    monkeypatch.setattr(paths, "_MOST_THREADS", 8)

    assert threads_for(cell_of(spec), batch, steps) == threads
