"""Optimizers, with Keras' constants where the two libraries differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import nn, optim

from workbench.core.experiment import TrainingSpec

_EPSILON = 1e-7  # Keras'; torch's own is 1e-8


def optimizer_for(parameters: Iterable[nn.Parameter], spec: TrainingSpec) -> optim.Optimizer:
    """Make the optimizer that ``spec`` names.

    Weight decay is Keras': before each step, every weight becomes (1 - rate · decay) times itself,
    apart from the gradient and from what the optimizer remembers of it.

    Source: Loshchilov and Hutter 2019, arXiv:1711.05101; keras/src/optimizers/base_optimizer.py.
    """
    rate, decay = spec.learning_rate, spec.weight_decay
    match spec.optimizer:
        case "adam" | "adamw":  # without decay, AdamW is Adam
            return optim.AdamW(parameters, rate, eps=_EPSILON, weight_decay=decay, fused=_fused())
        case "rmsprop":
            return _decaying(optim.RMSprop(parameters, rate, alpha=0.9, eps=_EPSILON), decay)
        case "sgd":
            return _decaying(optim.SGD(parameters, rate, momentum=spec.momentum), decay)


def _decaying(optimizer: optim.Optimizer, decay: float) -> optim.Optimizer:
    """Shrink the weights before each step; torch's own decay of these optimizers adds to the gradient instead."""

    def shrink(stepping: optim.Optimizer, *_arguments: Any) -> None:
        with torch.no_grad():
            for group in stepping.param_groups:
                for weight in group["params"]:
                    if weight.grad is not None:
                        weight.mul_(1 - group["lr"] * decay)

    if decay:
        optimizer.register_step_pre_hook(shrink)
    return optimizer


def _fused() -> bool | None:
    """One kernel for all parameters, except on Apple's GPU, where older torch has none."""
    return None if torch.backends.mps.is_available() else True
