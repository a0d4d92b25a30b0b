"""What a masked window gives is what Keras gives, in one direction and in both."""

import numpy as np
import pytest
import torch
from keras import layers as keras_layers

from tests.engine.keras_weights import layer_state
from workbench.core.layers import GRU, LSTM, Shape, SimpleRNN
from workbench.engine.layers import build
from workbench.engine.machine.chance import Chance

# Keras hands torch's arrays to NumPy in a way that NumPy is giving up.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept:DeprecationWarning")
UNITS, FEATURES, STEPS = 3, 2, 6


def keras_layer(kind, *, bidirectional, **settings):
    """Make the layer in Keras, with weights that were drawn."""
    of_kind = getattr(keras_layers, kind.__name__)
    layer = of_kind(UNITS, return_state=True, **settings)
    if bidirectional:
        turned = settings | {"go_backwards": not settings["go_backwards"]}
        layer = keras_layers.Bidirectional(layer, backward_layer=of_kind(UNITS, return_state=True, **turned))
    layer.build((None, STEPS, FEATURES))
    chance = np.random.default_rng(3)
    layer.set_weights([chance.normal(0, 0.6, weights.shape) for weights in layer.get_weights()])
    return layer


@pytest.mark.parametrize("kind", [LSTM, GRU, SimpleRNN], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("bidirectional", [False, True], ids=["one direction", "both"])
@pytest.mark.parametrize("return_sequences", [False, True], ids=["last", "sequences"])
@pytest.mark.parametrize("go_backwards", [False, True], ids=["on", "back"])
def test_outputs_and_states_of_a_masked_window_are_those_of_keras(kind, bidirectional, return_sequences, go_backwards):
    settings = {"return_sequences": return_sequences, "go_backwards": go_backwards}
    theirs = keras_layer(kind, bidirectional=bidirectional, **settings)
    spec = kind(units=UNITS, bidirectional=bidirectional, return_state=True, **settings)
    ours = build(spec, Shape(STEPS, FEATURES), Chance(1)).float().eval()
    ours.load_state_dict(layer_state(spec, theirs.get_weights()))
    x = torch.randn(5, STEPS, FEATURES)
    counts = torch.rand(5, STEPS) < 0.5

    out, states = ours.run(x, step_mask=counts)

    expected = theirs(x, mask=counts)
    assert not counts.all()
    for one, other in zip((out, *states), expected, strict=True):
        torch.testing.assert_close(one, other.detach(), rtol=0, atol=1e-5)
