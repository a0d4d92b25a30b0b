"""What the validation part says of a network while it learns."""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.core.prepared import Prepared
from workbench.engine.events import Probe
from workbench.engine.network import Network
from workbench.engine.optimizers import Loss
from workbench.engine.samples import DeviceWindows, samples_at_once

_PROBE_STEPS = 480  # values forecast anew after each epoch; what a plot can show


class Validation:
    """The samples of the validation part, and some whose forecasts are shown.

    Attributes:
        samples: every one.
        probe: those that are shown; their futures follow on each other.
    """

    def __init__(self, prepared: Prepared, samples: DeviceWindows, targets: torch.Tensor, loss: Loss) -> None:
        self.samples = samples
        self._prepared, self._targets, self._loss = prepared, targets, loss
        self._probe_index, self.probe = _probe(prepared)

    def measure(self, network: Network) -> tuple[float, NDArray[np.float64]]:
        """Let every sample go through ``network`` once, without dropout and without keeping anything for gradients.

        Returns:
            The mean loss, and the probe's forecast (P, K) in original units.
        """
        network.eval()
        forget_windows(network)
        losses: list[torch.Tensor] = []
        sizes: list[int] = []
        probed: list[torch.Tensor] = []
        with torch.inference_mode():
            for x, y in self.samples.chunks():
                forecast = network(x)
                losses.append(self._loss(forecast, y))
                first = sum(sizes)
                sizes.append(len(x))
                low, high = np.searchsorted(self._probe_index, (first, first + len(x)))
                if low < high:
                    probed.append(forecast[torch.from_numpy(self._probe_index[low:high] - first).to(forecast.device)])
            values = torch.stack(losses).tolist()  # the device is waited for once
            shown = torch.cat(probed).flatten(0, 1).cpu().numpy()
        mean = sum(value * size for value, size in zip(values, sizes, strict=True)) / sum(sizes)
        return mean, self._prepared.target_scaler.restore(shown)

    def naive_loss(self) -> float:
        """Give the mean loss of "tomorrow equals today".

        ``last_values`` of the core would hold every sample's forecast at once; here they are
        views of the tensors that are there anyway, a few samples at a time.
        """
        windows = self._prepared.windows["validation"]
        ends = torch.arange(len(windows)) * windows.starts.step + windows.starts.start + windows.timesteps - 1
        total, size = 0.0, samples_at_once(windows.timesteps)
        for start in range(0, len(windows), size):
            chunk = slice(start, start + size)
            truth = self.samples.y[chunk]
            last = self._targets[ends[chunk].to(self._targets.device)][:, None].expand_as(truth)
            total += self._loss(last, truth).item() * len(truth)
        return total / len(windows)


def forget_windows(network: Network) -> None:
    """Let layers that keep their states from window to window begin anew.

    They do so at the beginning of every epoch and of every validation: an epoch then depends on
    nothing that is not in its ``TrainingState``.
    """
    for module in network.modules():
        if callable(reset := getattr(module, "reset_states", None)) and module is not network:
            reset()


def _probe(prepared: Prepared) -> tuple[NDArray[np.int64], Probe]:
    """Choose validation samples whose futures follow on each other, as many as a plot can show."""
    windows = prepared.windows["validation"]
    apart = math.ceil(windows.horizon / windows.starts.step)
    count = min(math.ceil(len(windows) / apart), max(1, _PROBE_STEPS // windows.horizon))
    index = np.arange(count) * apart
    rows = (np.array(windows.futures)[index][:, None] + np.arange(windows.horizon)).ravel()
    series = prepared.series
    times = None if series.times is None else series.times[rows]
    truth = series.select(prepared.experiment.data.targets)[rows]
    return index, Probe(rows, times, truth)
