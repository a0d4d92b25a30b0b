"""How large the optimizer's steps are: the schedule as a share of the learning rate."""

from __future__ import annotations

import math
from dataclasses import dataclass

from workbench.core.settings.training_spec import TrainingSpec

_CYCLE_BEGINS_AT = 1 / 25  # of the peak, as in torch's OneCycleLR


@dataclass(frozen=True)
class Plateau:
    """What the schedule "on a plateau" remembers from epoch to epoch.

    Attributes:
        best: lowest validation loss so far, or None before the first epoch.
        waited: epochs since then, or since the last cut.
        cuts: how often the rate was lowered.
    """

    best: float | None = None
    waited: int = 0
    cuts: int = 0

    def after_epoch(self, spec: TrainingSpec, validation_loss: float) -> Plateau:
        """Give what is remembered after one more epoch.

        Source: ``keras.callbacks.ReduceLROnPlateau`` with ``min_delta=0`` and no cooldown.
        """
        if self.best is None or validation_loss < self.best:
            return Plateau(validation_loss, 0, self.cuts)
        if self.waited + 1 < spec.plateau_patience:
            return Plateau(self.best, self.waited + 1, self.cuts)
        return Plateau(self.best, 0, self.cuts + 1)


def rate_share(spec: TrainingSpec, step: int, steps_per_epoch: int, *, epochs: int, plateau: Plateau) -> float:
    """Give the share of the learning rate that one step of the optimizer is taken with.

    The warm-up comes first and rises evenly to where the schedule begins; the schedule lies in
    the epochs that are left. After its last epoch it stays where it has ended.

    Args:
        spec: schedule and its numbers.
        step: of the optimizer, counted from 0 over all epochs.
        steps_per_epoch: of the optimizer.
        epochs: for how many the schedule was laid out.
        plateau: what was remembered at the end of the last epoch.

    Source: warm-up, Goyal et al. 2017, arXiv:1706.02677.
    """
    if spec.schedule == "constant" and not spec.warmup:
        return 1.0
    before = spec.warmup * steps_per_epoch
    if step < before:
        return _scheduled(spec, 0, steps_per_epoch, epochs - spec.warmup, plateau) * (step + 1) / before
    return _scheduled(spec, step - before, steps_per_epoch, epochs - spec.warmup, plateau)


def _scheduled(spec: TrainingSpec, step: int, steps_per_epoch: int, epochs: int, plateau: Plateau) -> float:
    steps = max(1, epochs * steps_per_epoch)
    match spec.schedule:
        case "constant":
            return 1.0
        case "step":
            return spec.schedule_factor ** (step // (steps_per_epoch * spec.step_epochs))
        case "cosine":
            return _half_cosine(1.0, spec.final_share, min(step, steps) / steps)
        case "one_cycle":
            return _one_cycle(spec, step, steps)
        case "plateau":
            return spec.schedule_factor**plateau.cuts


def _one_cycle(spec: TrainingSpec, step: int, steps: int) -> float:
    """Up along a half cosine, then down along another.

    Source: Smith and Topin 2018, arXiv:1708.07120; the places of the peak and of the end are those
    of ``torch.optim.lr_scheduler.OneCycleLR``.
    """
    last = max(1, steps - 1)
    peak = max(0.0, spec.peak_share * steps - 1)
    step = min(step, last)
    if step <= peak:
        return _half_cosine(_CYCLE_BEGINS_AT, 1.0, step / peak) if peak else 1.0
    return _half_cosine(1.0, spec.final_share, (step - peak) / (last - peak))


def _half_cosine(begin: float, end: float, part: float) -> float:
    """Go from ``begin`` to ``end`` along half a cosine wave.

    Source: Loshchilov and Hutter 2017, arXiv:1608.03983, without restarts; ``keras.optimizers.schedules.CosineDecay``.
    """
    return end + (begin - end) * (1 + math.cos(math.pi * part)) / 2
