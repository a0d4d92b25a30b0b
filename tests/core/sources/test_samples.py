import re

import numpy as np
import pytest

from workbench.core import places
from workbench.core.csv import read_csv
from workbench.core.errors import DataError
from workbench.core.experiment import WindowSpec
from workbench.core.preparing.splits import PARTS, split_steps
from workbench.core.preparing.windows import cut_windows
from workbench.core.sources.samples import (
    ADDING_LENGTH,
    SAMPLES,
    adding_problem,
    random_walk,
    sample_csv,
    sample_named,
    sine_mix,
)

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
every_maker = pytest.mark.parametrize("make", [sine_mix, random_walk, adding_problem])


def told_in_the_readme():
    """Name, rows and columns of each line of the tables in samples/README.md."""
    written = (places.shipped("samples") / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| `([\w-]+)(?:\.csv)?` \| (\d+) \| (\d+) \| (.+) \|$", written, re.MULTILINE)
    return {name: (int(rows), int(columns), rest) for name, rows, columns, rest in lines}


@every_sample
def test_the_readme_tells_the_rows_and_columns_of_every_sample(sample):
    rows, columns, _ = told_in_the_readme()[sample.name]

    assert sample.series().values.shape == (rows, columns)


def test_every_shipped_file_is_a_sample_with_origin_licence_and_credit():
    shipped = {path.stem for path in places.shipped("samples").glob("*.csv")}
    told = told_in_the_readme()

    assert shipped == {sample.name for sample in SAMPLES if sample.make is None}
    for name in shipped:
        _what, origin, licence, credit = told[name][2].split(" | ")
        assert origin
        assert credit
        assert licence == "public domain"


def test_the_readme_tells_of_nothing_that_is_not_there():
    assert set(told_in_the_readme()) == {sample.name for sample in SAMPLES}


@every_sample
def test_a_samples_columns_are_in_its_series_and_complete(sample):
    series = sample.series()

    assert sample.targets
    assert not np.isnan(series.select([*sample.targets, *sample.inputs])).any()


@every_sample
def test_a_sample_says_what_it_is(sample):
    assert sample.title
    assert sample.summary.endswith((".", "!"))
    assert sample_named(sample.name) is sample


@every_sample
def test_a_sample_written_as_csv_is_read_as_the_same_series(sample, tmp_path):
    path = tmp_path / f"{sample.name}.csv"
    path.write_bytes(sample_csv(sample))

    series, again = sample.series(), read_csv(path)

    assert again.columns == series.columns
    np.testing.assert_allclose(again.values, series.values, rtol=1e-5)
    assert (series.times is None) or (again.times == series.times).all()


def test_an_unknown_sample_is_told_with_the_known_ones():
    with pytest.raises(DataError) as caught:
        sample_named("mars")

    assert caught.value.what == "There is no sample called mars."
    assert caught.value.hint == f"Choose one of {', '.join(sample.name for sample in SAMPLES)}."


@every_maker
def test_a_made_series_is_the_same_every_time(make):
    np.testing.assert_array_equal(make().values, make().values)


def test_the_sine_mix_holds_its_three_periods():
    values = sine_mix().column("value")

    strength = np.abs(np.fft.rfft((values - values.mean()) * np.hanning(len(values))))
    strongest = {len(values) / at for at in np.argsort(strength)[::-1][:12]}

    for period in (24, 90, 7.3):
        assert min(abs(found - period) / period for found in strongest) < 0.02


def test_the_steps_of_the_random_walk_have_no_memory():
    steps = np.diff(random_walk().column("value"))

    correlation = np.corrcoef(steps[:-1], steps[1:])[0, 1]

    assert abs(correlation) < 3 / np.sqrt(len(steps))
    assert steps.std() == pytest.approx(1, rel=0.05)


def test_the_first_step_after_each_sample_of_the_adding_problem_carries_its_answer():
    sample = sample_named("adding-problem")
    series = sample.series()
    features, target = (series.select(names).astype(np.float32) for names in (sample.inputs, sample.targets))
    spec = WindowSpec(**sample.windows)
    split = split_steps(len(series), spec)

    for part in PARTS:
        windows = cut_windows(features, target, spec, split[part])
        value, marker = windows.x[..., 0], windows.x[..., 1]
        assert (marker.sum(axis=1) == 2).all()
        np.testing.assert_allclose((value * marker).sum(axis=1), windows.y[:, 0, 0], rtol=1e-5)


def test_one_marked_value_of_the_adding_problem_lies_in_each_half():
    markers = adding_problem().column("marker").reshape(-1, 2, ADDING_LENGTH // 2)

    assert (markers.sum(axis=2) == 1).all()


def test_always_answering_one_scores_a_sixth_on_the_adding_problem():
    sums = adding_problem().column("sum")[ADDING_LENGTH::ADDING_LENGTH]

    assert ((sums - 1) ** 2).mean() == pytest.approx(1 / 6, rel=0.05)
