"""The series that come with the app: files, and makers of series with a known answer."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from workbench.core import places
from workbench.core.errors import DataError
from workbench.core.series import Series
from workbench.core.text import text

ADDING_LENGTH = 50


@dataclass(frozen=True)
class Sample:
    """One built-in series.

    Attributes:
        name: what the command line and the experiment's file call it.
        title: what the menu calls it.
        summary: what it is and what can be learnt from it.
        targets: the columns that are forecast by default.
        inputs: the columns whose past is seen by default; empty: the targets.
        windows: window settings that suit it, where the defaults do not.
        make: the rows; None for a file under ``samples/``.
    """

    name: str
    title: str
    summary: str
    targets: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    windows: Mapping[str, int] = field(default_factory=dict)
    make: Callable[[], Series] | None = None

    def series(self) -> Series:
        """Give the rows."""
        if self.make is not None:
            return self.make()
        from workbench.core.csv.reader import read_csv  # the window needs to name the samples before it reads one

        return read_csv(places.shipped("samples") / f"{self.name}.csv")


def sine_mix() -> Series:
    """Three sines of 24, 90 and 7.3 steps, a slow trend and a little noise: learnable."""
    steps = np.arange(4_000)
    waves = sum(size * np.sin(2 * np.pi * steps / period) for size, period in ((1.0, 24), (0.6, 90), (0.3, 7.3)))
    noise = np.random.default_rng(1).normal(0, 0.05, len(steps))
    return _made("sine-mix", value=waves + 0.0001 * steps + noise)


def random_walk() -> Series:
    """A sum of coin-like steps: nothing can forecast it better than its last value."""
    return _made("random-walk", value=np.random.default_rng(2).normal(0, 1, 4_000).cumsum())


def adding_problem(length: int = ADDING_LENGTH, blocks: int = 2_000) -> Series:
    """Blocks of ``length`` steps with two marked values; the target is the sum of the block before.

    ``value`` is uniform in [0, 1], ``marker`` is 1 at one step of each half of a block, and
    ``sum`` holds, through the next block, the sum of the two marked values. With timesteps and
    stride of one block, the first step after a sample carries its answer. Always forecasting
    1.0 has a mean squared error of 1/6.

    Source: Hochreiter & Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735, as varied by
    Le, Jaitly & Hinton 2015, arXiv:1504.00941.
    """
    chance, half = np.random.default_rng(3), length // 2
    value = chance.uniform(0, 1, (blocks, length))
    places_marked = np.stack([chance.integers(0, half, blocks), chance.integers(half, length, blocks)], 1)
    marker = np.zeros_like(value)
    np.put_along_axis(marker, places_marked, 1.0, axis=1)
    sums = (value * marker).sum(axis=1)
    held = np.repeat(np.concatenate([[1.0], sums[:-1]]), length)
    return _made("adding-problem", value=value.ravel(), marker=marker.ravel(), sum=held)


SAMPLES: tuple[Sample, ...] = (
    Sample(
        "seattle-temps",
        title="Seattle temperatures, hourly",
        summary="Normal temperature of every hour of a year (°F): a strong daily rhythm.",
        targets=("temp",),
    ),
    Sample(
        "seattle-weather",
        title="Seattle weather, daily",
        summary="Four years of rain, temperatures (°C) and wind: several inputs for one target.",
        targets=("temp_max",),
        inputs=("temp_max", "temp_min", "precipitation", "wind"),
    ),
    Sample(
        "sf-temps",
        title="San Francisco temperatures, hourly",
        summary="Normal temperature of every hour of a year (°F), with the date in the second column.",
        targets=("temp",),
    ),
    Sample(
        "us-employment",
        title="US employment, monthly",
        summary="Ten years of jobs in 22 branches (thousands): few rows, many columns, one crisis.",
        targets=("nonfarm",),
    ),
    Sample(
        "us-macro",
        title="US economy, quarterly",
        summary="Fifty years of growth, prices and rates; the year and the quarter are two columns.",
        targets=("unemp",),
        inputs=("unemp", "infl", "tbilrate"),
    ),
    Sample(
        "nile",
        title="River Nile, yearly",
        summary="A hundred years of yearly flow (10⁸ m³), with a drop in 1899: very few rows.",
        targets=("volume",),
        windows={"timesteps": 10},
    ),
    Sample(
        "sunspots-yearly",
        title="Sunspots, yearly",
        summary="Three centuries of sunspot numbers: a rhythm of about eleven years.",
        targets=("SUNACTIVITY",),
    ),
    Sample(
        "sine-mix",
        title="Sine mix (made)",
        summary="Three sines and a little noise: a network should forecast it well.",
        targets=("value",),
        make=sine_mix,
    ),
    Sample(
        "random-walk",
        title="Random walk (made)",
        summary="Chance alone: no network can beat “tomorrow equals today”.",
        targets=("value",),
        make=random_walk,
    ),
    Sample(
        "adding-problem",
        title="Adding problem (made)",
        summary="Two marked values in 50 steps must be remembered and added: a test of memory.",
        targets=("sum",),
        inputs=("value", "marker"),
        windows={"timesteps": ADDING_LENGTH, "stride": ADDING_LENGTH},
        make=adding_problem,
    ),
)


def sample_named(name: str) -> Sample:
    """Give the sample called ``name``.

    Raises:
        DataError: there is none.
    """
    for sample in SAMPLES:
        if sample.name == name:
            return sample
    raise DataError(
        text("There is no sample called {name}.", name=name),
        hint=text("Choose one of {names}.", names=", ".join(sample.name for sample in SAMPLES)),
    )


def sample_csv(sample: Sample) -> bytes:
    """Give the sample as the bytes of a CSV file."""
    if sample.make is None:
        return (places.shipped("samples") / f"{sample.name}.csv").read_bytes()
    series = sample.make()
    written = io.StringIO()
    np.savetxt(written, series.values, fmt="%.6g", delimiter=",", header=",".join(series.columns), comments="")
    return written.getvalue().encode()


def _made(name: str, **columns: np.ndarray) -> Series:
    return Series(name, tuple(columns), np.column_stack(list(columns.values())).astype(np.float64))
