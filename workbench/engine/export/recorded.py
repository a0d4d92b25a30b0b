"""A few samples with what the model forecast for them where it was saved; asked again where it is opened.

Hashes tell that a file is the one that was saved. That another machine, another torch or another workbench makes the
same forecasts of it can only be tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from workbench.core.errors import WorkbenchError
from workbench.core.reads import Reads, reads_of
from workbench.core.series import Labels, Series
from workbench.core.text import text
from workbench.engine.arrays import parse_arrays
from workbench.engine.export.check import differences
from workbench.engine.export.probe import FORECASTS, Expected, forecast_of, probe_of, scale_of
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network

SAMPLES = 3
LEAST = 1e-5  # of a target's scale; other kernels of the same machine were 2.4e-7 away at most
_MOST_NUMBERS = 30_000  # of all samples; of long and wide windows there is one
_NUDGE = 1e-6  # of each weight: about what rounding changes on the way through a network
_ROUNDING = 10  # times what nudged weights change
_FIRST, _LAST = np.datetime64("0001-01-01", "us").astype(np.int64), np.datetime64("9999-12-31", "us").astype(np.int64)


@dataclass(frozen=True, eq=False)
class Recorded:
    """What a model forecast where it was saved.

    Attributes:
        series: the samples as rows: the past, then those ahead.
        outputs: by name, in original units.
        most: how far forecasts may be from them, as a share of a target's scale.
    """

    series: tuple[Series, ...]
    outputs: Mapping[str, NDArray[np.float64]]
    most: float


def record(model: Model) -> bytes:
    """Give made-up samples, and what the model forecasts for them here.

    Forecasts may later be ``LEAST`` of a target's scale away, or, where a network makes more of rounding than that, ten
    times what it makes of weights that are a millionth off.
    """
    model = replace(model, calibration=None)  # intervals of a forecast are sums of what the hashes guard
    reads = reads_of(model.experiment)
    numbers = (reads.rows + reads.lead) * (len(reads.past) + len(reads.words))
    series = probe_of(model, SAMPLES if SAMPLES * numbers <= _MOST_NUMBERS else 1).series
    with np.errstate(all="ignore"):  # of a model that forecasts no numbers
        found = forecast_of(model, network_of(model), series)
        nudged = _nudged(model)
        rounding = differences(forecast_of(nudged, network_of(nudged), series).outputs, found)
    far = np.max([*rounding.values()])
    arrays: dict[str, NDArray[Any]] = {
        "values": np.stack([one.values for one in series]),
        "times": np.stack([one.times for one in series if one.times is not None]).astype(np.int64),
        **{f"words/{at}": np.stack([one.labels[words.column].codes for one in series])
           for at, words in enumerate(reads.words)},
        **{f"outputs/{name}": np.ascontiguousarray(values) for name, values in found.outputs.items()},
        "most": np.array([max(LEAST, _ROUNDING * far) if np.isfinite(far) else LEAST]),
    }  # fmt: skip
    return safetensors.numpy.save(arrays)


def read_record(content: bytes, model: Model) -> Recorded:
    """Read what ``record`` wrote.

    Raises:
        ValueError: it is something else, or for a model that reads other rows.
    """
    arrays, _ = parse_arrays(content)
    reads, nothing = reads_of(model.experiment), np.empty(0, dtype=bool)
    values, times, most = (arrays.get(name, nothing) for name in ("values", "times", "most"))
    codes = {words.column: arrays.get(f"words/{at}", nothing) for at, words in enumerate(reads.words)}
    outputs = {name: arrays[f"outputs/{name}"] for name in FORECASTS if f"outputs/{name}" in arrays}
    known = 3 + len(codes) + len(outputs)
    sound = len(arrays) == known and "forecast" in outputs and _fits(values, times, reads)
    sound = sound and all(_are_codes(one, times.shape, len(words.words))
                          for one, words in zip(codes.values(), reads.words, strict=True))  # fmt: skip
    sound = sound and all(one.dtype == np.float64 for one in outputs.values())
    sound = sound and most.dtype == np.float64 and most.shape == (1,) and bool(np.isfinite(most).all())
    if not sound:
        raise ValueError(text("probe: it holds something other than samples for these settings"))
    series = tuple(
        Series("probe", reads.past, values[at], times[at].astype("datetime64[us]"),
               labels={words.column: Labels(codes[words.column][at], words.words) for words in reads.words})
        for at in range(len(values))
    )  # fmt: skip
    return Recorded(series, outputs, float(most[0]))


def distance(model: Model, network: Network, recorded: Recorded) -> float:
    """Forecast the samples again, and give the largest difference as a share of a target's scale.

    It is infinite where only one of the two is a number, or other things are forecast.
    """
    with np.errstate(all="ignore"):
        try:
            found = forecast_of(replace(model, calibration=None), network, recorded.series)
        except WorkbenchError:  # what was forecast there cannot be forecast at all
            return np.inf
        if found.outputs.keys() != recorded.outputs.keys():
            return np.inf
        scales = {name: scale_of(model, values) for name, values in recorded.outputs.items()
                  if values.shape == found.outputs[name].shape}  # fmt: skip
        if len(scales) < len(recorded.outputs):
            return np.inf
        return float(np.max([*differences(found.outputs, Expected(recorded.outputs, scales)).values()]))


def _nudged(model: Model) -> Model:
    chance = np.random.default_rng(0)
    weights = {
        name: (one * (1 + _NUDGE * chance.choice([-1.0, 1.0], one.shape))).astype(np.float32)
        for name, one in model.weights.items()
    }
    return replace(model, weights=weights)


def _fits(values: NDArray[Any], times: NDArray[Any], reads: Reads) -> bool:
    """Whether samples have the rows and columns that the model reads, and rising times."""
    shape = (len(values), reads.rows + reads.lead, len(reads.past))
    if not 1 <= len(values) <= SAMPLES or values.dtype != np.float64 or values.shape != shape:
        return False
    if times.dtype != np.int64 or times.shape != shape[:2]:
        return False
    return bool((times >= _FIRST).all() and (times <= _LAST).all() and (np.diff(times) > 0).all())


def _are_codes(codes: NDArray[Any], shape: tuple[int, ...], words: int) -> bool:
    return codes.dtype == np.int32 and codes.shape == shape and bool(((codes >= -1) & (codes < words)).all())
