import pytest
import torch

from workbench.core.layers import GRU, LSTM, Shape, SimpleRNN
from workbench.engine.chance import Chance
from workbench.engine.network import build
from workbench.engine.recurrent.paths import native_obstacle, run_window
from workbench.engine.recurrent.reference import run_steps

MASK = torch.ones(2, 3)


def cell_of(spec):
    return build(spec, Shape(None, 2), Chance(1)).double().forward_cell


@pytest.mark.parametrize(
    "spec",
    [LSTM(), GRU(), SimpleRNN(), SimpleRNN(activation="relu"), LSTM(use_bias=False), GRU(use_bias=False)],
    ids=lambda spec: f"{spec.kind} {spec.activation} {spec.use_bias}",
)
def test_torchs_kernels_run_what_they_compute(spec):
    assert native_obstacle(cell_of(spec), state_mask=None, step_mask=None) == ""


@pytest.mark.parametrize(
    ("spec", "masks", "reason"),
    [
        (LSTM(activation="relu"), {}, "torch has no kernel with the activation relu"),
        (GRU(activation="elu"), {}, "torch has no kernel with the activation elu"),
        (SimpleRNN(activation="sigmoid"), {}, "torch has no kernel with the activation sigmoid"),
        (GRU(reset_after=False), {}, "torch's GRU resets after the recurrent product alone"),
        (LSTM(), {"state_mask": MASK}, "torch's kernels have no dropout on the state between two steps"),
        (LSTM(), {"step_mask": MASK}, "torch's kernels cannot skip steps in the middle of a window"),
    ],
)
def test_what_they_cannot_run_is_said_in_words(spec, masks, reason):
    assert native_obstacle(cell_of(spec), **{"state_mask": None, "step_mask": None, **masks}) == reason


@pytest.mark.parametrize("kind", [LSTM, GRU, SimpleRNN], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("masks", [(), ("state_mask",), ("step_mask",), ("state_mask", "step_mask")], ids=str)
def test_every_path_gives_what_the_reference_gives(kind, masks):
    cell = cell_of(kind(units=3))
    x = torch.randn(4, 6, 2, dtype=torch.float64)
    states = tuple(torch.randn(4, 3, dtype=torch.float64) for _ in range(cell.state_count))
    every = {"state_mask": 2.0 * (torch.rand(4, 3) < 0.5), "step_mask": torch.rand(4, 6) < 0.5}
    chosen = {name: every[name] for name in masks}

    torch.testing.assert_close(
        run_window(cell, x, states, **chosen), run_steps(cell, x, states, **chosen), atol=1e-12, rtol=0
    )
