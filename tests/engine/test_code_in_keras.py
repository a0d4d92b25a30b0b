"""The Keras code builds and computes the same network; where Keras is installed (extra: bench)."""

import pytest
import torch

from tests.engine.keras_weights import keras_arrays
from tests.engine.test_code import DIFFERENT, EVERY, EXACT, STATE, experiment_of
from workbench.core.code import keras_code
from workbench.core.layers import GRU, LSTM, Conv1D, Dense, LayerNormalization, Masking, RecurrentSpec
from workbench.core.layers.stack import stack_of
from workbench.engine.network import Network

keras = pytest.importorskip("keras", reason="Keras is not installed (extra: bench)")

BOTH = {"bidirectional": True}
KERAS = {
    **EXACT,
    **{name: (spec,) for name, (spec, _) in DIFFERENT.items() if isinstance(spec, RecurrentSpec)},
    "LSTM chrono": (LSTM(units=3, expected_memory=50, **BOTH),),
    "LSTM forget bias both ways": (LSTM(units=3, forget_bias=4.0, **BOTH),),
    "GRU chrono, one bias": (GRU(units=3, expected_memory=50, reset_after=False),),
    "torch's first weights": (
        Conv1D(filters=3, kernel_initializer="torch_default"),
        LSTM(units=3, kernel_initializer="torch_default", recurrent_initializer="torch_default"),
        Dense(units=3, kernel_initializer="torch_default"),
    ),
    "masking": (Masking(mask_value=0.5), GRU(units=3, **EVERY), LayerNormalization(), LSTM(units=3)),
    "masked decoder": (
        Masking(mask_value=0.5),
        LSTM(units=3, **STATE, **EVERY),
        LSTM(units=3, initial_state="lstm_1", go_backwards=True),
    ),
}


@pytest.mark.parametrize("case", KERAS)
@pytest.mark.filterwarnings("default")  # Keras' own
def test_the_keras_code_computes_what_the_network_computes(case):
    experiment = experiment_of(KERAS[case]).with_settings("training", batch_size=5)
    code = keras_code(experiment)
    scope = {}
    exec(code[: code.index("optimizer =")], scope)
    network, model = Network(experiment).eval(), scope["model"]
    assert model.count_params() == network.parameter_count
    rows = stack_of(experiment).active_rows
    arrays = [
        array for row in rows for array in keras_arrays(row.spec, network.layers[row.name].state_dict(), row.given)
    ]
    output = Dense(units=experiment.windows.horizon * 2)
    arrays += keras_arrays(output, network.output.state_dict(), rows[-1].output)
    model.set_weights(arrays)
    x = torch.randn(5, 6, 3)
    x[0, :2] = x[1, 3] = x[2, 4:] = 0.5

    theirs = keras.ops.convert_to_numpy(model(x.numpy(), training=False))

    torch.testing.assert_close(network(x).detach(), torch.from_numpy(theirs.copy()), atol=1e-5, rtol=0)
