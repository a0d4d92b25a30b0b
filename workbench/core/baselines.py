"""Forecasts that anyone can make without a network."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.windows import Windows


def last_values(targets: NDArray[np.float64], windows: Windows) -> NDArray[np.float64]:
    """Forecast "tomorrow equals today": the last step of each sample's past, for every step of its future.

    Args:
        targets: (S, K) of the whole series, in the units that the forecast shall have.
        windows: N samples of that series.

    Returns:
        (N, H, K).
    """
    ends = np.asarray(windows.starts) + windows.timesteps - 1
    return np.repeat(targets[ends][:, None], windows.horizon, axis=1)
