"""Series whose values explain themselves."""

import numpy as np

from workbench.core.experiment import DataSpec, Experiment, SampleSource, WindowSpec
from workbench.core.layers import LSTM
from workbench.core.series import Series

SMALL = (LSTM(units=4),)
HOURS = np.datetime64("2024-01-01T00", "us")


def numbered(rows, columns=("value",), *, times=None):
    """Each value is its own row number, plus 1000 for each column to its left."""
    steps = np.arange(rows, dtype=np.float64)
    values = np.column_stack([steps + 1000 * at for at in range(len(columns))])
    return Series("numbered", tuple(columns), values, times)


def hourly(rows):
    """Give the first hours of 2024."""
    return HOURS + np.arange(rows) * np.timedelta64(1, "h").astype("timedelta64[us]")


def sine(rows, period=24.0):
    """Give one column, "value", around 10 with an amplitude of 5."""
    return Series("sine", ("value",), 10 + 5 * np.sin(2 * np.pi * np.arange(rows) / period)[:, None], hourly(rows))


def experiment_on(columns=("value",), *, inputs=None, layers=SMALL, windows=None, **training):
    """Give an experiment on made columns that trains in a moment."""
    data = DataSpec(source=SampleSource(name="sine-mix"), targets=tuple(columns), inputs=tuple(inputs or columns))
    spec = WindowSpec(**{"timesteps": 8, **(windows or {})})
    made = Experiment(data=data, windows=spec).with_layers(*layers)
    return made.with_settings("training", **{"epochs": 2, "batch_size": 16, "device": "cpu", **training})
