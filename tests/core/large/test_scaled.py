"""Preparing a mapped series gives what preparing it in memory gives, without having it in memory."""

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import csv

from tests.core.large.made import table
from workbench.core import places
from workbench.core.baselines import BASELINES, ground_of
from workbench.core.experiment import DataSpec, Experiment, FileSource, WindowSpec
from workbench.core.formats import read_file
from workbench.core.large import quantiles
from workbench.core.large.memory import MEMORY_VARIABLE
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series

COLUMNS = ("a", "b", "c")


def experiment(scaler="standard", inputs=COLUMNS, targets=("b",)):
    data = DataSpec(source=FileSource(path="/rows.csv"), targets=targets, inputs=inputs)
    return Experiment(data=data, windows=WindowSpec(scaler=scaler, timesteps=20))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return table(tmp_path_factory.mktemp("large") / "rows.csv", rows=30_000, columns=COLUMNS)


@pytest.fixture
def both(written, monkeypatch):
    whole = read_file(written)
    monkeypatch.setenv(MEMORY_VARIABLE, "6000000")
    monkeypatch.setattr("workbench.core.large.scaled._ROWS", 1_000)
    monkeypatch.setattr(quantiles, "MOST_AT_ONCE", 50)
    return whole, read_file(written)


@pytest.mark.parametrize("scaler", ["standard", "minmax", "robust", "none"])
def test_a_mapped_series_is_prepared_like_one_in_memory(both, scaler):
    whole, large = (prepare(series, experiment(scaler, inputs=("a", "c", "b"))) for series in both)

    for part, windows in whole.windows.items():
        assert isinstance(large.windows[part].features, np.memmap)
        np.testing.assert_allclose(large.windows[part].x, windows.x, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(large.windows[part].y, windows.y, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(large.input_scaler.shift, whole.input_scaler.shift, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(large.input_scaler.divisor, whole.input_scaler.divisor, rtol=1e-9)
    np.testing.assert_allclose(large.naive_scale(), whole.naive_scale())
    np.testing.assert_array_equal(large.truth("test"), whole.truth("test"))
    for baseline in BASELINES:
        given = [baseline.fit(ground_of(one, 2)).forecast(one.windows["test"], range(1)) for one in (large, whole)]
        np.testing.assert_allclose(*given, rtol=1e-4, atol=1e-4)


def test_columns_side_by_side_are_taken_without_a_copy(both):
    _, large = both

    assert np.shares_memory(large.select(("a", "b")), large.values)
    np.testing.assert_array_equal(large.select(("c", "a")), np.array(large.values)[:, [2, 0]])


def test_scaled_columns_leave_no_file_behind(both):
    prepared = prepare(both[1], experiment())

    del prepared

    assert list(places.scaled_cache_folder().glob("*")) == []


def test_scaled_columns_lie_row_by_row_as_windows_are_gathered(both):
    for series in both:
        windows = prepare(series, experiment(inputs=("c", "b"))).windows["train"]

        assert windows.features.flags.c_contiguous
        assert windows.features.dtype == np.float32


def test_holes_are_found_and_counted(both):
    whole, large = both
    holed = np.array(whole.values)
    holed[[700, 25_000], 1] = np.nan

    series = Series("rows", COLUMNS, holed)

    assert series.missing("b") == (2, 700)
    assert series.missing("a") == large.missing("a") == (0, -1)


@given(
    st.lists(st.floats(-1e9, 1e9, width=32) | st.sampled_from([0.0, 1.0]), min_size=1, max_size=300),
    st.integers(1, 40),
    st.floats(0, 1),
)
def test_quantiles_in_passes_are_those_of_all_at_once(values, piece, share):
    numbers = np.array(values)

    def parts():
        return (numbers[at : at + piece] for at in range(0, len(numbers), piece))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quantiles, "MOST_AT_ONCE", 3)
        patch.setattr(quantiles, "_BINS", 8)
        (found,) = quantiles.quantiles_of(parts, (share,))

    assert found == pytest.approx(np.quantile(numbers, share), rel=1e-12, abs=1e-12 * np.abs(numbers).max())


BOUNDED = """
import resource, sys
from pathlib import Path
import numpy as np
import pandas, pyarrow  # what is loaded once is loaded before the bound is drawn
from workbench.core.formats import read_file
from workbench.core.preparing.prepared import prepare
from tests.core.large.test_scaled import experiment

def taken():
    return 1024 * int(next(line for line in open("/proc/self/status") if line.startswith("VmData")).split()[1])

path, allowed = Path(sys.argv[1]), int(sys.argv[2])
small = path.with_name("small.csv")
small.write_bytes(b"\\n".join(path.open("rb").read(30_000).split(b"\\n")[:-1]))
read_file(small)
bound = taken() + allowed
resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
series = read_file(path)
prepared = prepare(series, experiment(inputs=("b",)))
windows = prepared.windows["train"]
total = sum(float(windows.x[at : at + 512].sum()) for at in range(0, len(windows), 512))
print(len(series), series.is_mapped, series.values.nbytes, np.isfinite(total))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the bound on data is Linux's")
def test_a_file_is_read_and_prepared_in_less_memory_than_its_columns_take(tmp_path):
    names = tuple("abcdefgh")
    path = tmp_path / "rows.csv"
    numbers = np.random.default_rng(1).integers(0, 10, (1_500_000, len(names)))
    csv.write_csv(pa.table(dict(zip(names, numbers.T, strict=True))), path)
    allowed = 80 * 2**20
    assert 8 * numbers.size > allowed

    done = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(path), str(allowed)],
        env={"WORKBENCH_HOME": str(tmp_path / "home"), MEMORY_VARIABLE: "130000000", "OMP_NUM_THREADS": "1",
             "PYTHONPATH": ":".join(sys.path), "MALLOC_ARENA_MAX": "1",
             "ARROW_DEFAULT_MEMORY_POOL": "system"},  # the usual one reserves a gigabyte ahead
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stderr == ""
    assert done.stdout.split() == ["1500000", "True", str(8 * numbers.size), "True"]
