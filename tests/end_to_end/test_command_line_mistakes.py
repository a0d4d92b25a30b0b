"""Who is to blame for an error, and that nothing is lost by one."""

import io
import json
import os
import zipfile

import pytest


@pytest.fixture
def nile(workbench):
    """An experiment that would train well."""
    assert workbench("init", "nile", "-o", "nile.json").code == 0
    return "nile.json"


def files_in(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(workbench, folder, *arguments):
    """Call a command that must be refused, and give what it said."""
    before = files_in(folder)
    told = workbench(*arguments)
    assert told.code == 2
    assert told.out == ""
    assert "Traceback" not in told.err
    assert files_in(folder) == before
    return told.err


# Files that are no series


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "data.csv is empty."),
        ("date,value\n", "data.csv has a header but no rows."),
        ("a,b\nred,blue\ngreen,red\n", "data.csv has no column of numbers."),
        ("a,b\n1,2\n3,\n,4\n", "Missing values in a: 1, the first at row 3."),
        ("a\n1\n2\n3\n", "one sample needs"),
        ("a,b\n1,2\n1,2,3,4\n", "data.csv is not a table"),
        ("\0\1\2", "data.csv is not a text file: it is binary data."),
    ],
)
def test_a_file_that_is_no_series_is_refused_with_the_reason(workbench, here, content, words):
    (here / "data.csv").write_text(content)

    assert words in refused(workbench, here, "init", "data.csv", "-o", "e.json")


def test_a_missing_file_is_named(workbench, here):
    told = refused(workbench, here, "init", "nowhere.csv", "-o", "e.json")

    assert told == (
        f"{here / 'nowhere.csv'} could not be read: No such file or directory.\n"
        "Check that the file exists and that you may read it.\n"
    )


def test_a_folder_is_no_series(workbench, here):
    assert "holds 0 tables" in refused(workbench, here, "init", here, "-o", "e.json")


def test_a_target_with_missing_values_is_refused_by_init_and_by_train(workbench, here):
    rows = "\n".join(f"{row},{'' if row == 7 else row}" for row in range(1, 100))
    (here / "data.csv").write_text(f"whole,holed\n{rows}\n")
    words = "Missing values in holed: 1, the first at row 7."

    assert words in refused(workbench, here, "init", "data.csv", "--target", "holed", "-o", "e.json")
    workbench("init", "data.csv", "-o", "e.json")
    assert words in refused(
        workbench, here, "train", "e.json", "--set", 'data.targets=["holed"]', "--set", 'data.inputs=["holed"]'
    )


def test_a_series_too_short_for_its_windows_is_refused(workbench, here, nile):
    told = refused(workbench, here, "train", nile, "--set", "windows.timesteps=90", "--json")

    assert "one sample needs 91 (timesteps 90, gap 0, horizon 1)" in told


# Experiments that cannot work


def test_a_column_that_is_not_there_is_refused_with_those_that_are(workbench, here):
    told = refused(workbench, here, "init", "nile", "--target", "flow", "-o", "e.json")

    assert "nile.csv has no column of numbers called flow; it has: volume." in told


def test_a_stack_with_a_fault_is_refused_with_its_repair(workbench, here, nile):
    stack = '[{"kind":"lstm"},{"kind":"lstm"}]'

    told = refused(workbench, here, "train", nile, "--set", f"layers={stack}")

    assert "Layer 1 (LSTM) returns only the last step, but layer 2 (LSTM) needs every step." in told
    assert "Repair: Return every step." in told


def test_every_unknown_or_wrong_field_is_told_at_once(workbench, here, nile):
    wrong = json.loads((here / nile).read_text())
    wrong["training"]["epoch"] = 3
    wrong["windows"]["timesteps"] = 0
    wrong["layers"][0]["units"] = "many"
    (here / "wrong.json").write_text(json.dumps(wrong))

    told = refused(workbench, here, "network", "wrong.json", "--json")

    assert "3 settings are not valid." in told
    assert "training.epoch: is not a setting; did you mean epochs?" in told
    assert "windows.timesteps: must be from 1 to 100,000 steps, not 0" in told
    assert "layers[0].units: must be a whole number, not 'many'" in told


@pytest.mark.parametrize("content", ["", "[1, 2]", "{", '{"version": 99}', "\0"])
def test_a_file_that_is_no_experiment_is_refused(workbench, here, content):
    (here / "e.json").write_text(content)

    assert "experiment" in refused(workbench, here, "network", "e.json")


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("training.epochs", "there is no equals sign"),
        ("training.epochs=many", "training.epochs: must be a whole number, not 'many'"),
        ("trainin.epochs=3", "There is no setting trainin.epochs in this experiment."),
        ("layers[7].units=3", "There is no setting layers[7].units in this experiment."),
    ],
)
def test_a_setting_that_cannot_be_set_is_named(workbench, here, nile, assignment, words):
    assert words in refused(workbench, here, "train", nile, "--set", assignment)


def test_a_device_that_is_not_there_is_refused_and_leaves_no_run_behind(workbench, here, nile):
    assert "The device cuda:7 cannot be used" in refused(workbench, here, "train", nile, "--device", "cuda:7")
    assert "must be auto, cpu" in refused(workbench, here, "train", nile, "--device", "toaster")


# Models that are none


def damaged(content):
    return content[:2000] + bytes([content[2000] ^ 1]) + content[2001:]


def with_format(content, number):
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            member = old.read(name)
            if name == "manifest.json":
                member = json.dumps(json.loads(member) | {"format": number}).encode()
            new.writestr(name, member)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda content: content[:-100], "is not a model of the workbench"),
        (lambda content: b"", "is not a model of the workbench"),
        (damaged, "m.seqmodel"),
        (lambda content: with_format(content, 4), "has format 4; this workbench reads up to 3."),
    ],
    ids=["cut short", "empty", "damaged", "from a newer version"],
)
def test_a_model_that_is_not_sound_is_refused(workbench, here, small_model, change, words):
    (here / "m.seqmodel").write_bytes(change(small_model.read_bytes()))

    assert words in refused(workbench, here, "evaluate", "m.seqmodel", "nile", "--json")
    assert words in refused(workbench, here, "predict", "m.seqmodel", "nile", "-o", "forecast.csv")


def test_a_file_without_the_models_columns_is_refused(workbench, here, small_model):
    assert "volume" in refused(workbench, here, "predict", small_model, "sine-mix", "-o", "forecast.csv")
    assert "volume" in refused(workbench, here, "evaluate", small_model, "sine-mix")


# Disks and folders


def test_a_folder_that_cannot_be_written_is_found_before_the_training(workbench, here, nile, small_model):
    (here / "file").write_text("not a folder")

    told = workbench("train", nile, "--out", "file/out", "--json")

    assert (told.code, "Traceback" in told.err) == (2, False)
    assert "file/out/run.experiment.json could not be saved" in told.err
    assert '"event": "epoch"' not in told.out
    assert "could not be saved" in refused(workbench, here, "init", "nile", "-o", "file/e.json")
    assert "could not be saved" in refused(workbench, here, "samples", "nile", "-o", "file/nile.csv")
    assert "could not be saved" in refused(workbench, here, "predict", small_model, "nile", "-o", "file/f.csv")


def test_a_full_disk_leaves_the_earlier_model_whole(workbench, here, nile):
    resource = pytest.importorskip("resource", reason="only Unix can limit the size of files")
    call = ("train", nile, "--set", "training.epochs=1", "--out", "out", "--overwrite", "--json")
    workbench(*call)
    before = files_in(here)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, hard))  # the settings still fit, the weights do not
    try:
        told = workbench(*call)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert told.code == 2
    assert "out/model.seqmodel could not be saved" in told.err
    assert files_in(here) == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
def test_a_full_disk_under_standard_output_is_told(program):
    with open("/dev/full", "w") as full:
        process = program("--version", stdout=full)

    assert "Standard output could not be saved: No space left on device." in process.communicate(timeout=600)[1]
    assert process.returncode == 2


# The program's own ends


def test_a_bug_says_that_it_is_one(workbench, nile, monkeypatch):
    def broken(experiment):
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr("workbench.cli.network.stack_of", broken)

    told = workbench("network", nile)

    assert told.code == 70
    assert "ZeroDivisionError: nobody thought of this" in told.err
    assert told.err.endswith(
        "This is a bug of the workbench, not a mistake of yours. Report it with the lines above.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["trian", "e.json"], "trian"),
        (["train"], "EXPERIMENT"),
        (["network", "e.json", "--jsn"], "--jsn"),
        (["init", "nile", "-o", "e.json", "--timesteps", "many"], "--timesteps"),
        (["init", "nile"], "-o"),
        (["samples", "nile"], "both its name and a file"),
        (["samples", "mile", "-o", "mile.csv"], "There is no sample called mile."),
        (["init", "nile", "--preset", "huge", "-o", "e.json"], "There is no preset called huge."),
    ],
)
def test_a_call_that_cannot_be_understood_is_explained(workbench, here, arguments, words):
    assert words in refused(workbench, here, *arguments)


def test_ctrl_c_outside_a_training_ends_quietly(workbench, nile, monkeypatch):
    def interrupted(experiment):
        raise KeyboardInterrupt

    monkeypatch.setattr("workbench.cli.network.stack_of", interrupted)

    told = workbench("network", nile)

    assert (told.code, told.out, told.err) == (130, "", "")


def test_a_reader_that_has_had_enough_is_no_error(program):
    process = program("samples")
    process.stdout.close()

    assert process.wait(timeout=600) == 0
    assert process.stderr.read() == ""


def test_a_terminal_without_these_characters_gets_question_marks(program):
    process = program("samples", PYTHONUTF8="0", PYTHONIOENCODING="ascii")

    out, err = process.communicate(timeout=600)

    assert (process.returncode, err) == (0, "")
    assert "temperature of every hour" in out
    assert "?F" in out
