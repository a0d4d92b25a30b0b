"""Pasted Keras code, word for word: what is understood, what is not, and that nothing of it runs."""

import pytest

from workbench.core.code import keras_code
from workbench.core.errors import SettingsError
from workbench.core.experiment import Experiment
from workbench.core.keras.importing import import_source
from workbench.core.layers import (
    GRU,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    Masking,
    RepeatVector,
    SimpleRNN,
)
from workbench.core.settings.presets import PRESETS


def words_of(imported):
    return [str(one.words) for one in imported.left]


def layers_in(code):
    return import_source(code, Experiment()).experiment.layers


NOTE = """
from keras.models import Sequential
from keras.layers import LSTM, Dense, Dropout
model = Sequential()
model.add(LSTM(128, input_shape=(30, 1), return_sequences=True))
model.add(Dropout(0.5))
model.add(LSTM(units=64))
model.add(Dense(1))
model.compile(loss=‘mean_squared_error’, optimizer=“adam”)
history = model.fit(x_train, y_train, epochs=20, batch_size=64, validation_split=0.2, verbose=2)
"""


def test_code_with_typographic_quotes_becomes_an_experiment():
    imported = import_source(NOTE, Experiment())

    made = imported.experiment
    assert made.layers == (LSTM(units=128, return_sequences=True), Dropout(rate=0.5), LSTM(units=64))
    assert (made.windows.timesteps, made.windows.horizon) == (30, 1)
    assert (made.training.loss, made.training.optimizer) == ("mse", "adam")
    assert (made.training.epochs, made.training.batch_size) == (20, 64)
    assert words_of(imported) == [
        "Line 10: validation_split = 0.2. Not taken over: the parts are shares of the whole series; set them under"
        " Windows."
    ]


def test_what_was_understood_is_told_line_by_line():
    assert list(import_source(NOTE, Experiment()).understood) == [
        "Input: timesteps 30, features 1",
        "LSTM: 128, gives (B, 30, 128)",
        "Dropout: 0.5, gives (B, 30, 128)",
        "LSTM: 64, gives (B, 64)",
        "Output: horizon 1, targets 1",
        "Training: loss = mse",
        "Training: optimizer = adam",
        "Training: epochs = 20",
        "Training: batch_size = 64",
    ]


def test_a_list_with_full_width_signs_prompts_and_constants_is_read():
    code = """
    >>> n_steps = 24
    >>> UNITS = n_steps * 2
    >>> model = tf.keras.Sequential（[
    ...     layers.Input（（n_steps, 1））,
    ...     layers.Bidirectional（layers.GRU（UNITS, return_sequences=True）, merge_mode=‘sum’）,
    ...     keras.layers.SimpleRNN（4, activation=tf.nn.relu）,
    ...     Dense（12）,
    ... ]）
    """

    made = import_source(code, Experiment()).experiment

    assert made.layers == (
        GRU(units=48, return_sequences=True, bidirectional=True, merge_mode="sum"),
        SimpleRNN(units=4, activation="relu"),
    )
    assert (made.windows.timesteps, made.windows.horizon) == (24, 12)


def test_functional_code_is_read_where_one_layer_follows_the_other():
    code = """
def build():
    inputs = keras.Input(shape=(20, 1))
    x = layers.Masking(-1.0)(inputs)
    x = layers.Conv1D(8, 3, padding="causal", activation="relu")(x)
    x = layers.LayerNormalization(epsilon=1e-6)(x)
    x = layers.LSTM(16, kernel_initializer=keras.initializers.HeNormal(), unit_forget_bias=False)(x)
    outputs = layers.Dense(6)(layers.Dense(10, activation="swish")(x))
    model = keras.Model(inputs, outputs)
    return model
"""

    made = import_source(code, Experiment()).experiment

    assert made.layers == (
        Masking(mask_value=-1.0),
        Conv1D(filters=8, kernel_size=3, padding="causal", activation="relu"),
        LayerNormalization(epsilon=1e-6),
        LSTM(units=16, kernel_initializer="he_normal", forget_bias=0.0),
        Dense(units=10, activation="silu"),
    )
    assert made.windows.horizon == 6


def test_an_encoder_and_decoder_forecasts_as_many_steps_as_it_repeats():
    code = """
model = Sequential([
    LSTM(8, input_shape=(16, 1)),
    RepeatVector(5),
    LSTM(8, return_sequences=True),
    TimeDistributed(Dense(1)),
])
"""

    made = import_source(code, Experiment()).experiment

    assert made.layers == (LSTM(units=8), RepeatVector(n=5), LSTM(units=8, return_sequences=True))
    assert made.windows.horizon == 5


def test_an_activation_that_is_a_layer_belongs_to_the_dense_before_it():
    layers = layers_in("m = Sequential([LSTM(4), Dense(3), Activation('relu'), Dense(1)])")

    assert layers == (LSTM(units=4), Dense(units=3, activation="relu"))


def test_a_single_direction_that_gives_zeros_for_masked_steps_is_told():
    code = "m = Sequential([Masking(), {layer}, Conv1D(2, 2), GRU(3), Dense(1)])"
    alone = "LSTM(4, return_sequences=True, zero_output_for_mask=True)"

    imported = [import_source(code.format(layer=layer), Experiment()) for layer in (alone, f"Bidirectional({alone})")]

    told = "Line 1: LSTM: zero_output_for_mask = True. Not taken over: there is no such setting here."
    assert [told in words_of(one) for one in imported] == [True, False]  # both directions are zero there always


def test_optimizer_and_callbacks_become_settings_of_the_training():
    code = """
model = Sequential([LSTM(4), Dense(1)])
opt = keras.optimizers.Adam(lr=0.01, clipvalue=0.5)
stop = EarlyStopping(monitor="val_loss", patience=7)
model.compile(opt, loss=keras.losses.Huber(delta=2.0), metrics=["mae"])
model.fit(X, y, nb_epoch=9, callbacks=[stop, ReduceLROnPlateau()], shuffle=False)
"""

    imported = import_source(code, Experiment())

    training = imported.experiment.training
    assert (training.learning_rate, training.clip_value) == (0.01, 0.5)
    assert (training.loss, training.huber_delta) == ("huber", 2.0)
    assert (training.epochs, training.patience) == (9, 7)
    assert words_of(imported) == [
        "Line 6: callback ReduceLROnPlateau. Not taken over: there is no such callback here.",
        "Line 6: shuffle = False. Not taken over: there is no such setting here.",
    ]


ACTIVATION_LAYERS = {
    "ReLU()": "relu",
    "ReLU(max_value=6)": "relu6",
    "ReLU(6.0)": "relu6",
    "LeakyReLU(0.2)": "leaky_relu",
    "LeakyReLU(negative_slope=0.2)": "leaky_relu",
    "LeakyReLU(alpha=0.2)": "leaky_relu",
    "ELU()": "elu",
    "Activation('mish')": "mish",
    "Activation(keras.activations.hard_swish)": "hard_silu",
}


@pytest.mark.parametrize(("line", "name"), ACTIVATION_LAYERS.items())
def test_an_activation_layer_with_the_numbers_of_a_function_becomes_that_function(line, name):
    within = f"m = Sequential([LSTM(4), Dense(3), {line}, Dense(1)])"
    as_setting = f"m = Sequential([LSTM(4), Dense(3, activation={line}), Dense(1)])"

    assert layers_in(within) == (LSTM(units=4), Dense(units=3, activation=name))
    if not line.startswith("Activation"):
        assert layers_in(as_setting) == (LSTM(units=4), Dense(units=3, activation=name))


# What cannot be taken over, in a stack LSTM, THIS, Dense or in a call; and what is said of it.
LEFT_OUT = {
    "Lambda(lambda x: x * 2)": "Line 3: Lambda. Not taken over: it holds code, and code from a file is never run.",
    "BatchNormalization()": "Line 3: BatchNormalization. Not taken over: there is no such layer here.",
    "Dense(units, activation='relu')": "Line 3: Dense: units = units. Not taken over: it is computed in the code; set"
    " it by hand.",
    "Dense(99999)": "Line 3: Dense: units = 99999. Not taken over: must be from 1 to 4,096, not 99999.",
    "Dense(3, activation='leaky')": "Line 3: Dense: activation = 'leaky'. Not taken over: there is no such activation"
    " here.",
    "LeakyReLU()": "Line 3: LeakyReLU(). Not taken over: there is no such activation here.",
    "ReLU(max_value=3)": "Line 3: ReLU(max_value=3). Not taken over: there is no such activation here.",
    "Activation('softmax')": "Line 3: Activation('softmax'). Not taken over: there is no such activation here.",
    "Activation('tanh')": "Line 3: Activation('tanh'). Not taken over: an activation belongs to the Dense or Conv1D"
    " before it.",
    "Dense(3, kernel_regularizer=l2(0.01))": "Line 3: Dense: kernel_regularizer = l2(0.01). Not taken over: there is no"
    " such setting here.",
    "Dense(3, kernel_initializer='zeros')": "Line 3: Dense: kernel_initializer = 'zeros'. Not taken over: there are no"
    " such first weights here.",
    "TimeDistributed(Conv2D(3))": "Line 3: Conv2D. Not taken over: there is no such layer here.",
    "my_layers[0]": "Line 3: my_layers[0]. Not taken over: it is no layer that is known.",
    "Reshape((2, 2, 2))": "Line 3: Reshape([2, 2, 2]). Not taken over: steps can only be joined to segments, and the"
    " output only be laid out as (horizon, targets).",
}


@pytest.mark.parametrize("line", LEFT_OUT)
def test_what_cannot_be_taken_over_is_named_with_its_line_and_the_reason(line):
    imported = import_source(f"model = Sequential([\nLSTM(4),\n{line},\nDense(1)])", Experiment())

    assert LEFT_OUT[line] in words_of(imported)


def test_lines_that_say_nothing_of_the_model_are_named():
    code = "import os\nos.remove('x')\ndf = read()\nmodel = Sequential([LSTM(3), Dense(1)])\nplot(df)\n"

    (line,) = words_of(import_source(code, Experiment()))

    assert line == (
        "Lines 2–3, 5: all that stands there. Not taken over: only what builds, compiles and fits the model is read."
    )


def test_no_line_of_the_code_is_run(tmp_path):
    trap = tmp_path / "trap"
    code = f"open({str(trap)!r}, 'w').write('x')\nm = Sequential([LSTM(open({str(trap)!r}, 'w')), Dense(1)])"

    import_source(code, Experiment())

    assert not trap.exists()


@pytest.mark.parametrize("end", ["", "Dense(3, activation='sigmoid')", "LSTM(3)"])
def test_an_end_that_differs_from_the_output_here_is_told(end):
    imported = import_source(f"m = Sequential([LSTM(4), {end}])", Experiment())

    assert any(one.changes_forecasts for one in imported.left)


def test_more_columns_than_any_series_has_are_told_before_any_gets_a_name():
    (left,) = import_source("m = Sequential([LSTM(4, input_shape=(5, 999999999999)), Dense(1)])", Experiment()).left

    assert left.words == "Line 1: features = 999999999999. Not taken over: it is no number of steps or columns."


def test_several_models_and_loops_are_told():
    code = "a = Sequential()\nfor i in range(3):\n    a.add(LSTM(4))\na.add(Dense(1))\nb = Sequential([Dense(1)])"

    assert words_of(import_source(code, Experiment())) == [
        "Line 2: for i in range(3):. Not taken over: it is not run; the layers inside were taken once.",
        "Line 5: b. Not taken over: one model is taken over, the first.",
    ]


REFUSED = {
    "model = Sequential([LSTM(4)": "Line 1 cannot be read as Python: model = Sequential([LSTM(4)",
    "print(1)": "The code holds no Keras model.",
    "": "The code holds no Keras model.",
    "x" * 300_000: "The code has 300,000 characters; at most 200,000 are read.",
    "\0": "The code holds no Keras model.",
}


@pytest.mark.parametrize("code", REFUSED, ids=lambda code: repr(code[:12]))
def test_code_that_cannot_be_read_is_refused_with_the_line(code):
    with pytest.raises(SettingsError) as refused:
        import_source(code, Experiment())

    assert refused.value.what == REFUSED[code]
    assert refused.value.hint


@pytest.mark.parametrize(
    "deep",
    [
        "(" * 5000,
        "-" * 50_000 + "1",
        "[" * 150 + "]" * 150 + "\n",
        f"m = Sequential([LSTM({'+'.join(['1'] * 5000)}), Dense(1)])",
    ],
)
def test_deeply_nested_code_is_refused(deep):
    with pytest.raises(SettingsError):
        import_source(deep, Experiment())


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_the_code_that_we_write_is_read_back(preset):
    experiment = Experiment().with_layers(*preset.layers).with_settings("windows", normalisation="none", timesteps=48)
    experiment = experiment.with_settings("windows", horizon=1).with_settings("training", clip_norm=None, epochs=3)

    back = import_source(keras_code(experiment), Experiment().with_settings("training", clip_norm=None)).experiment

    assert back.layers == experiment.layers
    assert back.training == experiment.training
    assert back.windows.timesteps == 48
