"""The contract of a layer kind: what its spec promises holds, whatever the kind."""

import pytest
import torch

from tests.engine.keras_weights import keras_count, keras_shapes
from tests.made_series import experiment_on
from workbench.core.layers import (
    GRU,
    LAYER_KINDS,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    LayerSpec,
    Masking,
    RepeatVector,
    Segments,
    Shape,
    SimpleRNN,
)
from workbench.core.layers.stack import stack_of
from workbench.core.settings.experiment_file import parse_experiment
from workbench.engine.layers import build
from workbench.engine.machine.chance import Chance
from workbench.engine.network import Network

every_kind = pytest.mark.parametrize("kind", LAYER_KINDS, ids=lambda kind: kind.__name__)
EVERY = {"return_sequences": True}
BOTH = {"bidirectional": True}

# Layers whose gradients are checked, each kind with what changes its equations. No relu: its kink has none.
GRADIENTS = [
    *(
        kind(units=3, **settings)
        for kind in (LSTM, GRU, SimpleRNN)
        for settings in (
            {},
            {"activation": "softsign", **EVERY},
            {"use_bias": False, **BOTH},
            {"merge_mode": "mul", "go_backwards": True, **BOTH, **EVERY},
        )
    ),
    GRU(units=3, reset_after=False),
    GRU(units=3, reset_after=False, use_bias=False),
    Dense(units=3, activation="tanh"),
    Dense(units=3, activation="gelu", use_bias=False),
    Dropout(),
    LayerNormalization(),
    *(Conv1D(filters=3, padding=padding, activation="tanh") for padding in ("valid", "same", "causal")),
    Conv1D(filters=3, kernel_size=2, strides=2, activation="linear", use_bias=False),
    Segments(n=2),
    RepeatVector(n=3),
    Masking(),
]

# Keras' count by hand, for 5 inputs and 3 units.
COUNTS = [
    (SimpleRNN(units=3), 5 * 3 + 3 * 3 + 3),
    (SimpleRNN(units=3, use_bias=False), 5 * 3 + 3 * 3),
    (LSTM(units=3), 4 * (5 * 3 + 3 * 3 + 3)),
    (LSTM(units=3, use_bias=False), 4 * (5 * 3 + 3 * 3)),
    (LSTM(units=3, stateful=True, return_state=True, **BOTH), 2 * 4 * (5 * 3 + 3 * 3 + 3)),
    (GRU(units=3), 3 * (5 * 3 + 3 * 3 + 2 * 3)),
    (GRU(units=3, reset_after=False), 3 * (5 * 3 + 3 * 3 + 3)),
    (GRU(units=3, use_bias=False), 3 * (5 * 3 + 3 * 3)),
    (GRU(units=3, reset_after=False, use_bias=False), 3 * (5 * 3 + 3 * 3)),
    (Dense(units=3), 5 * 3 + 3),
    (Dense(units=3, use_bias=False), 5 * 3),
    (Dropout(), 0),
    (LayerNormalization(), 2 * 5),
    (Conv1D(filters=3, kernel_size=4, strides=2), 4 * 5 * 3 + 3),
    (Conv1D(filters=3, kernel_size=4, use_bias=False), 4 * 5 * 3),
    (Segments(n=2), 0),
    (RepeatVector(n=3), 0),
    (Masking(), 0),
]


def given_for(kind):
    """Give a shape that the kind's defaults stand on."""
    return Shape(None if kind.reads_vectors else 6, 5)


def inputs_for(shape, batch=2):
    return torch.randn(batch, *([] if shape.steps is None else [shape.steps]), shape.channels, dtype=torch.float64)


@every_kind
def test_a_kind_has_its_builder(kind):
    assert build.dispatch(kind) is not build.dispatch(LayerSpec)


@every_kind
def test_the_defaults_give_the_shape_and_the_count_that_they_promise(kind):
    spec, shape = kind(), given_for(kind)
    after = spec.output_shape(shape)

    layer = build(spec, shape, Chance(1)).double().eval()

    assert layer(inputs_for(shape)).shape == tuple(2 if axis is None else axis for axis in after.axes)
    assert sum(parameter.numel() for parameter in layer.parameters()) == spec.parameters(shape)


@every_kind
def test_the_weights_have_keras_names_and_shapes(kind):
    spec, shape = kind(), given_for(kind)

    layer = build(spec, shape, Chance(1))

    theirs = keras_shapes(spec, shape)
    ours = {name: parameter.numel() for name, parameter in layer.named_parameters()}
    assert ours == {name: torch.Size(size).numel() for name, size in theirs.items()}


@every_kind
def test_a_kind_is_counted_by_hand_and_has_its_gradients_checked(kind):
    assert kind in {type(spec) for spec, _ in COUNTS}
    assert kind in {type(spec) for spec in GRADIENTS}


@pytest.mark.parametrize(("spec", "count"), COUNTS, ids=lambda value: getattr(value, "kind", None))
def test_parameters_are_counted_as_keras_counts_them(spec, count):
    shape = Shape(given_for(type(spec)).steps, 5)

    assert spec.parameters(shape) == keras_count(spec, shape) == count
    assert sum(parameter.numel() for parameter in build(spec, shape, Chance(1)).parameters()) == count


@every_kind
def test_a_kind_with_its_defaults_trains_in_a_network_and_comes_back_from_json(kind):
    before = (LSTM(units=2),) if kind.reads_vectors else ()
    experiment = experiment_on(layers=(*before, kind(), LSTM(units=2), Dense(units=2)))
    while problems := stack_of(experiment).problems:
        experiment = problems[0].repair.experiment
    network = Network(experiment)

    network(torch.randn(3, experiment.windows.timesteps, 1)).square().sum().backward()

    assert kind in {type(spec) for spec in experiment.layers if spec.enabled}
    assert all(parameter.grad is not None for parameter in network.parameters())
    assert parse_experiment(experiment.to_json()) == experiment


@pytest.mark.parametrize("spec", GRADIENTS, ids=lambda spec: spec.kind)
def test_gradients_are_those_of_small_differences(spec):
    shape = given_for(type(spec))
    layer = build(spec, shape, Chance(1)).double().eval()
    names = [name for name, _ in layer.named_parameters()]
    weights = [torch.randn_like(parameter).mul_(0.5).requires_grad_() for parameter in layer.parameters()]

    def compute(x, *parameters):
        return torch.func.functional_call(layer, dict(zip(names, parameters, strict=True)), (x,))

    assert torch.autograd.gradcheck(compute, (inputs_for(shape).requires_grad_(), *weights))


@pytest.mark.parametrize("kind", [LSTM, GRU, SimpleRNN], ids=lambda kind: kind.__name__)
def test_gradients_through_skipped_steps_and_given_states_are_those_of_small_differences(kind):
    spec = kind(units=2, bidirectional=True, return_sequences=True)
    layer = build(spec, Shape(4, 3), Chance(1)).double().eval()
    count = 2 * len(spec.state_names)
    starts = tuple(torch.randn(2, 2, dtype=torch.float64, requires_grad=True) for _ in range(count))
    counts = torch.tensor([[False, True, False, True], [True, True, True, False]])

    def compute(x, *states):
        out, last = layer.run(x, states, counts)
        return out, *last

    assert torch.autograd.gradcheck(compute, (inputs_for(Shape(4, 3)).requires_grad_(), *starts))
