import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.core.strategies import experiments
from workbench.core.errors import SettingsError
from workbench.core.experiment import MOST_LAYERS, Experiment, FileSource, WindowSpec
from workbench.core.layers import LSTM, Dense, LayerNormalization
from workbench.core.settings.experiment_file import experiment_from, parse_experiment


def mistakes_in(**changes):
    """What is said of the default experiment with ``changes`` in its JSON."""
    document = json.loads(Experiment().to_json())
    with pytest.raises(SettingsError) as caught:
        experiment_from(document | changes)
    return str(caught.value).splitlines()


@given(experiment=experiments())
def test_an_experiment_comes_back_from_its_json_as_it_was(experiment):
    assert parse_experiment(experiment.to_json()) == experiment


def test_the_default_experiment_is_one_lstm_on_a_sample():
    experiment = Experiment()

    assert experiment.data.source.name == "seattle-temps"
    assert experiment.layers == (LSTM(units=32),)
    assert (experiment.windows.timesteps, experiment.windows.horizon) == (30, 1)
    assert experiment.training.clip_norm == 1.0


def test_a_number_out_of_bounds_is_told_with_the_bounds_and_the_value():
    assert mistakes_in(windows={"timesteps": 0}) == [
        "windows.timesteps: must be from 1 to 100,000 steps, not 0",
        "Correct the settings that are named here.",
    ]


def test_a_bound_that_is_not_allowed_itself_is_told_as_above():
    assert mistakes_in(training={"learning_rate": 0.0})[0] == (
        "training.learning_rate: must be above 0 and at most 10, not 0.0"
    )


def test_an_epsilon_that_is_nothing_in_32_bits_is_refused_and_the_smallest_in_use_is_not():
    assert mistakes_in(layers=[{"kind": "layer_normalization", "epsilon": 1e-320}])[0] == (
        "layers[0].epsilon: must be from 1e-12 to 1, not 1e-320"
    )
    assert LayerNormalization(epsilon=1e-12).epsilon == 1e-12


def test_an_unknown_setting_is_told_with_the_nearest_known_name():
    assert mistakes_in(training={"epoch": 3})[0] == "training.epoch: is not a setting; did you mean epochs?"


def test_an_unknown_setting_like_no_other_is_told_with_all_known_names():
    assert mistakes_in(windoms={})[0] == "windoms: is not a setting; did you mean windows?"
    assert mistakes_in(qq=1)[0] == "qq: is not a setting; known here: data, layers, training, version, windows"


def test_an_unknown_setting_of_a_layer_is_compared_with_that_kind_alone():
    assert mistakes_in(layers=[{"kind": "dense", "unit": 3}])[0] == (
        "layers[0].unit: is not a setting; did you mean units?"
    )
    assert mistakes_in(layers=[{"kind": "dropout", "units": 3}])[0] == (
        "layers[0].units: is not a setting; known here: enabled, kind, rate"
    )


@pytest.mark.parametrize(
    ("part", "name", "given_value", "told"),
    [
        ("training", "epochs", "ten", "must be a whole number, not 'ten'"),
        ("training", "epochs", 1.5, "must be a whole number, not 1.5"),
        ("training", "epochs", True, "must be a whole number, not True"),
        ("training", "learning_rate", "fast", "must be a number, not 'fast'"),
        ("training", "loss", "mape", "must be one of 'mse', 'mae', 'huber', 'quantile' or 'gaussian_nll', not 'mape'"),
        ("training", "device", "tpu", "must be auto, cpu, cuda, cuda:N or mps, not 'tpu'"),
        ("data", "targets", "temp", "must be a list, not 'temp'"),
        ("windows", "train_share", float("nan"), "must be a finite number"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_the_right_kind(part, name, given_value, told):
    assert mistakes_in(**{part: {name: given_value}})[0] == f"{part}.{name}: {told}"


def test_a_switch_takes_true_and_false_alone():
    assert mistakes_in(layers=[{"kind": "lstm", "bidirectional": 1}])[0] == (
        "layers[0].bidirectional: must be true or false, not 1"
    )


def test_an_entry_of_a_list_is_told_with_its_place():
    assert mistakes_in(data={"targets": ["temp", 7]})[0] == "data.targets[1]: must be text, not 7"


def test_an_unknown_layer_kind_is_told_with_the_known_ones():
    assert mistakes_in(layers=[{"kind": "lsmt"}])[0] == (
        "layers[0].kind: must be one of 'lstm', 'gru', 'simple_rnn', 'dense', 'dropout', 'layer_normalization',"
        " 'conv1d', 'segments', 'repeat_vector', 'masking', not 'lsmt'"
    )


@pytest.mark.parametrize(
    ("changes", "address"),
    [({"layers": [{"units": 3}]}, "layers[0].kind"), ({"data": {"source": {}}}, "data.source.kind")],
)
def test_a_missing_kind_is_told_where_it_should_stand(changes, address):
    assert mistakes_in(**changes)[0] == f"{address}: is missing"


def test_a_missing_setting_is_told_where_it_should_stand():
    assert mistakes_in(data={"source": {"kind": "sample"}})[0] == "data.source.name: is missing"


def test_a_part_that_holds_no_settings_is_told():
    assert mistakes_in(windows=5)[0] == "windows: must be an object, not 5"


def test_several_mistakes_are_told_at_once_each_at_its_address():
    told = mistakes_in(
        layers=[{"kind": "lstm", "units": 0}, {"kind": "dropout", "rate": 2.0}],
        windows={"horizon": 0, "horizons": 3},
    )

    assert told == [
        "4 settings are not valid.",
        "  • windows.horizon: must be from 1 to 10,000 steps, not 0",
        "  • windows.horizons: is not a setting; did you mean horizon?",
        "  • layers[0].units: must be from 1 to 4,096, not 0",
        "  • layers[1].rate: must be from 0 to 0.95, not 2.0",
        "Correct the settings that are named here.",
    ]


def test_shares_that_leave_no_test_part_are_told():
    assert mistakes_in(windows={"train_share": 0.9, "validation_share": 0.2})[0] == (
        "windows: training 90% and validation 20% leave less than 1% for the test part"
    )


def test_one_percent_is_enough_for_the_test_part():
    windows = WindowSpec(train_share=0.98, validation_share=0.01)

    assert windows.train_share + windows.validation_share == pytest.approx(0.99)


def test_too_many_layers_are_refused():
    assert mistakes_in(layers=[{"kind": "lstm"}] * (MOST_LAYERS + 1))[0] == "layers: must have at most 64 entries"


@pytest.mark.parametrize("path", ["rows\0.csv", "caf\udce9.csv"])
def test_a_path_that_no_file_can_have_or_hold_is_refused(path):
    with pytest.raises(SettingsError) as caught:
        Experiment().with_settings("data", source={"kind": "file", "path": path})

    assert caught.value.what == f"data.source.path: must be a file name of whole characters, not {path!a}"


def test_an_experiment_cannot_be_changed_in_place():
    with pytest.raises(ValidationError):
        Experiment().windows.timesteps = 10


def test_with_settings_changes_one_part_and_nothing_else():
    before = Experiment()

    after = before.with_settings("windows", timesteps=60, scaler="minmax")

    assert (after.windows.timesteps, after.windows.scaler) == (60, "minmax")
    assert after.windows.horizon == before.windows.horizon
    assert (after.data, after.layers, after.training) == (before.data, before.layers, before.training)
    assert before.windows.timesteps == 30


def test_with_settings_refuses_what_the_file_would_refuse():
    with pytest.raises(SettingsError) as caught:
        Experiment().with_settings("training", batch_size=0, epoch=1)

    assert [fault.address for fault in caught.value.faults] == ["training.batch_size", "training.epoch"]


def test_with_layer_changes_one_layer_and_names_it_in_a_mistake():
    experiment = Experiment().with_layers(LSTM(), Dense(units=8))

    changed = experiment.with_layer(1, units=16)
    with pytest.raises(SettingsError) as caught:
        experiment.with_layer(1, units=0)

    assert changed.layers == (LSTM(), Dense(units=16))
    assert caught.value.what == "layers[1].units: must be from 1 to 4,096, not 0"


@given(timesteps=st.integers())
def test_no_value_is_ever_clamped(timesteps):
    try:
        experiment = Experiment().with_settings("windows", timesteps=timesteps)
    except SettingsError:
        assert not 1 <= timesteps <= 100_000
    else:
        assert experiment.windows.timesteps == timesteps


def test_the_json_names_every_setting_so_that_a_later_default_changes_no_old_file():
    document = json.loads(Experiment().to_json())

    assert document["version"] == 3
    assert document["training"]["patience"] == 10
    assert document["layers"][0]["merge_mode"] == "concat"
    assert document["data"]["options"]["day_first"] is None


def test_a_file_source_may_have_any_characters():
    experiment = Experiment().with_settings("data", source=FileSource(path="数据/気温 ä.csv"))

    assert parse_experiment(experiment.to_json().encode()) == experiment


@pytest.mark.parametrize("part", ["targets", "inputs"])
def test_a_column_that_is_named_twice_is_told(part):
    assert mistakes_in(data={part: ["wind", "temp", "wind"]})[0] == f"data.{part}: names 'wind' more than once"


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ([0.5, 1.0], "training.quantiles: must lie between 0 and 1, not 1.0"),
        ([0.0, 0.5], "training.quantiles: must lie between 0 and 1, not 0.0"),
        ([0.5, 0.1], "training.quantiles: must rise from each level to the next"),
        ([0.5, 0.5], "training.quantiles: must rise from each level to the next"),
        ([0.1, 0.9], "training.quantiles: must contain 0.5, which is the forecast itself"),
        ([], "training.quantiles: must contain 0.5, which is the forecast itself"),
        ([0.1, "half"], "training.quantiles[1]: must be a number, not 'half'"),
        (0.5, "training.quantiles: must be a list, not 0.5"),
        ([0.004 * at for at in range(1, 101)], "training.quantiles: must have at most 99 entries"),
    ],
)
def test_quantile_levels_that_are_no_levels_are_refused(levels, told):
    assert mistakes_in(training={"quantiles": levels}) == [told, "Correct the settings that are named here."]


@pytest.mark.parametrize("levels", [(0.5,), (0.01, 0.5), tuple(at / 100 for at in range(1, 100))])
def test_rising_levels_around_the_median_stand(levels):
    assert Experiment().with_settings("training", quantiles=levels).training.quantiles == levels
