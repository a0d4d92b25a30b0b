"""Series with holes, gaps and repeated times, drawn or made by hand."""

import numpy as np
from hypothesis import strategies as st

from tests.made_series import HOURS, experiment_on
from workbench.core.experiment import DataSpec, SampleSource
from workbench.core.mending.spec import FILLINGS, Mending
from workbench.core.series import Series

NAN = float("nan")
HOUR = np.timedelta64(1, "h").astype("timedelta64[us]")


def series_of(*values, hours=None, columns=("value",)):
    """One column, or several side by side, on an hourly clock or at these hours."""
    table = np.array(values, dtype=np.float64).reshape(len(columns), -1).T
    hours = np.arange(len(table)) if hours is None else np.array(hours)
    return Series("made", tuple(columns), table, HOURS + hours * HOUR, lines=np.arange(len(table)) + 2)


def data_of(columns=("value",), **mending):
    """The columns as targets and inputs, and the choices."""
    return DataSpec(source=SampleSource(name="sine-mix"), targets=columns, inputs=columns, mending=Mending(**mending))


def mending_experiment(columns=("value",), *, windows=None, **mending):
    """An experiment with choices about the clock or missing values."""
    made = experiment_on(columns, windows=windows)
    return made.with_settings("data", mending=Mending(**mending))


@st.composite
def holed(draw, most=60):
    """A series of which some values are missing, each other one its own."""
    is_missing = np.array(draw(st.lists(st.booleans(), min_size=2, max_size=most)))
    values = np.where(is_missing, np.nan, np.arange(len(is_missing)) ** 2 % 37 + 0.25)
    return series_of(values)


@st.composite
def clocks(draw):
    """Rows at any hours, in any order, some of them several times, some values missing."""
    hours = draw(st.lists(st.integers(0, 80), min_size=2, max_size=40))
    is_missing = np.array(draw(st.lists(st.booleans(), min_size=len(hours), max_size=len(hours))))
    return series_of(np.where(is_missing, np.nan, np.arange(len(hours)) + 0.5), hours=hours)


fillings = st.sampled_from(FILLINGS)
