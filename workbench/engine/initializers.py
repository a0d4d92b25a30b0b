"""First weights, drawn from the run's own chance with the variances of Keras 3.

Shapes: a matrix of I inputs and O outputs is (O, I) here and in torch, (I, O) in Keras.
"""

from __future__ import annotations

import math

import torch
from torch import nn

from workbench.core.layers.initializers import KernelInitializer, RecurrentInitializer
from workbench.engine.machine.chance import Chance
from workbench.engine.machine.processors import one_thread

# What is left of a normal distribution's deviation when values beyond two deviations are drawn
# anew; Keras divides by it, so that the weights have the deviation that was asked for.
TRUNCATED_DEVIATION = 0.87962566103423978


def first_weights(
    name: KernelInitializer | RecurrentInitializer,
    inputs: int,
    outputs: int,
    chance: Chance,
    *,
    fan_out: int | None = None,
    torch_fan: int | None = None,
) -> torch.Tensor:
    """Draw a matrix.

    Args:
        name: the rule.
        inputs: I, which is also the fan-in.
        outputs: O.
        chance: the source.
        fan_out: values that one input reaches, where that is not O (a convolution).
        torch_fan: f in torch's own limit of 1/√f, where that is not I (a recurrent layer's units).

    Returns:
        (O, I).

    Source: Glorot & Bengio 2010; He et al. 2015, arXiv:1502.01852; LeCun et al. 1998; Saxe et al.
    2013, arXiv:1312.6120; variances as in ``keras.initializers.VarianceScaling`` 3.
    """
    generator = chance.on(torch.device("cpu"))
    if name == "orthogonal":
        with one_thread():  # the last bits of a QR factorisation depend on the threads that share it
            return nn.init.orthogonal_(torch.empty(inputs, outputs), generator=generator).T.contiguous()
    if name == "identity":
        return torch.eye(inputs, outputs).T.contiguous()  # the rest beyond the square is zero, as in Keras
    weights = torch.empty(outputs, inputs)
    if name == "torch_default":
        limit = 1.0 / math.sqrt(torch_fan or inputs)
        return weights.uniform_(-limit, limit, generator=generator)
    rule, shape = name.split("_")
    variance = {"glorot": 2.0 / (inputs + (fan_out or outputs)), "he": 2.0 / inputs, "lecun": 1.0 / inputs}[rule]
    if shape == "uniform":
        limit = math.sqrt(3.0 * variance)
        return weights.uniform_(-limit, limit, generator=generator)
    deviation = math.sqrt(variance) / TRUNCATED_DEVIATION
    edge = 2.0 * deviation
    return nn.init.trunc_normal_(weights, std=deviation, a=-edge, b=edge, generator=generator)


def chrono_bias(units: int, memory: int, chance: Chance) -> torch.Tensor:
    """Draw the bias of a gate that keeps the state: (units,), log of uniform numbers from 1 to ``memory`` - 1.

    A gate σ(b) keeps the state for about 1 + e^b steps, so the units cover all spans up to
    ``memory`` steps.

    Source: Tallec & Ollivier 2018, arXiv:1804.11188.
    """
    spans = torch.empty(units).uniform_(1.0, memory - 1.0, generator=chance.on(torch.device("cpu")))
    return spans.log_()
