"""What training makes small, and what the forecast "tomorrow equals today" would score at it.

Every loss compares what ``Network.distribution`` gives, (B, H, K, P), with the truth, (B, H, K), on
the scaled targets, and is the mean over all of it. It is computed in 32 bits at least: a mean over thousands of
values, a level of 0.999 or the logarithm of a deviation is not what it should be in the eight bits of bfloat16.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch import nn

from workbench.core.layers.ends import DEVIATION_FLOOR
from workbench.core.preparing.prepared import Prepared
from workbench.core.preparing.units import TargetUnits
from workbench.core.preparing.windows import Windows
from workbench.core.settings.training_spec import TrainingSpec
from workbench.engine.samples import samples_at_once

Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def loss_for(spec: TrainingSpec) -> Loss:
    """Give the loss that ``spec`` names, of (B, H, K, P) and (B, H, K).

    Raises:
        ValueError: by the loss, where the axes do not belong together; torch would stretch one over the
            other and give a number.
    """
    loss = _named(spec)

    def checked(given: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
        if given.shape[:-1] != truth.shape:
            raise ValueError(f"a loss of {tuple(given.shape)} and {tuple(truth.shape)}")
        exact = torch.promote_types(torch.promote_types(given.dtype, truth.dtype), torch.float32)
        return loss(given.to(exact), truth.to(exact))

    return checked


def _named(spec: TrainingSpec) -> Loss:
    match spec.loss:
        case "mse":
            return _of_the_point(nn.functional.mse_loss)
        case "mae":
            return _of_the_point(nn.functional.l1_loss)
        case "huber":
            return _of_the_point(nn.HuberLoss(delta=spec.huber_delta))
        case "quantile":
            return pinball_loss(spec.quantiles)
        case "gaussian_nll":
            return gaussian_nll


def pinball_loss(levels: Sequence[float]) -> Loss:
    """Give the mean over ``levels`` q of q·e where the truth lies above by e, and (1 - q)·e where below.

    Its smallest mean is at the q-quantile of the truth; at q = 0.5 it is half the absolute error.

    Source: Koenker & Bassett 1978, doi:10.2307/1913643.
    """

    def loss(quantiles: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
        error = truth[..., None] - quantiles
        level = error.new_tensor(levels)
        return torch.maximum(level * error, (level - 1) * error).mean()

    return loss


def gaussian_nll(moments: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Give the mean negative log likelihood of the truth under a normal distribution at each step.

    With nothing left out, so that it is comparable between programs; below zero where the density
    is above one.

    Args:
        moments: (B, H, K, 2), mean and deviation.
        truth: (B, H, K).

    Source: Nix & Weigend 1994, doi:10.1109/ICNN.1994.374138.
    """
    mean, deviation = moments.unbind(-1)
    error = (truth - mean) / deviation
    return (0.5 * error**2 + deviation.log()).mean() + 0.5 * math.log(2 * math.pi)


def naive_loss(spec: TrainingSpec, prepared: Prepared, targets: torch.Tensor) -> float:
    """Give the validation loss of "tomorrow equals today", judged as the network is.

    It is certain of what it says only where the loss asks for nothing else: its quantiles are all the
    last value, and its deviation is the root mean square of its own errors on the training part, for
    each step and target.

    ``last_values`` of the core would hold every sample's forecast at once; here a few samples at a
    time are gathered on the device.

    Args:
        spec: names the loss.
        prepared: the windows of each part.
        targets: (S, K) scaled, of the whole series, on the device.
    """
    loss, total = loss_for(spec), 0.0
    validation = prepared.windows["validation"]
    units = prepared.target_units
    train = prepared.windows["train"]
    deviation = _naive_deviation(train, targets, units) if spec.loss == "gaussian_nll" else None
    for last, truth in _last_and_truth(validation, targets, units):
        if deviation is None:
            naive = last[..., None].expand(*last.shape, spec.values_per_target)
        else:
            naive = torch.stack([last, deviation.expand_as(last)], dim=-1)
        total += loss(naive, truth).item() * len(truth)
    return total / len(validation)


def _of_the_point(loss: Loss) -> Loss:
    """Judge the forecast alone, which is all that the network gives."""
    return lambda forecast, truth: loss(forecast.squeeze(-1), truth)


def _naive_deviation(train: Windows, targets: torch.Tensor, units: TargetUnits) -> torch.Tensor:
    """Give the (H, K) root mean square error of the last value on the training part."""
    squares = targets.new_zeros(train.horizon, targets.shape[1])
    for last, truth in _last_and_truth(train, targets, units):
        squares += ((truth - last) ** 2).sum(dim=0)
    return (squares / len(train)).sqrt().clamp(min=DEVIATION_FLOOR)


def _last_and_truth(
    windows: Windows, targets: torch.Tensor, units: TargetUnits
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Give the last value and the truth of every sample, (B, H, K) each, a bounded number at a time.

    Where a target is differenced, its last value is that before the differences: what the network would have
    to give for it.
    """
    first = torch.from_numpy(np.asarray(windows.futures)).to(targets.device)
    ahead = torch.arange(windows.horizon, device=targets.device)
    for chunk in first.split(samples_at_once(max(windows.timesteps, windows.horizon))):
        truth = targets[chunk[:, None] + ahead]
        if units.looks_back:
            futures = chunk.cpu().numpy()
            level = units.levels[futures - windows.gap - 1][:, None].repeat(windows.horizon, axis=1)
            yield torch.from_numpy(units.scaled(level, futures)).to(targets.device), truth
        else:
            yield targets[chunk - windows.gap - 1][:, None].expand_as(truth), truth
