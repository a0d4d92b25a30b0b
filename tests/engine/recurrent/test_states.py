"""States that are given, handed on from layer to layer, and carried from one window to the next."""

import pytest
import torch

from tests.made_series import experiment_on
from workbench.core.layers import GRU, LSTM, RepeatVector, Shape, SimpleRNN
from workbench.engine.machine.chance import Chance
from workbench.engine.network import Network, build

KINDS = (LSTM, GRU, SimpleRNN)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
X = torch.randn(3, 8, 2, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


def layer_of(spec):
    return build(spec, Shape(None, 2), Chance(5)).double().eval()


@every_kind
def test_a_stateful_layer_reads_two_halves_as_one_window(kind):
    whole = layer_of(kind(units=4))
    halves = layer_of(kind(units=4, stateful=True))

    halves(X[:, :5])

    torch.testing.assert_close(halves(X[:, 5:]), whole(X))


@every_kind
def test_after_a_reset_a_stateful_layer_starts_from_zeros(kind):
    layer = layer_of(kind(units=4, stateful=True))
    first = layer(X)
    assert not torch.allclose(layer(X), first)

    layer.reset_states()

    assert torch.equal(layer(X), first)


@every_kind
def test_without_stateful_every_window_starts_from_zeros(kind):
    layer = layer_of(kind(units=4))

    assert torch.equal(layer(X), layer(X))


def test_a_smaller_batch_goes_on_with_its_first_rows_and_the_others_wait():
    layer, alone = layer_of(LSTM(units=4, stateful=True)), layer_of(LSTM(units=4, stateful=True))
    layer(X)
    smaller = layer(X[:2])
    alone(X[:2])
    torch.testing.assert_close(smaller, alone(X[:2]))

    larger = layer(X)

    alone.reset_states()
    alone(X[2:])
    torch.testing.assert_close(larger[2:], alone(X[2:]))  # it is the third row's second window


def test_rows_that_were_never_there_start_from_zeros():
    layer, fresh = layer_of(GRU(units=4, stateful=True)), layer_of(GRU(units=4))
    layer(X[:1])

    torch.testing.assert_close(layer(X)[1:], fresh(X)[1:])


@every_kind
def test_no_gradient_flows_into_the_window_before(kind):
    layer, x = layer_of(kind(units=4, stateful=True)), X.clone().requires_grad_()
    layer(x)

    (gradient,) = torch.autograd.grad(layer(X).sum(), x, allow_unused=True)

    assert gradient is None


def test_states_that_were_kept_while_forecasting_can_be_trained_on():
    layer = layer_of(LSTM(units=4, stateful=True))
    with torch.inference_mode():
        layer(X)

    layer(X).sum().backward()

    assert layer.forward_cell.recurrent_kernel.grad.abs().sum() > 0


def test_a_network_resets_all_its_stateful_layers():
    layers = (LSTM(units=3, stateful=True, return_sequences=True), GRU(units=2, stateful=True, bidirectional=True))
    network = Network(experiment_on(layers=layers, windows={"stride": 8})).eval()
    x = torch.randn(4, 8, 1)
    first = network(x)
    assert not torch.allclose(network(x), first)

    network.reset_states()

    assert torch.equal(network(x), first)


def test_kept_states_are_no_weights():
    network = Network(experiment_on(layers=(LSTM(units=3, stateful=True),), windows={"stride": 8}))
    before = set(network.state_dict())

    network(torch.randn(4, 8, 1))

    assert set(network.state_dict()) == before


def decoder_of(kind, *, encoder=None, **settings):
    encoder = encoder or kind
    layers = (
        encoder(units=3, return_state=True, **settings),
        RepeatVector(n=4),
        kind(units=3, initial_state=f"{encoder().kind}_1", **settings),
    )
    return Network(experiment_on(layers=layers, windows={"normalisation": "none"})).double().eval()


@pytest.mark.parametrize("settings", [{}, {"bidirectional": True}], ids=["one way", "both ways"])
@pytest.mark.parametrize(
    ("kind", "encoder"),
    [*((kind, kind) for kind in KINDS), (GRU, SimpleRNN), (SimpleRNN, GRU)],
    ids=lambda k: k.__name__,
)
def test_a_decoder_starts_from_the_final_states_of_its_encoder(kind, encoder, settings):
    network = decoder_of(kind, encoder=encoder, **settings)
    first, repeat, second = network.layers.values()
    x = torch.randn(5, 8, 1, dtype=torch.float64)

    encoded, states = first.run(x)
    decoded, _ = second.run(repeat(encoded), states)

    assert len(states) == len(network.run_with_states(x)[1][f"{encoder().kind}_1"])
    assert torch.equal(network(x), network.output(decoded)[..., 0])
    assert not torch.allclose(network(x), network.output(second(repeat(encoded))))


def test_the_decoders_error_reaches_the_encoder_through_the_states_alone():
    network = decoder_of(LSTM)
    with torch.no_grad():
        network.layers["lstm_2"].forward_cell.kernel.zero_()  # it does not see what the encoder gives

    network(torch.randn(5, 8, 1, dtype=torch.float64)).sum().backward()

    assert network.layers["lstm_1"].forward_cell.kernel.grad.abs().sum() > 0


def test_a_stateful_layer_that_is_given_a_state_starts_from_that():
    layer = layer_of(LSTM(units=4, stateful=True))
    starts = tuple(torch.randn(3, 4, dtype=torch.float64) for _ in range(2))
    layer(X)

    out, _ = layer.run(X, starts)

    assert torch.equal(out, layer_of(LSTM(units=4)).run(X, starts)[0])
