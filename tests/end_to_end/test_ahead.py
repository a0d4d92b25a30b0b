"""Further steps, another way, other intervals and what matters, from the command line."""

import csv
import io
import json
from pathlib import Path

import numpy as np
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
    columns = [f"volume{way}{edge}" for way in ("", "_recursive") for edge in ("", "_q10", "_q90")]
    assert list(rows[0]) == ["year", *columns]
    assert [row["year"] for row in rows] == [f"{year}-01-01" for year in range(1971, 1976)]
    assert rows[0]["volume"] == rows[0]["volume_recursive"]
    assert rows[1]["volume"] != rows[1]["volume_recursive"]
    assert [row["volume_recursive"] for row in rows] == [row["volume"] for row in recursive]
    assert [row["volume_recursive_q10"] for row in rows] == [row["volume_q10"] for row in recursive]
    assert all(float(row["volume_q10"]) < float(row["volume"]) < float(row["volume_q90"]) for row in rows)
    assert len(told["recursive"]) == len(told["values"]) == 5
    assert told["recursive_levels"] == told["levels"] == [0.1, 0.9]
    assert told["recursive_quantiles"][4] != told["quantiles"][4]
    assert alone.code == 0
    assert "Forecasts that are fed back (recursive) are measured on the validation part of" in alone.err


def test_steps_that_too_few_forecasts_tell_of_have_no_interval_and_that_is_told(workbench, here, dropping_model):
    told = workbench("predict", dropping_model, "nile", "-o", "f.csv", "--way", "recursive", "--steps", 14)

    edges = [bool(row["volume_q10"]) for row in rows_of(here / "f.csv")]
    assert edges == [True] * 12 + [False] * 2  # the last ones are reached by fewer than four
    assert "From 13 steps ahead on there is no interval: too few forecasts from the validation" in told.err


def test_without_the_models_own_data_what_is_fed_back_has_no_interval_and_that_is_told(workbench, here):
    years = "".join(f"{year}-01-01,{50 + year % 7}\n" for year in range(1900, 1990))
    (here / "own.csv").write_text("year,value\n" + years, encoding="utf-8")
    assert workbench("init", "own.csv", "-o", "e.json", "--timesteps", 8, "--predict", 2).code == 0
    assert workbench("train", "e.json", "--out", "run", "--set", "training.epochs=1").code == 0
    (here / "own.csv").rename(here / "rows.csv")

    told = workbench("predict", "run/model.seqmodel", "rows.csv", "-o", "f.csv", "--steps", 5)

    assert told.code == 0
    assert "Steps that are fed back have no interval: " in told.err
    assert [bool(row["value_q10"]) for row in rows_of(here / "f.csv")] == [True, True, False, False, False]


def test_forecasts_that_are_fed_back_are_measured_step_by_step_beside_direct_ones_and_baselines(
    workbench, dropping_model
):
    closed = json.loads(workbench("evaluate", dropping_model, "--recursive", "--steps", 5, "--json").out)["recursive"]
    shown = workbench("evaluate", dropping_model, "--recursive", "--test").out

    assert closed["part"] == "validation"
    assert closed["counts"] == [13, 13, 13, 12, 11]
    assert {len(maes["volume"]) for maes in (*closed["mae"].values(), *closed["baselines_mae"].values())} == {5}
    assert closed["mae"]["recursive"]["volume"][0] == pytest.approx(closed["mae"]["direct"]["volume"][0])
    assert closed["baselines_mae"]["linear"]["volume"][3:] == [None, None]
    assert closed["sentences"]["volume"].startswith(
        "Up to 5 steps ahead, from 13 of 13 origins of the validation part: mean"
    )
    assert "volume: mean error by step ahead" in shown
    assert "Up to 3 steps ahead, from " in shown
    assert "of the test part: mean error" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--steps", "4"), "steps are those of --recursive"),
        (("--recursive", "--folds", "2"), "forecasts are fed back on the model's own data"),
        (("--recursive", "--steps", "0"), "A forecast has from 1 to 100,000 steps, not 0."),
    ],
)
def test_steps_are_asked_for_with_recursive_forecasts_of_the_models_own_data_alone(
    workbench, small_model, options, words
):
    told = workbench("evaluate", small_model, *options)

    assert told.code == 2
    assert words in " ".join(told.err.replace("│", " ").split())


def test_what_the_intervals_of_each_series_hold_is_told_once_the_test_part_is_open(workbench, here):
    chance = np.random.default_rng(1)
    lines = [
        f"2024-01-{1 + row // 24:02} {row % 24:02}:00,{name},{10 * size + size * chance.normal():.4f}"
        for name, size in (("calm", 1), ("wild", 50))
        for row in range(400)
    ]
    (here / "shops.csv").write_text("time,shop,sales\n" + "\n".join(lines), encoding="utf-8")
    sets = ["--timesteps", 8, "--predict", 2, "--target", "sales", "--group", "shop"]
    assert workbench("init", "shops.csv", "-o", "e.json", *sets).code == 0
    assert workbench("train", "e.json", "--out", "run", "--set", "training.epochs=1").code == 0

    closed = workbench("evaluate", "run/model.seqmodel").out
    told = workbench("evaluate", "run/model.seqmodel", "--test").out
    document = json.loads(workbench("evaluate", "run/model.seqmodel", "--test", "--json").out)["by_series"]
    predicted = workbench("predict", "run/model.seqmodel", "shops.csv", "-o", "f.csv")

    widths = "Conformal widths: from errors of the series itself for 2 of 2 series"
    assert widths in closed
    assert "what the intervals of each series hold" not in closed
    assert "sales: what the intervals of each series hold" in told
    assert document["calm"]["width"] == "own"
    assert 0.6 < document["wild"]["inside"]["0.8"]["sales"] <= 1
    assert widths in predicted.err
    reach = {row["shop"]: float(row["sales_q90"]) - float(row["sales_q10"]) for row in rows_of(here / "f.csv")}
    assert reach["wild"] > 20 * reach["calm"]


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
