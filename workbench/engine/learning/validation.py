"""What the validation part says of a network while it learns."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.core.preparing.prepared import Prepared
from workbench.engine.learning.events import Probe
from workbench.engine.learning.losses import Loss
from workbench.engine.network import Network
from workbench.engine.samples import DeviceWindows

_PROBE_STEPS = 480  # values forecast anew after each epoch; what a plot can show


class Validation:
    """The samples of the validation part, and some whose forecasts are shown.

    Attributes:
        samples: every one.
        probe: those that are shown; their futures follow on each other.
    """

    def __init__(self, prepared: Prepared, samples: DeviceWindows, loss: Loss) -> None:
        self.samples = samples
        self._loss = loss
        self._probe_index, self.probe = _probe(prepared)
        self._units = prepared.target_units
        self._futures = np.array(prepared.windows["validation"].futures, dtype=np.int64)[self._probe_index]

    def measure(self, network: Network) -> tuple[float, NDArray[np.float64]]:
        """Let every sample go through ``network`` once, without dropout and without keeping anything for gradients.

        Returns:
            The mean loss, and the probe's forecast (P, K) in original units.
        """
        network.eval()
        network.reset_states()
        losses: list[torch.Tensor] = []
        sizes: list[int] = []
        probed: list[torch.Tensor] = []
        with torch.inference_mode():
            first = 0
            anew = self.samples.starts.begin_anew() if network.is_stateful else frozenset()
            for x, y in self.samples.chunks(in_order=network.is_stateful):
                if first in anew:
                    network.reset_states()
                distribution = network.distribution(x)
                losses.append(self._loss(distribution, y))
                sizes.append(len(x))
                low, high = np.searchsorted(self._probe_index, (first, first + len(x)))
                if low < high:
                    at = torch.from_numpy(self._probe_index[low:high] - first).to(distribution.device)
                    probed.append(network.point_of(distribution[at]))
                first += len(x)
            values = torch.stack(losses).tolist()  # the device is waited for once
            shown = torch.cat(probed).cpu().numpy()  # (n, H, K)
        mean = sum(value * size for value, size in zip(values, sizes, strict=True)) / sum(sizes)
        restored = self._units.restore(shown, self._futures)
        return mean, restored.reshape(-1, restored.shape[-1])


def _probe(prepared: Prepared) -> tuple[NDArray[np.int64], Probe]:
    """Choose validation samples whose futures follow on each other, as many as a plot can show."""
    windows = prepared.windows["validation"]
    futures = np.asarray(windows.futures)
    index = _one_after_the_other(futures, windows.horizon, most=max(1, _PROBE_STEPS // windows.horizon))
    rows = (futures[index][:, None] + np.arange(windows.horizon)).ravel()
    series = prepared.series
    times = None if series.times is None else series.times[rows]
    truth = series.select(prepared.experiment.data.targets)[rows]
    return index, Probe(rows, times, truth)


def _one_after_the_other(futures: NDArray[np.int64], horizon: int, *, most: int) -> NDArray[np.int64]:
    """Give the numbers of the first samples of which each one's future begins where the last one's has ended."""
    index: list[int] = []
    free = 0
    while len(index) < most and free < len(futures):
        index.append(free)
        free = int(np.searchsorted(futures, futures[free] + horizon))
    return np.array(index)
