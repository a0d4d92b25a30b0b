"""Further steps, another way, other intervals and what matters, from the command line."""

import csv
import io
import json
from pathlib import Path

import pytest

from workbench.__main__ import main


@pytest.fixture(scope="module")
def dropping_model(tmp_path_factory) -> Path:
    """A model of the Nile with dropout and a horizon of 3, after one epoch."""
    folder = tmp_path_factory.mktemp("dropping-model")
    settings = folder / "e.json"
    assert main(["init", "nile", "-o", str(settings), "--set", "windows.horizon=3"]) == 0
    changes = ["training.epochs=1", "training.device=cpu", "layers[0].dropout=0.2", "layers[0].recurrent_dropout=0.2"]
    sets = [word for change in changes for word in ("--set", change)]
    assert main(["train", str(settings), *sets, "--out", str(folder)]) == 0
    return folder / "model.seqmodel"


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_both_ways_stand_side_by_side_as_far_as_is_asked(workbench, here, dropping_model):
    told = json.loads(
        workbench("predict", dropping_model, "nile", "-o", "f.csv", "--way", "both", "--steps", 5, "--json").out
    )
    alone = workbench("predict", dropping_model, "nile", "-o", "g.csv", "--way", "recursive", "--steps", 5)

    rows, recursive = rows_of(here / "f.csv"), rows_of(here / "g.csv")
    assert list(rows[0]) == ["year", "volume", *(f"volume_q{level}" for level in (10, 90)), "volume_recursive"]
    assert [row["year"] for row in rows] == [f"{year}-01-01" for year in range(1971, 1976)]
    assert rows[0]["volume"] == rows[0]["volume_recursive"]
    assert rows[1]["volume"] != rows[1]["volume_recursive"]
    assert [row["volume_recursive"] for row in rows] == [row["volume"] for row in recursive]
    assert [bool(row["volume_q10"]) for row in rows] == [True, True, True, False, False]
    assert len(told["recursive"]) == len(told["values"]) == 5
    assert told["quantiles"][3] == [[None, None]]
    assert alone.code == 0


def test_dropout_gives_an_interval_that_repeats(workbench, here, dropping_model):
    for name in ("a.csv", "b.csv"):
        call = ("predict", dropping_model, "nile", "-o", name, "--interval", "dropout", "--passes", 40)
        assert workbench(*call).code == 0
    workbench("predict", dropping_model, "nile", "-o", "c.csv")

    assert (here / "a.csv").read_bytes() == (here / "b.csv").read_bytes()
    first, usual = rows_of(here / "a.csv")[0], rows_of(here / "c.csv")[0]
    assert list(first) == ["year", "volume", *(f"volume_q{level}" for level in ("2.5", "10", "90", "97.5"))]
    assert first["volume"] == usual["volume"]
    assert first["volume_q10"] != usual["volume_q10"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--interval", "dropout"), "The network has no dropout, so every forecast is the same."),
        (("--interval", "own"), "The network gives single values; a quantile or Gaussian loss would"),
        (("--steps", "0"), "A forecast has from 1 to 100,000 steps, not 0."),
        (("--passes", "40"), "passes are those of --interval dropout"),
    ],
)
def test_what_the_network_does_not_have_is_refused_with_the_reason(workbench, here, small_model, options, words):
    told = workbench("predict", small_model, "nile", "-o", "f.csv", *options)

    assert told.code == 2
    assert words in " ".join(told.err.replace("│", " ").split())
    assert not (here / "f.csv").exists()


def test_every_kind_of_interval_is_measured_beside_what_it_should_hold(workbench, dropping_model):
    told = json.loads(workbench("evaluate", dropping_model, "--intervals", "--passes", 20, "--test", "--json").out)
    shown = workbench("evaluate", dropping_model, "--intervals", "--passes", 20).out

    assert set(told["intervals"]) == {"conformal", "dropout"}
    for measured in told["intervals"].values():
        assert 0 <= measured["0.8"]["volume"]["inside"] <= 1
        assert measured["0.8"]["volume"]["width"] > 0
    assert "dropout, 20 passes" in shown
    assert "on the validation part they hold by construction" in shown
    assert "the network's own: The network gives single values" in shown


def test_what_matters_is_told_by_input_and_by_lag(workbench, dropping_model):
    told = json.loads(workbench("importance", dropping_model, "--repeats", 2, "--json").out)
    shown = workbench("importance", dropping_model, "--method", "occlusion").out

    volume = told["targets"]["volume"]
    assert (told["method"], told["part"], told["is_whole"]) == ("permutation", "validation", True)
    assert list(volume["inputs"]) == ["volume"]
    assert len(volume["inputs"]["volume"]["rise_by_lag"]) == len(told["lags"])
    assert volume["mae"] > 0
    assert "volume: MAE" in shown


def test_importance_without_the_models_data_says_so(workbench, here, monkeypatch):
    (here / "rows.csv").write_text("flow\n" + "\n".join(str(row % 7) for row in range(200)))
    workbench("init", "rows.csv", "-o", "e.json", "--set", "training.epochs=1")
    assert workbench("train", "e.json", "--out", "out").code == 0
    (here / "rows.csv").unlink()

    told = workbench("importance", "out/model.seqmodel")

    assert told.code == 2
    assert told.err.startswith("The model's own data cannot be used: ")
