"""One step against the gradient: gathered from its batches, limited, and given to the optimizer.

All trained numbers of the network lie in one row of memory and all gradients in another. Setting to
zero, measuring, clipping and stepping are then a few calls each, whatever the number of layers:
about 15 µs a batch, where a call for every parameter takes ten times as long.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import nn

from workbench.core.settings.training_spec import TrainingSpec
from workbench.engine.learning.optimizers import optimizer_for
from workbench.engine.machine.precision import LossScale

_BETWEEN = 16  # floats: every parameter begins at a full cache line, as it would alone
_NEVER_ZERO = 1e-6  # as in torch.nn.utils.clip_grad_norm_

Measured = float | torch.Tensor


class Descent:
    """Moves the weights of ``network``, which keeps its parameters but no longer owns their memory.

    Args:
        network: on the device where it is trained.
        spec: optimizer and clipping.
        measures_at_once: whether a norm is read from the device before the step. Where waiting for
            the device is dear it is not, and a step is then taken whatever the norm.
        scale: of the loss, where 16 bits would lose small gradients; it needs ``measures_at_once``.
    """

    def __init__(
        self, network: nn.Module, spec: TrainingSpec, *, measures_at_once: bool = True, scale: LossScale | None = None
    ) -> None:
        self._trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self.clip_norm, self.clip_value = spec.clip_norm, spec.clip_value
        self.measures_at_once, self.scale = measures_at_once, scale
        sizes = [math.ceil(parameter.numel() / _BETWEEN) * _BETWEEN for parameter in self._trained]
        self.weights = torch.zeros(sum(sizes), device=self._trained[0].device, dtype=self._trained[0].dtype)
        self.gradient = torch.zeros_like(self.weights)
        with torch.no_grad():
            rows = zip(self.weights.split(sizes), self.gradient.split(sizes), strict=True)
            for parameter, (weights, gradient) in zip(self._trained, rows, strict=True):
                count = parameter.numel()
                place = weights[:count].view_as(parameter)
                place.copy_(parameter)
                parameter.data = place
                parameter.grad = gradient[:count].view_as(parameter)
        self.optimizer = optimizer_for(self.weights, spec)

    def begin(self) -> None:
        """Forget the gradient of the last step."""
        self.gradient.zero_()

    def gather(self, loss: torch.Tensor, share: float) -> None:
        """Add the gradient of a batch's mean loss.

        Args:
            loss: mean over the batch.
            share: of the batch among all samples of the step; 1 for a step of one batch.
        """
        if self.scale is not None:
            share *= self.scale.value
        (loss if share == 1.0 else loss * share).backward()

    def step(self, rate: float) -> Measured | None:
        """Move the weights, and give the gradient's norm before any clipping.

        Cutting by value comes before shortening by norm, so that both limits hold in the end.
        No step is taken where the norm is read at once and is no number.

        Returns:
            The norm; None where the scale of the loss was too large, and is now smaller.
        """
        if self.scale is not None:
            self.gradient.mul_(1 / self.scale.value)
        norm = self._norm()
        if isinstance(norm, float) and not math.isfinite(norm):
            return None if self.scale is not None and self.scale.shrink() else norm
        self._clip(norm)
        self.optimizer.step(self.weights, self.gradient, rate)
        if self.scale is not None:
            self.scale.count_good_step()
        return norm

    @property
    def loss_scale(self) -> tuple[float, int] | None:
        """The scale of the loss and the good steps taken with it, where there is one."""
        return None if self.scale is None else (self.scale.value, self.scale.good_steps)

    def restore(self, memory: Mapping[str, torch.Tensor], loss_scale: tuple[float, int] | None) -> None:
        """Put the optimizer's memory and the scale of the loss back to where they stood."""
        for name, values in self.optimizer.memory.items():
            values.copy_(memory[name])
        if loss_scale is not None:
            self.scale = LossScale(*loss_scale)

    def release(self) -> None:
        """Give the memory of the gradients back."""
        for parameter in self._trained:
            parameter.grad = None

    def _clip(self, norm: Measured) -> None:
        if self.clip_value is not None:
            self.gradient.clamp_(-self.clip_value, self.clip_value)
            norm = self._norm() if self.clip_norm is not None else norm
        if self.clip_norm is None:
            return
        share = self.clip_norm / (norm + _NEVER_ZERO)
        if isinstance(share, torch.Tensor):
            self.gradient.mul_(share.clamp_(max=1.0))
        elif share < 1.0:
            self.gradient.mul_(share)

    def _norm(self) -> Measured:
        norm: torch.Tensor = torch.linalg.vector_norm(self.gradient)
        return norm.item() if self.measures_at_once else norm
