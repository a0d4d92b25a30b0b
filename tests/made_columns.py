"""Series whose columns have every role."""

import numpy as np

from tests.made_series import SMALL, hourly
from workbench.core.experiment import DataSpec, Experiment, WindowSpec
from workbench.core.series import Labels, Series
from workbench.core.transforms import Difference, Log


def sales(rows=300, *, seed=0, empty=0):
    """Hourly sales that follow a plan, with the weather and a word for the kind of day; the last may be to come."""
    chance = np.random.default_rng(seed)
    plan, weather = chance.integers(0, 2, rows).astype(float), chance.normal(10, 3, rows)
    value = np.exp(1 + plan + 0.1 * chance.normal(size=rows))
    values = np.column_stack([value, plan, weather])
    values[rows - empty :, 0] = np.nan
    words = Labels(chance.integers(0, 3, rows).astype(np.int32), ("wet", "dry", "mild"))
    return Series("sales", ("sales", "plan", "weather"), values, hourly(rows), labels={"sky": words})


def experiment(*, windows=None, layers=SMALL, **data):
    document = {"targets": ("sales",), "inputs": ("sales", "weather"), **data}
    spec = WindowSpec(**{"timesteps": 8, "horizon": 3, **(windows or {})})
    return Experiment(data=DataSpec(**document), windows=spec).with_layers(*layers)


EVERYTHING = {
    "inputs": ("sales", "weather", "sky"),
    "known": ("plan",),
    "calendar": ("hour_of_day",),
    "transforms": (Log(column="sales"), Difference(column="sales")),
}


def shops(lengths, *, interleaved=True):
    """Each value is its shop's number in thousands, plus its own row in its shop."""
    codes = np.repeat(np.arange(len(lengths)), lengths).astype(np.int32)
    values = np.concatenate([1000.0 * shop + np.arange(rows) for shop, rows in enumerate(lengths)])
    times = np.concatenate([hourly(rows) for rows in lengths])
    order = np.argsort(times, kind="stable") if interleaved else slice(None)
    names = tuple(f"shop {number}" for number in range(len(lengths)))
    labels = {"shop": Labels(codes[order], names)}
    return Series("shops", ("value",), values[order][:, None], times[order], labels=labels)


def grouped(**windows):
    data = DataSpec(targets=("value",), inputs=("value",), group="shop")
    spec = WindowSpec(**{"timesteps": 5, "normalisation": "last_std", **windows})
    return Experiment(data=data, windows=spec).with_layers(*SMALL)
