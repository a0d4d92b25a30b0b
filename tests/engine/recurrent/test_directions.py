import pytest
import torch

from workbench.core.layers import GRU, LSTM, Shape, SimpleRNN
from workbench.engine.machine.chance import Chance
from workbench.engine.network import build

KINDS = (LSTM, GRU, SimpleRNN)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
X = torch.randn(2, 6, 3, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


def layer_of(spec):
    return build(spec, Shape(None, 3), Chance(5)).double().eval()


@every_kind
def test_going_backwards_is_going_forwards_over_the_turned_window(kind):
    forwards, backwards = (layer_of(kind(units=4, return_sequences=True, go_backwards=back)) for back in (False, True))

    torch.testing.assert_close(backwards(X), forwards(X.flip(1)))


@every_kind
def test_the_last_output_is_the_last_step_of_all_outputs(kind):
    every, last = (layer_of(kind(units=4, return_sequences=sequences)) for sequences in (True, False))

    torch.testing.assert_close(last(X), every(X)[:, -1])


@every_kind
def test_both_directions_have_seen_the_whole_window_in_the_last_output(kind):
    layer = layer_of(kind(units=4, bidirectional=True))
    x = X.clone().requires_grad_()

    for half in layer(x).split(4, dim=-1):
        (gradient,) = torch.autograd.grad(half.sum(), x, retain_graph=True)
        assert (gradient.abs().amax(dim=(0, 2)) > 0).all()


@every_kind
def test_at_each_step_forwards_knows_the_past_and_backwards_the_future(kind):
    layer = layer_of(kind(units=4, bidirectional=True, return_sequences=True))
    x = X.clone().requires_grad_()

    forwards, backwards = layer(x)[:, 2].split(4, dim=-1)

    seen = [
        torch.autograd.grad(half.sum(), x, retain_graph=True)[0].abs().amax(dim=(0, 2)) > 0
        for half in (forwards, backwards)
    ]
    assert seen[0].tolist() == [True, True, True, False, False, False]
    assert seen[1].tolist() == [False, False, True, True, True, True]


@every_kind
def test_one_window_does_not_change_the_forecast_of_another(kind):
    layer = layer_of(kind(units=4, bidirectional=True))

    together, alone = layer(X), torch.cat([layer(X[:1]), layer(X[1:])])

    torch.testing.assert_close(together, alone)
