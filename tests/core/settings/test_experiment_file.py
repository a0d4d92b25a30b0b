import json
import random
import sys

import pytest
from hypothesis import given

from tests.core.strategies import experiments
from workbench.core.errors import SettingsError, StorageError
from workbench.core.experiment import VERSION, Experiment, FileSource
from workbench.core.layers import GRU, LSTM, Conv1D
from workbench.core.layers.stack import stack_of
from workbench.core.settings import experiment_file
from workbench.core.settings.experiment_file import (
    MIGRATIONS,
    load_experiment,
    migrated,
    parse_experiment,
    save_experiment,
    with_values,
)


def on_file(path):
    """An experiment whose rows are in the file ``path``."""
    return Experiment().with_settings("data", source=FileSource(path=str(path)))


@given(experiment=experiments())
def test_parsing_what_was_written_gives_the_same_experiment(experiment):
    assert parse_experiment(experiment.to_json().encode()) == experiment


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "Expecting value: line 1 column 1 (char 0)"),
        ("year,volume\n1871,1120\n", "Expecting value: line 1 column 1 (char 0)"),
        ('{"version": 1', "Expecting ',' delimiter: line 1 column 14 (char 13)"),
    ],
)
def test_a_file_that_is_no_json_is_told_as_such(content, why):
    with pytest.raises(SettingsError) as caught:
        parse_experiment(content)

    assert str(caught.value) == (
        f"This is not an experiment: it is not JSON ({why}).\nChoose a file that the workbench saved."
    )


def test_bytes_that_are_no_text_are_told_as_no_json():
    with pytest.raises(SettingsError) as caught:
        parse_experiment(b"\x89PNG\r\n\x1a\n")

    assert caught.value.what.startswith("This is not an experiment: it is not JSON (")


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        (', "version": 3}', "'version' stands twice in one place"),
        (', "training": {"epochs": 1, "epochs": 9}}', "'epochs' stands twice in one place"),
        (', "training": {"learning_rate": NaN}}', "NaN is no number"),
        (', "training": {"learning_rate": 1e999}}', "a number in it is too large"),
        (f', "training": {{"seed": 1{"0" * 400}}}}}', "a number in it is too large"),
        (f', "layers": {"[" * 40}{"]" * 40}}}', "it is nested deeper than 32 levels"),
    ],
)
def test_json_that_means_two_things_or_nothing_is_refused(ending, why):
    with pytest.raises(SettingsError) as caught:
        parse_experiment('{"version": 3' + ending)

    assert str(caught.value) == (f"This experiment cannot be read: {why}.\nChoose a file that the workbench saved.")


JUNK = (None, -1, 0, 10**12, 1e308, "", "value", "os.system", [], [[]], {}, {"kind": "lstm"}, True)


def places_in(value, path=()):
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key)
        yield from places_in(one, (*path, key))


def test_junk_in_any_place_is_a_mistake_at_an_address_or_an_experiment():
    whole, chance, taken = Experiment().to_json(), random.Random(3), 0
    places = list(places_in(json.loads(whole)))

    for _ in range(500):
        document = json.loads(whole)
        *way, last = chance.choice(places)
        holder = document
        for key in way:
            holder = holder[key]
        holder[last] = chance.choice(JUNK)
        try:
            read = parse_experiment(json.dumps(document))
        except SettingsError:
            continue
        stack_of(read)  # it may have problems, and no bug
        taken += 1

    assert taken > 20


def test_half_a_character_in_the_json_is_told_as_no_json():
    with pytest.raises(SettingsError) as caught:
        parse_experiment('{"version": 1, "data": {"source": {"kind": "sample", "name": "\\ud800"}}}')

    assert caught.value.what.startswith("This is not an experiment: it is not JSON (unexpected end of hex escape")


def test_brackets_in_brackets_end_in_a_mistake_however_deep():
    for depth in range(sys.getrecursionlimit() - 300, sys.getrecursionlimit() + 1):
        with pytest.raises(SettingsError):
            parse_experiment('{"version": 1, "data": ' + "[" * depth + "]" * depth + "}")


def test_json_without_named_settings_is_told_as_no_experiment():
    with pytest.raises(SettingsError) as caught:
        parse_experiment("[1, 2]")

    assert caught.value.what == "This is not an experiment: it holds no named settings."


@pytest.mark.parametrize("version", ['"1"', "true", "null", "0", "1.0"])
def test_a_version_that_is_no_count_is_no_version(version):
    with pytest.raises(SettingsError) as caught:
        parse_experiment(f'{{"version": {version}}}')

    assert caught.value.what == "This is not an experiment: it has no version number."


def test_a_newer_version_is_refused_with_both_numbers():
    with pytest.raises(SettingsError) as caught:
        parse_experiment(json.dumps({"version": VERSION + 1, "layers": "unknown today"}))

    assert str(caught.value) == (
        f"The experiment has version {VERSION + 1}; this workbench reads up to {VERSION}.\n"
        "Open it with a newer workbench."
    )


def test_every_old_version_has_its_migration():
    assert set(MIGRATIONS) == set(range(1, VERSION))


def test_an_old_file_is_taken_through_every_version_since_its_own(monkeypatch):
    monkeypatch.setattr(experiment_file, "VERSION", 3)
    monkeypatch.setitem(MIGRATIONS, 1, lambda old: old | {"windows": {"timesteps": old["look_back"]}})
    monkeypatch.setitem(MIGRATIONS, 2, lambda old: {name: old[name] for name in old if name != "look_back"})

    document = migrated({"version": 1, "look_back": 60})

    assert document == {"version": 3, "windows": {"timesteps": 60}}


OLD_FILES = {
    "every setting": {"version": 1, "windows": {"timesteps": 12, "scaler": "minmax"}},
    "the version alone": {"version": 1},
}


@pytest.mark.parametrize("name", OLD_FILES)
def test_a_file_of_version_1_keeps_its_meaning_without_window_normalisation(name):
    experiment = parse_experiment(json.dumps(OLD_FILES[name]))

    assert (experiment.windows.normalisation, experiment.windows.season) == ("none", None)
    assert Experiment().windows.normalisation == "last"


def test_a_file_of_version_1_comes_out_word_for_word_but_for_what_it_could_not_say():
    old = {"version": 1, "windows": {"timesteps": 12}, "training": {"loss": "mae"}, "layers": [{"kind": "gru"}]}

    assert migrated(old) == {
        "version": 3,
        "windows": {"normalisation": "none", "timesteps": 12},
        "training": {"loss": "mae"},
        "layers": [{"kind": "gru"}],
    }
    assert old["version"] == 1


def test_a_file_of_version_2_means_what_it_meant():
    document = json.loads(Experiment().to_json())
    for name in ("known", "group", "calendar", "transforms", "categories"):
        del document["data"][name]

    assert parse_experiment(json.dumps(document | {"version": 2})) == Experiment()


def test_an_old_file_whose_windows_are_no_settings_is_told_of():
    with pytest.raises(SettingsError) as caught:
        parse_experiment('{"version": 1, "windows": [12]}')

    assert caught.value.faults[0].address == "windows"


def test_a_file_of_todays_version_is_not_migrated(monkeypatch):
    monkeypatch.setattr(experiment_file, "VERSION", 3)
    monkeypatch.setitem(MIGRATIONS, 2, lambda old: pytest.fail("it was migrated"))

    assert migrated({"version": 3, "windows": {}}) == {"version": 3, "windows": {}}


@pytest.mark.parametrize(
    ("assignment", "found"),
    [
        ("training.epochs=3", lambda experiment: experiment.training.epochs == 3),
        ("training.learning_rate=1e-4", lambda experiment: experiment.training.learning_rate == 1e-4),
        ("training.patience=null", lambda experiment: experiment.training.patience is None),
        ("windows.normalisation=mean_std", lambda experiment: experiment.windows.normalisation == "mean_std"),
        ("windows.season=24", lambda experiment: experiment.windows.season == 24),
        ("training.quantiles=[0.05, 0.5, 0.95]", lambda experiment: experiment.training.quantiles == (0.05, 0.5, 0.95)),
        ("training.device=cuda:1", lambda experiment: experiment.training.device == "cuda:1"),
        (" windows.scaler = minmax ", lambda experiment: experiment.windows.scaler == "minmax"),
        ("layers[0].units=7", lambda experiment: experiment.layers == (LSTM(units=7),)),
        ("layers[0].bidirectional=true", lambda experiment: experiment.layers[0].bidirectional),
        ("layers[0].kind=gru", lambda experiment: isinstance(experiment.layers[0], GRU)),
        ("layers[0].kind=conv1d", lambda experiment: experiment.layers == (Conv1D(),)),
        ('layers=[{"kind": "gru"}]', lambda experiment: experiment.layers == (GRU(),)),
        ('data.targets=["a", "b"]', lambda experiment: experiment.data.targets == ("a", "b")),
        ("data.options.time_column=", lambda experiment: experiment.data.options.time_column == ""),
        ("data.source.name=a=b", lambda experiment: experiment.data.source.name == "a=b"),
    ],
)
def test_an_assignment_sets_the_value_at_its_address(assignment, found):
    assert found(with_values(Experiment(), [assignment]))


def test_another_kind_keeps_what_was_set_by_hand():
    changed = with_values(Experiment(), ["layers[0].units=7", "layers[0].kind=gru", "layers[0].reset_after=false"])

    assert changed.layers == (GRU(units=7, reset_after=False),)


def test_what_was_set_by_hand_and_means_nothing_to_another_kind_is_told():
    with pytest.raises(SettingsError) as caught:
        with_values(Experiment(), ["layers[0].forget_bias=4.0", "layers[0].kind=gru"])

    assert caught.value.what == "layers[0].forget_bias: is not a setting; did you mean use_bias?"


def test_without_assignments_nothing_changes():
    assert with_values(Experiment(), []) == Experiment()


def test_the_mistakes_of_several_assignments_are_told_at_once():
    with pytest.raises(SettingsError) as caught:
        with_values(Experiment(), ["training.epochs=0", "windows.timestep=3", "layers[0].units=many"])

    assert [(fault.address, fault.message) for fault in caught.value.faults] == [
        ("windows.timestep", "is not a setting; did you mean timesteps?"),
        ("layers[0].units", "must be a whole number, not 'many'"),
        ("training.epochs", "must be from 1 to 100,000, not 0"),
    ]


@pytest.mark.parametrize(
    "address", ["layers[1].units", "layers[x].units", "layers[].units", "layers[0]", "no.such", "layers.units"]
)
def test_an_address_that_leads_nowhere_is_told(address):
    with pytest.raises(SettingsError) as caught:
        with_values(Experiment(), [f"{address}=3"])

    assert str(caught.value) == (
        f"There is no setting {address} in this experiment.\n"
        "Addresses look like training.epochs, windows.timesteps or layers[0].units."
    )


def test_an_assignment_without_equals_sign_is_told():
    with pytest.raises(SettingsError) as caught:
        with_values(Experiment(), ["training.epochs"])

    assert str(caught.value) == (
        "training.epochs sets nothing: there is no equals sign.\nWrite it as in training.epochs=3."
    )


def test_a_value_of_endless_brackets_is_text_like_any_other():
    with pytest.raises(SettingsError) as caught:
        with_values(Experiment(), ["training.epochs=" + "[" * 100_000])

    assert caught.value.what.startswith("training.epochs: must be a whole number, not '[[[")


def test_data_below_the_experiments_folder_moves_with_it(tmp_path):
    made, moved = tmp_path / "made", tmp_path / "moved"
    save_experiment(on_file(made / "data" / "rows.csv"), made / "mine.experiment.json")

    made.rename(moved)
    experiment = load_experiment(moved / "mine.experiment.json")

    assert json.loads((moved / "mine.experiment.json").read_text())["data"]["source"]["path"] == "data/rows.csv"
    assert experiment == on_file(moved / "data" / "rows.csv")


def test_data_elsewhere_keeps_its_whole_path(tmp_path):
    rows = tmp_path / "elsewhere" / "rows.csv"
    path = tmp_path / "made" / "mine.experiment.json"

    save_experiment(on_file(rows), path)

    assert load_experiment(path) == on_file(rows)


def test_an_experiment_on_a_sample_comes_back_as_it_was(tmp_path):
    path = tmp_path / "mine.experiment.json"
    experiment = Experiment().with_settings("windows", timesteps=12)

    save_experiment(experiment, path)

    assert load_experiment(path) == experiment


def test_an_experiment_file_reads_well_in_an_editor(tmp_path):
    path = tmp_path / "mine.experiment.json"

    save_experiment(on_file(tmp_path / "数据.csv"), path)

    written = path.read_text(encoding="utf-8")
    assert '\n  "windows": {\n    "timesteps": 30,' in written
    assert '"path": "数据.csv"' in written
    assert written.endswith("}\n")


def test_a_missing_file_is_told(tmp_path):
    path = tmp_path / "none.experiment.json"

    with pytest.raises(StorageError) as caught:
        load_experiment(path)

    assert caught.value.what == f"{path} could not be read: No such file or directory."


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.experiment.json"
    with path.open("wb") as file:
        file.truncate(experiment_file.MOST_BYTES + 1)

    with pytest.raises(StorageError) as caught:
        load_experiment(path)

    assert caught.value.what == f"{path} could not be read: it has 8,388,609 bytes; at most 8,388,608 are read."
