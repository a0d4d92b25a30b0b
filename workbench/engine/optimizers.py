"""Optimizers and losses, with Keras' constants where the two libraries differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import nn, optim

from workbench.core.experiment import TrainingSpec

Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]

_EPSILON = 1e-7  # Keras'; torch's own is 1e-8


def optimizer_for(parameters: Iterable[nn.Parameter], spec: TrainingSpec) -> optim.Optimizer:
    """Make the optimizer that ``spec`` names."""
    rate, decay = spec.learning_rate, spec.weight_decay
    match spec.optimizer:
        case "adam":
            return optim.Adam(parameters, rate, eps=_EPSILON, weight_decay=decay, fused=_fused())
        case "adamw":
            return optim.AdamW(parameters, rate, eps=_EPSILON, weight_decay=decay, fused=_fused())
        case "rmsprop":
            return optim.RMSprop(parameters, rate, alpha=0.9, eps=_EPSILON, weight_decay=decay)
        case "sgd":
            return optim.SGD(parameters, rate, momentum=spec.momentum, weight_decay=decay)


def loss_for(spec: TrainingSpec) -> Loss:
    """Give the mean loss over (B, H, K) that ``spec`` names."""
    match spec.loss:
        case "mse":
            return nn.functional.mse_loss
        case "mae":
            return nn.functional.l1_loss
        case "huber":
            return nn.HuberLoss(delta=spec.huber_delta)


def _fused() -> bool | None:
    """One kernel for all parameters, except on Apple's GPU, where older torch has none."""
    return None if torch.backends.mps.is_available() else True
