"""Recurrent layers straight from their equations: numpy, one window and one step at a time, no torch.

Slow and plain on purpose: what the engine computes must agree with this everywhere. Weights are in
Keras' order and shapes: kernel (F, G·u), recurrent kernel (u, G·u), bias (G·u,), for a GRU with
``reset_after`` (2, 3u), or None.
"""

import math

import numpy as np

ACTIVATIONS = {
    "tanh": math.tanh,
    "sigmoid": lambda a: 1 / (1 + math.exp(-a)),
    "relu": lambda a: max(a, 0.0),
    "relu6": lambda a: min(max(a, 0.0), 6.0),
    "leaky_relu": lambda a: a if a > 0 else 0.2 * a,
    "elu": lambda a: a if a > 0 else math.exp(a) - 1,
    "celu": lambda a: max(a, 0.0) + min(0.0, math.exp(min(a, 0.0)) - 1),
    "selu": lambda a: 1.0507009873554805 * (a if a > 0 else 1.6732632423543772 * (math.exp(a) - 1)),
    "gelu": lambda a: a * 0.5 * (1 + math.erf(a / math.sqrt(2))),
    "silu": lambda a: a / (1 + math.exp(-a)),
    "mish": lambda a: a * math.tanh(math.log1p(math.exp(a))),
    "softplus": lambda a: math.log1p(math.exp(a)),
    "softsign": lambda a: a / (1 + abs(a)),
    "hard_sigmoid": lambda a: min(max(a + 3, 0.0), 6.0) / 6,
    "hard_silu": lambda a: a * min(max(a + 3, 0.0), 6.0) / 6,
    "hard_tanh": lambda a: min(max(a, -1.0), 1.0),
    "hard_shrink": lambda a: a if abs(a) > 0.5 else 0.0,
    "soft_shrink": lambda a: math.copysign(max(abs(a) - 0.5, 0.0), a),
    "tanh_shrink": lambda a: a - math.tanh(a),
    "log_sigmoid": lambda a: -math.log1p(math.exp(-a)),
    "exponential": math.exp,
    "linear": lambda a: a,
}


def activation(name):
    return np.vectorize(ACTIVATIONS[name], otypes=[float])


sigmoid = activation("sigmoid")


def simple_rnn_step(spec, weights, x, states):
    """h' = a(W x + U h + b)."""
    kernel, recurrent_kernel, bias = weights
    (h,) = states
    return (activation(spec.activation)(x @ kernel + h @ recurrent_kernel + bias),)


def lstm_step(spec, weights, x, states):
    """c' = f·c + i·a(g) and h' = o·a(c'), each gate σ of its own sums."""
    kernel, recurrent_kernel, bias = weights
    h, c = states
    a = activation(spec.activation)
    i, f, g, o = np.split(x @ kernel + h @ recurrent_kernel + bias, 4)
    c = sigmoid(f) * c + sigmoid(i) * a(g)
    return sigmoid(o) * a(c), c


def gru_step(spec, weights, x, states):
    """h' = z·h + (1 - z)·n, where the reset gate r acts on what n sees of h."""
    kernel, recurrent_kernel, bias = weights
    (h,) = states
    a = activation(spec.activation)
    bias_x, bias_h = bias if spec.reset_after else (bias, 0 * bias)
    x_z, x_r, x_n = np.split(x @ kernel + bias_x, 3)
    u_z, u_r, u_n = np.split(recurrent_kernel, 3, axis=1)
    b_z, b_r, b_n = np.split(bias_h, 3)
    z = sigmoid(x_z + h @ u_z + b_z)
    r = sigmoid(x_r + h @ u_r + b_r)
    n = a(x_n + r * (h @ u_n + b_n)) if spec.reset_after else a(x_n + (r * h) @ u_n)
    return (z * h + (1 - z) * n,)


STEPS = {"simple_rnn": simple_rnn_step, "lstm": lstm_step, "gru": gru_step}


def run_direction(spec, weights, window, states, counts, *, backwards):
    """Run one window (T, F): the outputs (T, u) in the order in which it was read, and the last states."""
    order = range(len(window))
    output, outputs = np.zeros(spec.units), []
    for t in reversed(order) if backwards else order:
        if counts[t]:  # a step that does not count changes nothing: the output is given once more
            states = STEPS[spec.kind](spec, weights, window[t], states)
            output = states[0]
        is_silent = spec.bidirectional and spec.return_sequences and not counts[t]  # as Keras' Bidirectional has it
        outputs.append(np.zeros(spec.units) if is_silent else output)
    return np.array(outputs), states


def run_layer(spec, weights, x, *, starts=None, counts=None):
    """Run a whole layer.

    Args:
        spec: what the layer does.
        weights: Keras' arrays, those of the forward direction first; without those that do not exist.
        x: (B, T, F).
        starts: (B, u) for each state of each direction, or None for zeros.
        counts: (B, T), False where a step is skipped, or None.

    Returns:
        The output as ``return_sequences`` wants it, and the last states, (B, u) each.
    """
    per_direction = len(weights) // spec.directions
    outputs, states = [], []
    for window in range(len(x)):
        made, last = [], []
        for direction in range(spec.directions):
            mine = list(weights[direction * per_direction : (direction + 1) * per_direction])
            if not spec.use_bias:
                mine.append(_no_bias(spec, mine))
            count = len(spec.state_names)
            first = [np.zeros(spec.units)] * count
            if starts is not None:
                first = [start[window] for start in starts[direction * count : (direction + 1) * count]]
            backwards = spec.go_backwards != (direction == 1)
            seen = np.ones(x.shape[1], bool) if counts is None else counts[window]
            out, end = run_direction(spec, mine, x[window], tuple(first), seen, backwards=backwards)
            made.append(out)
            last += end
        outputs.append(_merged(spec, made))
        states.append(last)
    return np.array(outputs), [np.array(state) for state in zip(*states, strict=True)]


def _no_bias(spec, weights):
    wide = weights[0].shape[1]
    return np.zeros((2, wide) if spec.kind == "gru" and spec.reset_after else wide)


def _merged(spec, made):
    if not spec.return_sequences:
        made = [out[-1] for out in made]
    elif len(made) == 2:
        made[1] = made[1][::-1]  # both directions in one order
    if len(made) == 1:
        return made[0]
    one, other = made
    match spec.merge_mode:
        case "concat":
            return np.concatenate([one, other], axis=-1)
        case "sum":
            return one + other
        case "mul":
            return one * other
        case "ave":
            return (one + other) / 2
