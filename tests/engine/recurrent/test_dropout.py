import pytest
import torch

from workbench.core.layers import GRU, LSTM, Dropout, Shape, SimpleRNN
from workbench.engine.machine.chance import Chance
from workbench.engine.network import build

KINDS = (LSTM, GRU, SimpleRNN)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


def layer_of(spec, inputs=40):
    return build(spec, Shape(None, inputs), Chance(7)).double()


def seen_by_the_cell(monkeypatch, layer, x):
    """Give what reaches the cell after the layer's input dropout."""
    seen = []
    native = layer.forward_cell.run_native
    monkeypatch.setattr(layer.forward_cell, "run_native", lambda x, states: (seen.append(x), native(x, states))[1])
    layer(x)
    return seen[0]


@every_kind
def test_input_dropout_blanks_the_same_inputs_at_every_step_of_a_window(kind, monkeypatch):
    layer = layer_of(kind(units=4, dropout=0.5)).train()

    masks = seen_by_the_cell(monkeypatch, layer, torch.ones(16, 10, 40, dtype=torch.float64))

    assert (masks == masks[:, :1]).all()
    assert set(masks.unique().tolist()) == {0.0, 2.0}  # what is left is scaled up
    assert masks[:, 0].eq(0).double().mean() == pytest.approx(0.5, abs=0.1)
    assert not (masks[0] == masks[1]).all()  # each window has its own


def state_masks_of(monkeypatch, layer, x):
    """Give the mask on the state at every step of a window."""
    seen, step = [], layer.forward_cell.step

    def watched(projected, states, state_mask):
        seen.append(state_mask)
        return step(projected, states, state_mask)

    monkeypatch.setattr(layer.forward_cell, "step", watched)
    layer(x)
    return seen


@every_kind
def test_recurrent_dropout_blanks_the_same_state_at_every_step_of_a_window(kind, monkeypatch):
    layer = layer_of(kind(units=30, recurrent_dropout=0.4)).train()

    first, *later = state_masks_of(monkeypatch, layer, torch.randn(16, 10, 40, dtype=torch.float64))

    assert len(later) == 9
    assert all(torch.equal(mask, first) for mask in later)
    assert first.eq(0).double().mean() == pytest.approx(0.4, abs=0.1)
    assert first.max().item() == pytest.approx(1 / 0.6)  # what is left is scaled up
    assert not (first[0] == first[1]).all()  # each window has its own


@every_kind
def test_a_blanked_state_enters_no_gate_and_is_not_forgotten(kind):
    layer = layer_of(kind(units=3, recurrent_dropout=0.5))
    cell = layer.forward_cell
    states = tuple(torch.rand(2, 3, dtype=torch.float64) for _ in range(cell.state_count))
    projected = cell.project(torch.randn(2, 1, 40, dtype=torch.float64))[:, 0]

    blanked = cell.step(projected, states, torch.zeros(2, 3, dtype=torch.float64))

    with torch.no_grad():
        cell.recurrent_kernel.zero_()  # nothing enters the gates
    torch.testing.assert_close(blanked, cell.step(projected, states))


@every_kind
@pytest.mark.parametrize("setting", ["dropout", "recurrent_dropout"])
def test_dropout_changes_training_only(kind, setting):
    dropped, plain = layer_of(kind(units=8, **{setting: 0.5})), layer_of(kind(units=8))
    x = torch.randn(4, 6, 40, dtype=torch.float64)

    training = dropped.train()(x)

    assert not torch.allclose(training, plain.train()(x))
    assert torch.equal(dropped.eval()(x), dropped.eval()(x))
    torch.testing.assert_close(dropped.eval()(x), plain.eval()(x))


@every_kind
def test_each_direction_has_a_mask_of_its_own(kind, monkeypatch):
    layer = layer_of(kind(units=4, dropout=0.5, bidirectional=True)).train()
    seen = []
    for cell in (layer.forward_cell, layer.backward_cell):
        native = cell.run_native
        monkeypatch.setattr(cell, "run_native", lambda x, states, run=native: (seen.append(x), run(x, states))[1])

    layer(torch.ones(4, 5, 40, dtype=torch.float64))

    assert not (seen[0] == seen[1]).all()


def test_a_dropout_layer_blanks_each_value_by_itself_while_training():
    layer = build(Dropout(rate=0.25), Shape(None, 40), Chance(7)).train()

    out = layer(torch.ones(50, 10, 40))

    assert out.eq(0).float().mean() == pytest.approx(0.25, abs=0.02)
    assert out.max() == pytest.approx(1 / 0.75)
    assert not (out[:, 0] == out[:, 1]).all()


def test_a_dropout_layer_changes_nothing_in_a_forecast():
    layer = build(Dropout(rate=0.5), Shape(None, 4), Chance(7)).eval()
    x = torch.randn(3, 4)

    assert layer(x) is x


def test_a_dropout_of_zero_changes_nothing_in_training():
    layer = build(Dropout(rate=0.0), Shape(None, 4), Chance(7)).train()
    x = torch.randn(3, 4)

    assert layer(x) is x


def test_the_same_seed_draws_the_same_masks():
    masks = [Chance(seed).mask(torch.ones(1), (100,), 0.5) for seed in (1, 1, 2)]

    assert torch.equal(masks[0], masks[1])
    assert not torch.equal(masks[0], masks[2])


def test_a_generator_goes_on_where_it_was():
    chance = Chance(1)
    first, second = (chance.mask(torch.ones(1), (100,), 0.5) for _ in range(2))

    assert not torch.equal(first, second)
    assert chance.on(torch.device("cpu")) is chance.on(torch.device("cpu"))
