import itertools

import pytest
import torch
from hypothesis import given

from tests.core.strategies import layer_specs, small
from tests.made_series import experiment_on
from workbench.core.experiment import Experiment
from workbench.core.layers import (
    GRU,
    LAYER_KINDS,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    LayerSpec,
    RecurrentSpec,
    RepeatVector,
    Segments,
    Shape,
    SimpleRNN,
)
from workbench.core.layers.activations import FORMULAS, Activation
from workbench.core.layers.stack import stack_of
from workbench.core.settings.presets import PRESETS, preset_named
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.machine.chance import Chance
from workbench.engine.network import Network, build

GIVEN = Shape(steps=4, channels=3)
MERGE_MODES = ("concat", "sum", "mul", "ave")
RECURRENT_KINDS = [kind for kind in LAYER_KINDS if issubclass(kind, RecurrentSpec)]


def output_of(spec, given_shape):
    """Build a layer and run random inputs of the given shape through it: the module and its output."""
    layer = build(spec, given_shape, Chance(1)).eval()
    return layer, layer(torch.randn(2, *[size for size in (given_shape.steps, given_shape.channels) if size]))


def given_for(spec):
    """Give a shape that the layer can be put on: as ``GIVEN`` where that is possible."""
    match spec:
        case Segments():
            return Shape(3 * spec.n, GIVEN.channels)
        case Conv1D():
            return Shape(max(GIVEN.steps, spec.kernel_size), GIVEN.channels)
        case RepeatVector():
            return Shape(None, GIVEN.channels)
    return GIVEN


def sizes(shape):
    """The shape for a batch of two."""
    return tuple(2 if axis is None else axis for axis in shape.axes)


def parameters_in(module):
    return sum(parameter.numel() for parameter in module.parameters())


@pytest.mark.parametrize("kind", LAYER_KINDS, ids=lambda kind: kind.__name__)
def test_every_layer_kind_has_its_builder(kind):
    assert build.dispatch(kind) is not build.dispatch(LayerSpec)


def test_a_kind_without_builder_is_a_mistake_of_ours():
    class Unknown(LayerSpec):
        kind: str = "unknown"

    with pytest.raises(NotImplementedError, match="no builder for the layer kind unknown"):
        build(Unknown(), GIVEN, Chance(1))


@given(spec=layer_specs(**small(5)))
def test_a_module_gives_the_shape_and_holds_the_parameters_that_its_spec_promises(spec):
    shape = given_for(spec)

    layer, out = output_of(spec, shape)

    assert out.shape == sizes(spec.output_shape(shape))
    assert parameters_in(layer) == spec.parameters(shape)
    assert torch.isfinite(out).all()


@pytest.mark.parametrize("kind", RECURRENT_KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    ("sequences", "bidirectional", "backwards"),
    list(itertools.product([False, True], repeat=3)),
    ids=lambda value: str(value)[0],
)
@pytest.mark.parametrize("merge_mode", MERGE_MODES)
def test_every_way_of_reading_keeps_the_promised_shape_and_count(kind, sequences, bidirectional, backwards, merge_mode):
    spec = kind(
        units=3,
        return_sequences=sequences,
        bidirectional=bidirectional,
        go_backwards=backwards,
        merge_mode=merge_mode,
        return_state=True,
    )

    layer, out = output_of(spec, GIVEN)
    _, states = layer.run(torch.randn(2, 4, 3))

    assert out.shape == sizes(spec.output_shape(GIVEN))
    assert parameters_in(layer) == spec.parameters(GIVEN)
    assert [tuple(state.shape) for state in states] == [sizes(shape) for shape in spec.state_shapes(GIVEN).values()]


@pytest.mark.parametrize("spec", [Dense(units=5), Dropout(), LayerNormalization()], ids=lambda spec: spec.kind)
def test_a_layer_without_memory_takes_a_vector_too(spec):
    _, out = output_of(spec, Shape(None, 3))

    assert out.shape == sizes(spec.output_shape(Shape(None, 3)))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_has_the_parameters_that_are_shown_for_it(preset):
    experiment = experiment_on(("a", "b"), layers=preset.layers, windows={"horizon": 3})

    network = Network(experiment)

    assert network.parameter_count == stack_of(experiment).parameters
    assert network.eval()(torch.zeros(2, 8, 2)).shape == (2, 3, 2)


def test_the_notes_stack_holds_247617_parameters_in_torch_too():
    network = Network(Experiment().with_layers(*preset_named("note").layers))

    assert network.parameter_count == 247_617


def test_switched_off_layers_are_not_built():
    network = Network(experiment_on(layers=(LSTM(units=2, enabled=False), Dropout(), GRU(units=2))))

    assert list(network.layers) == ["dropout_1", "gru_1"]


def test_running_with_states_gives_the_same_output_and_the_states_that_were_asked_for():
    stack = (LSTM(units=2, return_sequences=True, return_state=True), Dropout(), GRU(units=3), Dense(units=2))
    network = Network(experiment_on(layers=stack)).eval()
    x = torch.randn(5, 8, 1)

    out, states = network.run_with_states(x)

    assert torch.equal(out, network(x))
    assert {name: [tuple(state.shape) for state in of_layer] for name, of_layer in states.items()} == {
        "lstm_1": [(5, 2), (5, 2)]
    }


def test_the_same_seed_builds_the_same_network_and_another_seed_another():
    one, same, other = (Network(experiment_on(seed=seed)).state_dict() for seed in (1, 1, 2))

    assert all(torch.equal(one[name], same[name]) for name in one)
    assert not torch.equal(one["output.kernel"], other["output.kernel"])


def test_building_a_network_leaves_torchs_own_chance_alone():
    state = torch.get_rng_state()

    Network(experiment_on(layers=(LSTM(units=2, return_sequences=True), Dropout(), SimpleRNN(units=2))))

    assert torch.equal(torch.get_rng_state(), state)


def test_every_activation_that_can_be_chosen_is_computed():
    assert set(ACTIVATIONS) == set(Activation.__args__)


@pytest.mark.parametrize(
    ("name", "at_minus_one", "at_two"),
    [  # by their definitions in Keras
        ("linear", -1.0, 2.0),
        ("relu", 0.0, 2.0),
        ("tanh", -0.7615942, 0.9640276),
        ("sigmoid", 0.2689414, 0.8807971),
        ("elu", -0.6321206, 2.0),
        ("selu", -1.1113307, 2.1014020),
        ("gelu", -0.1586553, 1.9544997),
        ("silu", -0.2689414, 1.7615942),
        ("softplus", 0.3132617, 2.1269280),
        ("softsign", -0.5, 0.6666667),
        ("relu6", 0.0, 2.0),
        ("leaky_relu", -0.2, 2.0),
        ("celu", -0.6321206, 2.0),
        ("mish", -0.3034015, 1.9439590),
        ("hard_sigmoid", 0.3333333, 0.8333333),
        ("hard_silu", -0.3333333, 1.6666667),
        ("hard_tanh", -1.0, 1.0),
        ("hard_shrink", -1.0, 2.0),
        ("soft_shrink", -0.5, 1.5),
        ("tanh_shrink", -0.2384058, 1.0359724),
        ("log_sigmoid", -1.3132617, -0.1269280),
        ("exponential", 0.3678794, 7.3890561),
    ],
)
def test_an_activation_has_the_values_of_its_definition(name, at_minus_one, at_two):
    values = ACTIVATIONS[name](torch.tensor([-1.0, 2.0], dtype=torch.float64))

    assert values.tolist() == pytest.approx([at_minus_one, at_two], abs=1e-6)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_called_bounded_exactly_where_large_numbers_do_not_come_through(name):
    largest = ACTIVATIONS[name](torch.tensor([-1e6, 1e6], dtype=torch.float64)).abs().max()

    assert FORMULAS[name].bounded == bool(largest <= 6)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_dense_layer_applies_its_activation_to_the_weighted_sums(name):
    layer, _ = output_of(Dense(units=2, activation=name), Shape(None, 3))
    x = torch.randn(4, 3)

    expected = ACTIVATIONS[name](x @ layer.kernel.T + layer.bias)

    torch.testing.assert_close(layer(x), expected)


def test_a_dense_layer_starts_uniform_within_glorots_limit_and_without_bias():
    layer, _ = output_of(Dense(units=50), Shape(None, 100))

    limit = (6 / (100 + 50)) ** 0.5
    assert 0.98 * limit < layer.kernel.abs().max() <= limit
    assert layer.kernel.detach().std() == pytest.approx(limit / 3**0.5, rel=0.05)
    assert (layer.bias == 0).all()
