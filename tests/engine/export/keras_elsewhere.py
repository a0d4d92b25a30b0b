"""What is run with Keras, in processes that cannot import the workbench."""

KERAS = """
import os
os.environ["KERAS_BACKEND"] = "torch"
import json, pathlib, sys
import keras, numpy, torch
torch.set_num_threads(1)
"""

# Loads every model and gives how far its outputs are from ours, over the target's scale.
RUN_ALL = (
    KERAS
    + """
worst = {}
for file in sorted(pathlib.Path(".").glob("*.keras")):
    model = keras.saving.load_model(file)
    x, wanted, scales = (numpy.load(file.with_suffix(f".{name}.npz")) for name in ("inputs", "wanted", "scales"))
    found = model(x["window"], training=False)
    found = found if isinstance(found, dict) else {"forecast": found}
    found = {name: values.detach().numpy() for name, values in found.items()}
    assert set(found) == set(wanted.files)
    assert all(found[name].shape == wanted[name].shape for name in wanted.files)
    worst[file.stem] = max(float((abs(found[name] - wanted[name]) / scales[name]).max()) for name in wanted.files)
print(json.dumps(worst))
"""
)

# Makes random stacks, and one for each activation, and gives what Keras forecasts with each.
MAKE_RANDOM = (
    KERAS
    + """
from keras import layers
chance = numpy.random.default_rng(7)
pick = lambda *options: options[chance.integers(len(options))]

def recurrent(last):
    kind = pick(layers.LSTM, layers.GRU, layers.SimpleRNN)
    settings = {"activation": pick("tanh", "relu", "softsign"), "use_bias": pick(True, True, False)}
    settings |= {"go_backwards": pick(False, True), "dropout": pick(0.0, 0.2), "return_sequences": not last}
    if kind is layers.GRU:
        settings["reset_after"] = pick(True, False)
    layer = kind(int(chance.integers(1, 5)), **settings)
    if settings["go_backwards"] or chance.random() < 0.5:  # Keras turns the second direction round by itself only so
        return layer
    return layers.Bidirectional(layer, merge_mode=pick("concat", "sum", "mul", "ave"))

def before():
    return pick(
        lambda: layers.Masking(0.5),
        lambda: layers.Conv1D(int(chance.integers(1, 4)), 2, padding=pick("valid", "same", "causal"), activation="elu"),
        lambda: layers.Dense(3, activation="swish"),
        lambda: layers.TimeDistributed(layers.Dense(2, use_bias=False)),
        lambda: layers.LayerNormalization(epsilon=0.01),
    )()

for at in range(int(sys.argv[1])):
    inputs = (int(chance.integers(4, 8)), int(chance.integers(1, 4)))
    stack = [keras.Input(inputs)]
    stack += [before() for _ in range(chance.integers(0, 3))]
    stack += [recurrent(False) for _ in range(chance.integers(0, 2))]
    stack += [recurrent(True)]
    if at % 3 == 0:
        stack += [layers.RepeatVector(3), layers.LSTM(3, return_sequences=True)]
        stack += [layers.TimeDistributed(layers.Dense(1))]
    else:
        stack += [layers.Dropout(0.3), layers.Dense(4), layers.Activation("tanh")]
        stack += [layers.Dense(2, use_bias=at % 2 == 0)]
    model = keras.Sequential(stack)
    if at % 4 == 1:  # the same as a functional model
        model = keras.Model(model.inputs, model.outputs)
    model.set_weights([chance.normal(0, 0.5, one.shape) for one in model.get_weights()])
    model.compile(keras.optimizers.RMSprop(0.003), loss="mae")
    model.save(f"{at}.keras")
    if at % 5:
        model.save(f"{at}.h5")
    x = chance.normal(0, 1, (4, *inputs)).astype("float32")
    x[0, 1] = 0.5
    numpy.savez(f"{at}.npz", x=x, y=model(x, training=False).detach().numpy())

for name in sys.argv[2:]:
    stack = [keras.Input((2, 2)), layers.SimpleRNN(3, activation=name), layers.Dense(4, activation=name)]
    model = keras.Sequential([*stack, layers.Dense(1)])
    model.set_weights([chance.normal(0, 0.5, one.shape) for one in model.get_weights()])
    model.save(f"{name}.keras")
    model.save(f"{name}.h5")
    x = chance.normal(0, 1, (4, 2, 2)).astype("float32")
    numpy.savez(f"{name}.npz", x=x, y=model(x, training=False).detach().numpy())
print(json.dumps(int(sys.argv[1])))
"""
)
