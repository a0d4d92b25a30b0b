"""The first and last nodes of the network: what they take from a window, the forecast gets back.

Shapes: B batch, T timesteps, H horizon, F features, K targets, P values for each step and target.
No node has a weight, and what is taken depends on the window alone, so a trained network carries
them wherever it is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn

from workbench.core.experiment import Experiment, Normalisation, WindowSpec
from workbench.core.layers.ends import VARIANCE_EPSILON, levelled_features, restored_columns, same_season
from workbench.core.preparing.features import feature_count


@dataclass(frozen=True)
class Taken:
    """What the first nodes took from each window of a batch.

    Attributes:
        shift: (B, 1 or H, K), or None where nothing was subtracted.
        scale: (B, 1, K), or None where nothing was divided.
    """

    shift: torch.Tensor | None
    scale: torch.Tensor | None

    def give_back(self, values: torch.Tensor, *, deviations: int = 0) -> torch.Tensor:
        """Undo the first nodes on the output of the layers.

        A location is multiplied by the scale and moved by the shift; a deviation has no place,
        only a size, and is multiplied alone.

        Args:
            values: (B, H, K, P).
            deviations: how many of the P values, the last ones, are deviations.

        Returns:
            (B, H, K, P).
        """
        if self.scale is not None:
            values = values * self.scale[..., None]
        if self.shift is None:
            return values
        if not deviations:
            return values + self.shift[..., None]
        locations = values[..., :-deviations] + self.shift[..., None]
        return torch.cat([locations, values[..., -deviations:]], dim=-1)


class WindowNodes(nn.Module):
    """Seasonal residual, then window normalisation of what it leaves; each where the experiment has it.

    Both work on the past of the columns of numbers, which are the first features. The others, words and what
    is known in the future, are let through: with their last value taken away, nothing would be left of them
    at the very step that is forecast.
    """

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        windows = experiment.windows
        columns = restored_columns(experiment) if windows.restores_targets else ()
        self.levelled = levelled_features(experiment)
        self.lets_through = bool(windows.restores_targets) and feature_count(experiment) > self.levelled
        self.residual = SeasonalResidual(windows, columns) if windows.season is not None else None
        self.normalisation = (
            WindowNormalisation(windows.normalisation, columns) if windows.normalisation != "none" else None
        )

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, Taken]:
        """Give what the layers read, (B, T - m, F) of the window (B, T, F), and what was taken from it."""
        if self.lets_through:
            levelled, taken = self._taken(x[..., : self.levelled])
            through = x[:, x.shape[1] - levelled.shape[1] :, self.levelled :]
            return torch.cat([levelled, through], dim=-1), taken
        return self._taken(x)

    def _taken(self, x: torch.Tensor) -> tuple[torch.Tensor, Taken]:
        shift = scale = None
        if self.residual is not None:
            x, shift = self.residual(x)
        if self.normalisation is not None:
            x, level, scale = self.normalisation(x)
            shift = level if shift is None else level + shift
        return x, Taken(shift, scale)


class SeasonalResidual(nn.Module):
    """x_t - x_{t-m} on the way in; on the way out, the value of the same step of the last season.

    A network that gives zeros is the seasonal naive forecast; what it learns is the correction to it.
    """

    def __init__(self, windows: WindowSpec, columns: tuple[int, ...]) -> None:
        super().__init__()
        assert windows.season is not None  # else there is no such node
        self.season = windows.season
        self.same_step: torch.Tensor
        self.columns: torch.Tensor
        self.register_buffer("same_step", torch.tensor(same_season(windows)), persistent=False)
        self.register_buffer("columns", torch.tensor(columns), persistent=False)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(B, T, F) to the residual (B, T - m, F) and the last season's values (B, H, K)."""
        past = x.index_select(1, self.same_step).index_select(2, self.columns)
        return x[:, self.season :] - x[:, : -self.season], past


class WindowNormalisation(nn.Module):
    """Frees every column of a window of its own level, and of its own deviation if asked.

    ``last`` subtracts the last value, so that a network that gives zeros is the forecast "tomorrow
    equals today"; ``mean_std`` subtracts the mean and divides by the deviation; ``last_std``
    subtracts the last value and divides by the deviation. The deviation is √(variance + 1e-5), with
    the variance's divisor T and the columns scaled: where no scaler brings them to one size, a window
    whose variance is not far above 1e-5 is hardly stretched.

    Source: Kim et al. 2022 (RevIN, without its affine weights), https://openreview.net/forum?id=cGDAkQo1C0p;
    the last value as in NLinear, Zeng et al. 2023, doi:10.1609/aaai.v37i9.26317.
    """

    def __init__(self, kind: Normalisation, columns: tuple[int, ...]) -> None:
        super().__init__()
        self.kind = kind
        self.columns: torch.Tensor
        self.register_buffer("columns", torch.tensor(columns), persistent=False)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor | None]:
        """(B, T, F) to the same, with the targets' shift (B, 1, K) and, where one divides, scale (B, 1, K)."""
        level = x.mean(dim=1, keepdim=True) if self.kind == "mean_std" else x[:, -1:]
        x = x - level
        shift = level.index_select(2, self.columns)
        if self.kind == "last":
            return x, shift, None
        deviation = (x.var(dim=1, keepdim=True, correction=0) + VARIANCE_EPSILON).sqrt()
        return x / deviation, shift, deviation.index_select(2, self.columns)
