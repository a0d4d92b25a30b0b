"""The network as source code computes what the network computes."""

import pytest
import torch
from hypothesis import given, settings

from tests.core.strategies import layer_stacks, small
from tests.made_series import experiment_on
from workbench.core.code import keras_code, pytorch_code
from workbench.core.code.keras_layers import keras_layer
from workbench.core.code.pytorch_layers import torch_lines
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
    RecurrentSpec,
    RepeatVector,
    Segments,
    Shape,
    SimpleRNN,
)
from workbench.core.layers.activations import FORMULAS
from workbench.core.layers.stack import stack_of
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.network import Network

EVERY = {"return_sequences": True}
STATE = {"return_state": True}
BOTH = {"bidirectional": True}

# What torch's own layers can compute exactly.
EXACT = {
    **{
        f"{kind.__name__} {merge} {'sequence' if whole else 'last'}": (
            kind(units=3, merge_mode=merge, return_sequences=whole, **BOTH),
            *([LSTM(units=2)] if whole else []),
        )
        for kind in (LSTM, GRU, SimpleRNN)
        for merge in ("concat", "sum", "mul", "ave")
        for whole in (False, True)
    },
    **{f"{kind.__name__} backwards": (kind(units=3, go_backwards=True),) for kind in (LSTM, GRU, SimpleRNN)},
    **{f"{kind.__name__} without bias": (kind(units=3, use_bias=False),) for kind in (LSTM, GRU, SimpleRNN)},
    "both ways, backwards": (LSTM(units=3, go_backwards=True, **BOTH, **EVERY), GRU(units=2)),
    "SimpleRNN relu": (SimpleRNN(units=3, activation="relu"),),
    "Dense without bias": (LSTM(units=3), Dense(units=4, activation="selu", use_bias=False)),
    "Dropout": (Dropout(), LSTM(units=3)),
    "LayerNormalization": (LayerNormalization(epsilon=0.01), LSTM(units=3), LayerNormalization()),
    "Segments": (Segments(n=2), LSTM(units=3)),
    **{
        f"Conv1D {padding} {strides}": (
            Conv1D(filters=4, kernel_size=3, padding=padding, strides=strides),
            GRU(units=3),
        )
        for padding in ("valid", "same", "causal")
        for strides in (1, 2)
    },
    "Conv1D without bias": (Conv1D(filters=4, use_bias=False, activation="silu"), GRU(units=3)),
    "LSTM decoder": (LSTM(units=3, **STATE), RepeatVector(n=4), LSTM(units=3, initial_state="lstm_1")),
    "GRU decoder": (SimpleRNN(units=3, **STATE), RepeatVector(n=4), GRU(units=3, initial_state="simple_rnn_1")),
    "decoder both ways": (
        LSTM(units=2, **BOTH, **STATE),
        RepeatVector(n=4),
        LSTM(units=2, initial_state="lstm_1", **BOTH),
    ),
}
# What they cannot, and the words that say so.
DIFFERENT = {
    "activation": (LSTM(units=3, activation="elu"), "torch's LSTM has no activation 'elu': this one uses tanh"),
    "reset before": (GRU(units=3, reset_after=False), "torch's GRU resets after the recurrent product"),
    "input dropout": (LSTM(units=3, dropout=0.25), "the workbench drops 0.25 of this layer's inputs"),
    "recurrent dropout": (LSTM(units=3, recurrent_dropout=0.5), "the workbench drops 0.5 of the hidden state"),
    "stateful": (LSTM(units=3, stateful=True), "the workbench starts each window with the last one's state"),
    "first weights": (LSTM(units=3, kernel_initializer="he_normal"), "draws the first weights by the rule he_normal"),
    "first recurrent weights": (
        SimpleRNN(units=3, recurrent_initializer="identity"),
        "draws the first recurrent weights by the rule identity",
    ),
    "forget bias": (LSTM(units=3, forget_bias=4.0), "first bias of the forget gate is 4"),
    "expected memory": (GRU(units=3, expected_memory=50), "first biases let the gates remember up to 50 steps"),
    "masking": (Masking(), "torch's recurrent layers cannot skip steps"),
}


def experiment_of(layers, horizon=2):
    experiment = experiment_on(("a", "b"), layers=layers, windows={"timesteps": 6, "horizon": horizon})
    return experiment.with_settings("data", inputs=("a", "b", "c"))


def written(experiment):
    """Run the PyTorch source of an experiment: the module, with first weights of torch's own."""
    scope = {}
    exec(pytorch_code(experiment), scope)
    return scope["Network"]()


def torch_names(spec, name):
    """Give torch's name of a weight, or two where torch has a second bias."""
    if not isinstance(spec, RecurrentSpec):
        return [{"kernel": "weight", "gamma": "weight", "beta": "bias", "bias": "bias"}[name]]
    direction, _, weight = name.partition(".")
    suffix = "_l0_reverse" if direction == "backward_cell" else "_l0"
    names = {"kernel": ["weight_ih"], "recurrent_kernel": ["weight_hh"], "bias": ["bias_ih", "bias_hh"]}[weight]
    return [one + suffix for one in names]


def give_weights(network, module):
    """Put the weights of our network into the written one."""
    made = {
        f"output.{ours}": network.output.state_dict()[theirs]
        for ours, theirs in (("weight", "kernel"), ("bias", "bias"))
    }
    for row in stack_of(network.experiment).active_rows:
        for name, value in network.layers[row.name].state_dict().items():
            first, *second = torch_names(row.spec, name)
            halves = value.chunk(2) if second and isinstance(row.spec, GRU) else (value, torch.zeros_like(value))
            made[f"{row.name}.{first}"] = halves[0] if second else value
            made |= {f"{row.name}.{other}": halves[1] for other in second}
    module.load_state_dict(made)


@pytest.mark.parametrize("name", FORMULAS)
def test_an_activation_as_code_computes_what_the_network_computes(name):
    x = torch.linspace(-9, 9, 401, dtype=torch.float64)
    names = {"torch": torch, "nn": torch.nn, "x": x}

    assert torch.equal(eval(FORMULAS[name].of("x"), names), ACTIVATIONS[name](x))
    assert torch.equal(eval(FORMULAS[name].as_function, names)(x), ACTIVATIONS[name](x))


@pytest.mark.parametrize("kind", LAYER_KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("writer", [keras_layer, torch_lines], ids=["Keras", "PyTorch"])
def test_every_layer_kind_has_its_writers(kind, writer):
    assert writer.dispatch(kind) is not writer.dispatch(LayerSpec)


def test_a_kind_without_writer_is_a_mistake_of_ours():
    class Unknown(LayerSpec):
        kind: str = "unknown"

    with pytest.raises(NotImplementedError, match="no Keras writer for the layer kind unknown"):
        keras_layer(Unknown(), Shape(4, 3))
    with pytest.raises(NotImplementedError, match="no PyTorch writer for the layer kind unknown"):
        torch_lines(Unknown(), None)


@pytest.mark.parametrize("case", EXACT)
def test_the_pytorch_code_computes_what_the_network_computes(case):
    experiment = experiment_of(EXACT[case])
    assert stack_of(experiment).problems == ()
    network, module = Network(experiment).double().eval(), written(experiment).double().eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.normal_(std=0.5)
    give_weights(network, module)
    x = torch.randn(5, 6, 3, dtype=torch.float64)

    torch.testing.assert_close(module(x), network(x), atol=1e-10, rtol=0)


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_torchs_layers_cannot_do_is_said_in_the_pytorch_code(case):
    spec, words = DIFFERENT[case]
    layers = (spec,) if isinstance(spec, RecurrentSpec) else (spec, LSTM(units=3))

    code = pytorch_code(experiment_of(layers))

    assert words in code
    assert "#" in next(line for line in code.splitlines() if words in line)
    assert written(experiment_of(layers)).eval()(torch.randn(5, 6, 3)).shape == (5, 2, 2)


@given(layers=layer_stacks(most=4, **small(4)))
@settings(max_examples=40)
def test_the_code_of_any_stack_that_can_be_trained_runs_or_compiles(layers):
    experiment = experiment_of((*layers, LSTM(units=2)))
    while stack_of(experiment).problems:
        experiment = stack_of(experiment).problems[0].repair.experiment
    windows = experiment.windows

    compile(keras_code(experiment), "keras.py", "exec")

    assert written(experiment).eval()(torch.randn(2, windows.timesteps, 3)).shape == (2, 2, 2)
