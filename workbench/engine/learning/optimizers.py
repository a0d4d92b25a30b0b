"""Optimizers, with Keras' constants where the two libraries differ."""

from __future__ import annotations

from typing import Protocol

import torch
from torch.optim.adamw import adamw

from workbench.core.settings.training_spec import TrainingSpec

_EPSILON = 1e-7  # Keras'; torch's own is 1e-8
_BETA1, _BETA2 = 0.9, 0.999
_RHO = 0.9


class Optimizer(Protocol):
    """The rule that turns a gradient into new weights; both are one row of numbers, (P,) each.

    Attributes:
        memory: what the rule remembers from step to step, changed in place.
    """

    memory: dict[str, torch.Tensor]

    def step(self, weights: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """Move ``weights`` in place."""


def optimizer_for(weights: torch.Tensor, spec: TrainingSpec) -> Optimizer:
    """Make the optimizer that ``spec`` names, for weights like these.

    Weight decay is Keras': before each step, every weight becomes (1 - rate · decay) times itself,
    apart from the gradient and from what the optimizer remembers of it.

    Source: Loshchilov and Hutter 2019, arXiv:1711.05101; keras/src/optimizers/base_optimizer.py.
    """
    match spec.optimizer:
        case "adam" | "adamw":  # without decay, AdamW is Adam
            return Adam(weights, spec.weight_decay)
        case "rmsprop":
            return RMSprop(weights, spec.weight_decay)
        case "sgd":
            return Momentum(weights, spec.weight_decay, spec.momentum)


class Adam:
    """Kingma and Ba 2015, arXiv:1412.6980; numbers equal to those of ``torch.optim.AdamW``."""

    def __init__(self, weights: torch.Tensor, decay: float) -> None:
        self.decay = decay
        self.memory = {
            "mean": torch.zeros_like(weights),
            "square": torch.zeros_like(weights),
            "steps": torch.zeros((), device="cpu" if weights.device.type == "mps" else weights.device),
        }
        self._mean, self._square, self._steps = ([self.memory[name]] for name in ("mean", "square", "steps"))

    def step(self, weights: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """Move ``weights`` in place, in one kernel where the device has it."""
        if weights.device.type == "mps":  # not every torch that is allowed has the kernel for Apple's GPU
            adamw(
                [weights], [gradient], self._mean, self._square, [], self._steps, lr=rate, beta1=_BETA1, beta2=_BETA2,
                weight_decay=self.decay, eps=_EPSILON, amsgrad=False, maximize=False, foreach=False, fused=False,
            )  # fmt: skip
            return
        # torch.optim.AdamW comes to this call, six times as slowly
        self.memory["steps"].add_(1)
        torch._fused_adamw_(
            [weights], [gradient], self._mean, self._square, [], self._steps, lr=rate, beta1=_BETA1, beta2=_BETA2,
            weight_decay=self.decay, eps=_EPSILON, amsgrad=False, maximize=False,
        )  # fmt: skip


class RMSprop:
    """Tieleman and Hinton 2012, lecture 6.5; numbers equal to those of ``torch.optim.RMSprop``."""

    def __init__(self, weights: torch.Tensor, decay: float) -> None:
        self.decay = decay
        self.memory = {"square": torch.zeros_like(weights)}

    def step(self, weights: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """Move ``weights`` in place."""
        if self.decay:
            weights.mul_(1 - rate * self.decay)
        square = self.memory["square"].mul_(_RHO).addcmul_(gradient, gradient, value=1 - _RHO)
        weights.addcdiv_(gradient, square.sqrt().add_(_EPSILON), value=-rate)


class Momentum:
    """Gradient descent with momentum, Polyak 1964; numbers equal to those of ``torch.optim.SGD``."""

    def __init__(self, weights: torch.Tensor, decay: float, momentum: float) -> None:
        self.decay, self.momentum = decay, momentum
        self.memory = {"velocity": torch.zeros_like(weights)}

    def step(self, weights: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """Move ``weights`` in place."""
        if self.decay:
            weights.mul_(1 - rate * self.decay)
        weights.add_(self.memory["velocity"].mul_(self.momentum).add_(gradient), alpha=-rate)
