"""Make ``keras_layer_kinds.npz``: what Keras 3 computes for stacks of every layer kind.

    KERAS_BACKEND=torch python tests/data/golden/make_layer_kinds.py

Each case holds x (B, T, F), the weights w0 … in the order of ``model.get_weights()``, and y. Every stack
ends in Dense(2), the output layer of an experiment with a horizon of 2.
"""

from pathlib import Path

import keras
import numpy as np
from keras import layers

STEPS, FEATURES = 6, 3
EVERY = {"return_sequences": True}


def stacks():
    """Give the layers of each case, in a row."""
    return {
        "conv_valid": [layers.Conv1D(4, 3, activation="tanh"), layers.LSTM(3)],
        "conv_same_even": [layers.Conv1D(4, 2, padding="same", activation="relu"), layers.LSTM(3)],
        "conv_same_strided": [layers.Conv1D(4, 3, strides=2, padding="same", use_bias=False), layers.GRU(3)],
        "conv_same_strided_even": [layers.Conv1D(2, 4, strides=3, padding="same"), layers.GRU(3)],
        "conv_causal": [layers.Conv1D(4, 3, padding="causal"), layers.SimpleRNN(3)],
        "conv_causal_strided": [layers.Conv1D(4, 4, strides=2, padding="causal"), layers.SimpleRNN(3)],
        "conv_valid_strided": [layers.Conv1D(4, 2, strides=3), layers.SimpleRNN(3)],
        "layer_normalization": [layers.LayerNormalization(), layers.LSTM(4), layers.LayerNormalization(epsilon=0.1)],
        "segments": [layers.Reshape((STEPS // 2, 2 * FEATURES)), layers.LSTM(3)],
        "repeat_vector": [layers.GRU(3), layers.RepeatVector(4), layers.LSTM(2)],
        "dense_without_bias": [layers.LSTM(3), layers.Dense(4, activation="tanh", use_bias=False)],
        "lstm_without_bias": [layers.LSTM(3, use_bias=False, unit_forget_bias=False)],
        "gru_without_bias": [layers.GRU(3, use_bias=False)],
        "gru_reset_before_without_bias": [layers.GRU(3, reset_after=False, use_bias=False, activation="relu")],
        "mask_through_many": [
            layers.Masking(0.5),
            layers.Dense(4, activation="tanh"),
            layers.Dropout(0.3),
            layers.LayerNormalization(),
            layers.GRU(3, **EVERY),
            layers.Bidirectional(layers.LSTM(2)),
        ],
        "mask_both_ways": [layers.Masking(0.5), layers.Bidirectional(layers.GRU(3, **EVERY)), layers.SimpleRNN(3)],
        "mask_backwards": [layers.Masking(0.5), layers.LSTM(3, go_backwards=True, **EVERY), layers.LSTM(2)],
        "mask_lost_in_segments": [layers.Masking(0.5), layers.Reshape((3, 6)), layers.LSTM(3)],
        "mask_lost_in_convolution": [layers.Masking(0.5), layers.Conv1D(3, 2), layers.LSTM(3)],
        "mask_reset_before": [layers.Masking(0.5), layers.GRU(3, reset_after=False)],
    }


def in_a_row(stack):
    inputs = x = keras.Input((STEPS, FEATURES))
    for layer in stack:
        x = layer(x)
    return keras.Model(inputs, layers.Dense(2)(x))


def encoder_decoder(encoder, decoder):
    """The decoder reads the encoder's last output four times, and starts from its states."""
    inputs = keras.Input((STEPS, FEATURES))
    x, *states = encoder(inputs)
    x = decoder(layers.RepeatVector(4)(x), initial_state=states)
    return keras.Model(inputs, layers.Dense(2)(x))


def masked_decoder():
    """Steps before the first one that counts give zeros, although the decoder starts from a state.

    The convolution drops the mask, so that the last layer reads those zeros. Keras hands no mask on to a
    layer that is called with two tensors: here it is passed by hand.
    """
    inputs = keras.Input((STEPS, FEATURES))
    mask = keras.ops.any(keras.ops.not_equal(inputs, 0.5), axis=-1)
    x, *states = layers.LSTM(3, return_state=True, **EVERY)(layers.Masking(0.5)(inputs))
    x = layers.Conv1D(2, 1)(layers.LSTM(3, **EVERY)(x, initial_state=states, mask=mask))
    return keras.Model(inputs, layers.Dense(2)(layers.SimpleRNN(2)(x)))


def linked():
    """Give the models in which one layer starts from another one's state."""
    state = {"return_state": True}
    return {
        "decoder_lstm": encoder_decoder(layers.LSTM(3, **state), layers.LSTM(3)),
        "decoder_gru_from_rnn": encoder_decoder(layers.SimpleRNN(3, **state), layers.GRU(3)),
        "decoder_both_ways": encoder_decoder(
            layers.Bidirectional(layers.LSTM(2, **state)), layers.Bidirectional(layers.LSTM(2))
        ),
        "decoder_masked": masked_decoder(),
    }


def samples(random):
    """Give windows of which some steps, some starts and one whole window are the masked value."""
    x = random.normal(size=(5, STEPS, FEATURES)).astype(np.float32).astype(np.float64)
    x[0, 3:] = x[1, :2] = x[2, 1] = x[2, 4] = x[3] = 0.5
    return x


def main():
    keras.config.set_floatx("float64")
    arrays = {}
    models = {name: in_a_row(stack) for name, stack in stacks().items()} | linked()
    for at, (name, model) in enumerate(models.items()):
        random = np.random.default_rng(at)
        weights = [random.normal(scale=0.5, size=w.shape).astype(np.float32) for w in model.get_weights()]
        model.set_weights(weights)
        x = samples(random)
        arrays[f"{name}/x"] = x.astype(np.float32)
        arrays |= {f"{name}/w{number}": array for number, array in enumerate(weights)}
        arrays[f"{name}/y"] = keras.ops.convert_to_numpy(model(x, training=False))
    np.savez_compressed(Path(__file__).with_name("keras_layer_kinds.npz"), **arrays)


if __name__ == "__main__":
    main()
