"""``workbench import``: what Keras made becomes an experiment or a model, and what is left out is told."""

import json
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "data" / "golden" / "saved_lstm_lstm_dense.keras"
CODE = "m = Sequential([LSTM(5, input_shape=(12, 1)), BatchNormalization(), Dense(3)])\nm.compile(loss=‘mae’)\n"


def test_a_keras_file_becomes_a_model_that_leaves_again_as_a_keras_file(workbench, here):
    made = workbench("import", GOLDEN, "-o", "m.seqmodel")

    assert made.code == 0
    assert "232 trained weights" in made.out
    assert made.err == (
        "Input: the names of 3 columns. Not taken over: a network knows none; give the inputs their columns under"
        " Data.\n"
    )
    left = workbench("export", "m.seqmodel", "--format", "keras", "-o", "m.keras")
    assert left.code == 0
    assert "not one number differs" in left.err
    assert workbench("import", "m.keras").out.splitlines() == [
        "Input: timesteps 5, features 3",
        "LSTM: 4, gives (B, 5, 4)",
        "LSTM: 3, gives (B, 3)",
        "Output: horizon 2, targets 1",
        "232 trained weights",
    ]


def test_code_becomes_an_experiment_and_keeps_what_it_says_nothing_of(workbench, here):
    assert workbench("init", "nile", "-o", "nile.json").code == 0
    (here / "code.py").write_text(CODE, encoding="utf-8")

    told = workbench("import", "code.py", "--onto", "nile.json", "-o", "e.json")

    assert told.code == 0
    assert told.err == "Line 1: BatchNormalization. Not taken over: there is no such layer here.\n"
    before, made = (json.loads((here / name).read_text()) for name in ("nile.json", "e.json"))
    assert [layer["kind"] for layer in made["layers"]] == ["lstm"]
    assert (made["windows"]["timesteps"], made["windows"]["horizon"], made["training"]["loss"]) == (12, 3, "mae")
    assert made["data"] == before["data"]


def test_json_names_place_thing_and_reason(workbench, here):
    (here / "code.py").write_text(CODE, encoding="utf-8")

    told = json.loads(workbench("import", "code.py", "--json").out)

    assert told["left"] == [
        {
            "where": "Line 1",
            "what": "BatchNormalization",
            "why": "there is no such layer here",
            "changes_forecasts": True,
        }
    ]
    assert told["path"] is None


def test_weights_that_do_not_come_along_are_refused_with_the_reason(workbench, here):
    (here / "code.py").write_text(CODE, encoding="utf-8")

    told = workbench("import", "code.py", "-o", "m.seqmodel")

    assert told.code == 2
    assert told.err == (
        "code.py holds no weights that could be taken over.\n"
        "Line 1: BatchNormalization. Not taken over: there is no such layer here.\n"
        "Write the experiment with -o FILE.json, and train it.\n"
    )
    assert not (here / "m.seqmodel").exists()


def test_a_file_that_is_there_is_not_replaced(workbench, here):
    (here / "e.json").write_text("mine")

    assert workbench("import", GOLDEN, "-o", "e.json").code == 2
    assert (here / "e.json").read_text() == "mine"


def test_a_file_that_only_calls_itself_keras_is_refused(workbench, here):
    (here / "m.keras").write_bytes(b"\x80\x04K\x01.")

    told = workbench("import", "m.keras")

    assert told.code == 2
    assert told.err.startswith("m.keras cannot be read as a Keras model: it is no zip archive that can be read.\n")
