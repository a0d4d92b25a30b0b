import pytest

from tests.made_series import SMALL, experiment_on
from workbench.core.code import keras_code
from workbench.core.layers import GRU, LSTM, RepeatVector


def lines_of(*, layers=SMALL, columns=("a",), inputs=None, windows=None, **training):
    """The lines of the model, from its input to where it is made."""
    chosen = {"normalisation": "none", "horizon": 2, **(windows or {})}
    code = keras_code(experiment_on(columns, inputs=inputs, layers=layers, windows=chosen, **training))
    compile(code, "keras.py", "exec")
    return code.split("draws the first weights\n\n")[1].splitlines()


def test_the_seed_is_set_before_the_first_weights_are_drawn():
    code = keras_code(experiment_on(seed=7))

    assert code.count("set_random_seed(7)") == 1
    assert code.index("set_random_seed") < code.index("layers.LSTM")


def test_without_nodes_the_model_is_a_row_of_layers():
    assert lines_of()[:6] == [
        "model = keras.Sequential([",
        "    keras.Input((8, 1)),  # timesteps, features",
        "    layers.LSTM(4),",
        "    layers.Dense(2),",
        "    layers.Reshape((2, 1)),  # horizon, targets",
        "])",
    ]


def test_the_last_value_is_taken_and_given_back():
    assert lines_of(windows={"normalisation": "last"})[:8] == [
        "inputs = x = keras.Input((8, 1))  # timesteps, features",
        "shift = x[:, -1:]",
        "x = x - shift  # window normalisation",
        "x = layers.LSTM(4)(x)",
        "x = layers.Dense(2)(x)",
        "x = layers.Reshape((2, 1))(x)",
        "x = x + shift",
        "outputs = x  # horizon, targets",
    ]


def test_residual_deviation_and_chosen_columns_are_written_out():
    lines = lines_of(columns=("b",), inputs=("a", "b"), windows={"normalisation": "mean_std", "season": 3, "gap": 1})

    assert lines[1:6] == [
        "last_season = keras.ops.take(x, [5 + (1 + ahead) % 3 for ahead in range(2)], axis=1)",
        "x = x[:, 3:] - x[:, :-3]  # seasonal residual",
        "shift = keras.ops.mean(x, axis=1, keepdims=True)",
        "scale = keras.ops.sqrt(keras.ops.var(x, axis=1, keepdims=True) + 1e-05)",
        "x = (x - shift) / scale  # window normalisation",
    ]
    assert lines[9:12] == [
        "x = x * keras.ops.take(scale, [1], axis=2)",
        "x = x + keras.ops.take(shift, [1], axis=2)",
        "x = x + keras.ops.take(last_season, [1], axis=2)",
    ]


def test_a_decoder_ends_in_a_dense_at_every_step():
    stack = (LSTM(units=4), RepeatVector(n=2), GRU(units=3, return_sequences=True))

    assert lines_of(layers=stack, columns=("a", "b"))[2:7] == [
        "    layers.LSTM(4),",
        "    layers.RepeatVector(2),",
        "    layers.GRU(3, return_sequences=True),",
        "    layers.Dense(2),  # horizon, targets",
        "])",
    ]


def test_states_and_nodes_go_together():
    lines = lines_of(layers=(LSTM(units=4, return_state=True),), windows={"normalisation": "last"})

    assert "x, lstm_1_h, lstm_1_c = layers.LSTM(4, return_state=True)(x)" in lines
    assert "with_states = keras.Model(inputs, [outputs, lstm_1_h, lstm_1_c])" in lines


@pytest.mark.parametrize(
    ("training", "loss"),
    [
        ({"loss": "mse"}, '"mse"'),
        ({"loss": "mae"}, '"mae"'),
        ({"loss": "huber", "huber_delta": 0.3}, "keras.losses.Huber(0.3)"),
        ({"loss": "quantile"}, "pinball"),
        ({"loss": "gaussian_nll"}, "gaussian_nll"),
    ],
)
def test_the_model_is_compiled_with_the_loss(training, loss):
    lines = lines_of(**training)

    assert f"model.compile(optimizer, loss={loss})" in lines
    assert (f"def {loss}(y_true, y_pred):" in "\n".join(lines)) == (loss in ("pinball", "gaussian_nll"))


def test_a_deviation_is_stretched_and_not_moved():
    lines = lines_of(windows={"normalisation": "last_std"}, loss="gaussian_nll")

    assert lines[5:13] == [
        "x = layers.Dense(4)(x)",
        "x = layers.Reshape((2, 1, 2))(x)",
        "x, deviation = x[..., :1], keras.ops.softplus(x[..., 1:]) + 0.0001",
        "x = x * keras.ops.expand_dims(scale, -1)",
        "deviation = deviation * keras.ops.expand_dims(scale, -1)",
        "x = x + keras.ops.expand_dims(shift, -1)",
        "x = keras.ops.concatenate([x, deviation], axis=-1)",
        "outputs = x  # horizon, targets, values",
    ]


def test_clipping_and_accumulated_batches_are_the_optimizers():
    code = keras_code(experiment_on(clip_norm=None, clip_value=0.5, accumulate=4))

    assert "Adam(0.001, clipvalue=0.5, gradient_accumulation_steps=4)" in code
    assert "not in this script" not in code


def test_settings_that_keras_has_no_word_for_are_named_so_that_nobody_misses_them():
    settings = {"schedule": "cosine", "warmup": 3, "bptt_steps": 9, "clip_value": 0.5}

    code = keras_code(experiment_on(**settings))

    assert '\n# not in this script: schedule="cosine", warmup=3, clip_value=0.5, bptt_steps=9\n' in code
    assert "# not in this script" not in keras_code(experiment_on())
