import numpy as np
import pytest

from tests.made_columns import grouped, shops
from tests.made_series import numbered, sine
from workbench.core.errors import DataError, StorageError
from workbench.core.experiment import DataSpec, Experiment, FileSource, SampleSource
from workbench.core.layers import GRU, Segments
from workbench.core.layers.stack import stack_of
from workbench.core.preparing.prepared import data_problems, prepare
from workbench.core.series import Series
from workbench.core.settings.presets import preset_named
from workbench.core.sources.opening import (
    adopted,
    first_experiment,
    normalised_for_many,
    open_series,
    source_named,
    with_sizes,
)
from workbench.core.sources.samples import SAMPLES

FILE = FileSource(path="/rows.csv")


def with_holes(**columns):
    """Columns of ten rows; a column's number says how many of its first rows are missing."""
    values = np.ones((10, len(columns)))
    for at, holes in enumerate(columns.values()):
        values[:holes, at] = np.nan
    return Series("rows.csv", tuple(columns), values)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_first_experiment_on_a_sample_can_be_trained_at_once(sample):
    source = SampleSource(name=sample.name)
    series = open_series(DataSpec(source=source))

    experiment = first_experiment(source, series)

    assert experiment.data.targets == sample.targets
    assert stack_of(experiment).problems == ()
    assert all(len(windows) > 0 for windows in prepare(series, experiment).windows.values())


def test_of_a_file_the_last_complete_column_is_target_and_only_input():
    experiment = first_experiment(FILE, with_holes(first=0, second=0, third=2))

    assert experiment.data == DataSpec(source=FILE, targets=("second",), inputs=("second",))


def test_of_a_file_without_a_complete_column_the_one_that_misses_fewest_values_is_the_target():
    series = with_holes(first=3, second=2)

    experiment = first_experiment(FILE, series)

    assert experiment.data.targets == experiment.data.inputs == ("second",)
    assert data_problems(series, experiment)[0].repair.label == "Fill forward"


@pytest.mark.parametrize(("rows", "timesteps"), [(1_000, 30), (129, 30), (100, 23), (20, 4), (2, 1)])
def test_the_look_back_is_thirty_steps_or_a_third_of_a_short_training_part(rows, timesteps):
    experiment = first_experiment(FILE, numbered(rows))

    assert experiment.windows.timesteps == timesteps


def test_the_first_experiment_takes_the_layers_of_the_preset():
    experiment = first_experiment(FILE, numbered(500), preset_named("gru"))

    assert experiment.layers == preset_named("gru").layers


def test_a_name_is_a_sample_where_there_is_one_and_else_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert source_named("nile") == SampleSource(name="nile")
    assert source_named("nile.csv") == FileSource(path=str(tmp_path / "nile.csv"))


def test_a_file_name_of_broken_characters_is_refused():
    with pytest.raises(DataError) as caught:
        source_named("caf\udce9.csv")

    assert str(caught.value) == (
        "'caf\\udce9.csv' holds bytes that are no characters.\nGive the file or its folder another name."
    )


def test_a_file_is_read_with_the_options_of_the_experiment(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("date,value\n01/02/2024,1\n02/02/2024,2\n")
    data = DataSpec(source=FileSource(path=str(path)))

    series = open_series(data.model_copy(update={"options": data.options.model_copy(update={"day_first": True})}))

    assert series.times[1] == np.datetime64("2024-02-02")


def test_an_unknown_sample_is_told_with_the_known_ones():
    with pytest.raises(DataError) as caught:
        open_series(DataSpec(source=SampleSource(name="mars")))

    assert caught.value.what == "There is no sample called mars."
    assert caught.value.hint.startswith("Choose one of seattle-temps, seattle-weather, ")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(StorageError):
        open_series(DataSpec(source=FileSource(path=str(tmp_path / "none.csv"))))


def test_a_target_that_is_no_input_is_proposed_without_window_normalisation():
    source = SampleSource(name="adding-problem")

    experiment = first_experiment(source, open_series(DataSpec(source=source)))

    assert experiment.data.inputs == ("value", "marker")
    assert experiment.windows.normalisation == "none"


def test_a_target_that_is_an_input_is_proposed_with_its_last_value_taken():
    assert first_experiment(FILE, numbered(100)).windows.normalisation == "last"


def test_the_proposal_cuts_fourteen_seasons_into_segments_of_one():
    experiment = first_experiment(FILE, sine(2_000))

    assert (experiment.windows.timesteps, experiment.windows.horizon) == (336, 24)
    assert [spec.kind for spec in experiment.layers] == ["segments", "lstm", "lstm"]
    assert experiment.layers[0].n == 24
    assert stack_of(experiment).problems == ()


@pytest.mark.parametrize(
    ("rows", "batch", "patience", "epochs"), [(3_000, 128, 5, 50), (1_000, 64, 5, 50), (300, 16, 15, 300)]
)
def test_a_shorter_series_is_learnt_from_in_smaller_batches_and_more_epochs(rows, batch, patience, epochs):
    training = first_experiment(FILE, sine(rows)).training

    assert (training.batch_size, training.patience, training.epochs) == (batch, patience, epochs)
    assert (training.clip_norm, training.loss) == (1.0, "mse")


def test_what_is_proposed_for_a_very_short_series_gives_way_to_the_next_proposal():
    short, long = first_experiment(FILE, sine(300)), first_experiment(FILE, sine(3_000))

    assert adopted(short, long).training == long.training


def test_layers_that_were_asked_for_are_not_cut_into_segments():
    experiment = first_experiment(FILE, sine(2_000), preset_named("note"))

    assert experiment.layers == preset_named("note").layers
    assert experiment.windows.timesteps == 30


def test_segments_go_where_a_look_back_that_was_named_does_not_fit():
    proposed = first_experiment(FILE, sine(2_000))

    assert [spec.kind for spec in with_sizes(proposed, timesteps=50).layers] == ["lstm", "lstm"]
    assert [spec.kind for spec in with_sizes(proposed, timesteps=48).layers] == ["segments", "lstm", "lstm"]
    assert with_sizes(proposed, horizon=3).windows.horizon == 3


def test_other_data_brings_its_proposal_where_nothing_was_set_by_hand():
    proposed = first_experiment(FILE, sine(2_000))

    after = adopted(Experiment(), proposed)

    assert (after.data, after.windows, after.layers, after.training) == (
        proposed.data,
        proposed.windows,
        proposed.layers,
        proposed.training,
    )
    assert adopted(proposed, first_experiment(FILE, numbered(500))).layers == preset_named("stacked").layers


def test_other_data_leaves_layers_and_training_that_were_set_by_hand():
    mine = Experiment().with_layers(Segments(n=7), GRU(units=9)).with_settings("training", epochs=3)

    after = adopted(mine, first_experiment(FILE, sine(2_000)))

    assert after.layers == (Segments(n=7), GRU(units=9))  # 336 is 48 times 7
    assert after.training == mine.training
    assert adopted(mine, first_experiment(FILE, numbered(500))).layers == (GRU(units=9),)


# Many series


def test_many_series_are_proposed_to_be_divided_by_their_own_deviation():
    experiment, why = normalised_for_many(grouped(normalisation="last"), shops((80, 120)))

    assert experiment.windows.normalisation == "last_std"
    assert why == (
        "each sample by its own deviation: in their training parts the series deviate by 16.2 to 24.2, a factor of 1.5"
    )


def test_of_series_that_never_change_no_factor_is_told():
    flat = shops((80, 120))
    flat.values[:] = 3.0

    _, why = normalised_for_many(grouped(normalisation="last"), flat)

    assert why == "each sample by its own deviation, for many series"


@pytest.mark.parametrize("normalisation", ["none", "mean_std"])
def test_what_is_not_the_default_stays_for_many_series(normalisation):
    experiment = grouped(normalisation=normalisation)

    assert normalised_for_many(experiment, shops((80, 120))) == (experiment, None)


def test_one_series_keeps_its_last_value():
    experiment = first_experiment(SampleSource(name="sine-mix"), sine(300))

    assert normalised_for_many(experiment, sine(300)) == (experiment, None)
