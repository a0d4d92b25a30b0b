"""``workbench report`` and forecasts as workbooks, as a person calls them."""

import json
import shutil

import numpy as np
import openpyxl
import pytest


@pytest.fixture
def run(workbench, here):
    """Train a moment on the Nile, into the folder out."""
    workbench("init", "nile", "--timesteps", "10", "-o", "e.json")
    trained = workbench("train", "e.json", "--set", "training.epochs=2", "--out", "out")
    assert trained.code == 0, trained.err
    return here / "out"


def test_a_run_becomes_a_report_beside_its_model(workbench, run):
    called = workbench("report", "out")

    assert called.code == 0, called.err
    assert called.out == f"{run / 'model.html'}\n"
    assert "The test part is closed" in called.err
    html = (run / "model.html").read_text("utf-8")
    assert "Learning curves" in html
    assert "The test part is closed; looks at it so far: 0." in html


def test_opening_the_test_part_for_a_report_is_counted(workbench, run):
    workbench("report", "out", "--test")
    called = workbench("report", "out", "--test", "--overwrite")

    assert "looks at it so far: 2." in (run / "model.html").read_text("utf-8")
    assert called.err == ""


def test_a_model_that_was_saved_after_a_look_is_reported_without_another(workbench, run):
    from workbench.engine.export.bundle import save_bundle
    from workbench.engine.runs import look_at_test, open_model

    opened = open_model(run / "model.seqmodel")
    looked = look_at_test(opened.model, opened.series, opened.evaluation)
    save_bundle(looked.model, run / "looked.seqmodel")

    for _ in range(2):
        workbench("report", "out/looked.seqmodel", "--overwrite")

    assert "looks at it so far: 1." in (run / "looked.html").read_text("utf-8")


def test_a_test_part_that_is_another_one_now_stays_closed(workbench, run):
    from workbench.engine.export.bundle import save_bundle
    from workbench.engine.runs import look_at_test, open_model

    opened = open_model(run / "model.seqmodel")
    looked = look_at_test(opened.model, opened.series, opened.evaluation).model
    looked.metrics["test"]["mae"] *= 2  # as if it had been measured on other values
    save_bundle(looked, run / "looked.seqmodel")

    workbench("report", "out/looked.seqmodel")

    assert "The test part is closed" in (run / "looked.html").read_text("utf-8")


def test_a_report_speaks_chinese_without_qt(here, program, run):
    process = program("report", "out", "--language", "zh_CN", "-o", "zh.html", PYTHONPROFILEIMPORTTIME="1")
    _, err = process.communicate(timeout=600)

    assert process.returncode == 0, err
    assert "PySide6" not in err
    assert '<html lang="zh-CN">' in (here / "zh.html").read_text("utf-8")


def test_a_model_without_its_run_has_no_curves(workbench, run, here):
    shutil.copy(run / "model.seqmodel", here / "taken.seqmodel")

    workbench("report", "taken.seqmodel")

    assert "The learning curves are not kept" in (here / "taken.html").read_text("utf-8")


def test_a_run_is_found_by_its_name_among_the_apps_own(workbench, here):
    workbench("init", "nile", "--timesteps", "10", "-o", "e.json")
    trained = workbench("train", "e.json", "--set", "training.epochs=1", "--json")
    folder = json.loads(trained.out.splitlines()[-1])["model"].removesuffix("/model.seqmodel")

    called = workbench("report", folder.rsplit("/", 1)[1], "-o", "named.html")

    assert called.code == 0, called.err
    assert (here / "named.html").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("out", "--language", "fr"), "There is no language 'fr' here."),
        (("nowhere",), "nowhere"),
        (("out", "-o", "out/model.seqmodel", "--overwrite"), "is read by this very command"),
        (("out", "-o", "e.json"), "is there already"),
    ],
)
def test_what_cannot_be_done_is_said(workbench, run, arguments, words):
    called = workbench("report", *arguments)

    assert called.code == 2
    assert words in called.err
    assert "Traceback" not in called.err


def test_a_forecast_is_written_as_a_workbook(workbench, here, run):
    called = workbench("predict", "out/model.seqmodel", "nile", "-o", "f.xlsx")

    assert called.code == 0, called.err
    forecast, origin = openpyxl.load_workbook(here / "f.xlsx").worksheets
    rows = list(forecast.values)
    assert rows[0][1] == "volume"
    assert isinstance(rows[1][1], float)
    assert {row[0] for row in origin.values} >= {"Made by", "Targets", "Mean error of volume on the validation part"}


def test_a_forecast_is_not_written_under_the_name_of_another_kind(workbench, here, run):
    called = workbench("predict", "out/model.seqmodel", "nile", "-o", "f.ods")

    assert called.code == 2
    assert "End the name in .csv or .xlsx." in called.err
    assert not (here / "f.ods").exists()


@pytest.fixture
def shops(here):
    """Give a file of two shops, one a hundred times the other."""
    lines, chance = ["hour,shop,sales"], np.random.default_rng(0)
    for hour in range(200):
        for shop, size in (("corner", 1), ("mall", 100)):
            lines.append(f"{hour},{shop},{size * (3 + np.sin(hour / 4) + chance.normal() / 10):.3f}")
    (here / "shops.csv").write_text("\n".join(lines) + "\n")
    return here / "shops.csv"


def test_many_series_are_divided_by_their_own_deviation_and_judged_one_by_one(workbench, here, shops):
    made = workbench("init", "shops.csv", "--target", "sales", "--group", "shop", "--timesteps", "8", "-o", "e.json")
    trained = workbench("train", "e.json", "--set", "training.epochs=1", "--out", "out")
    judged = json.loads(workbench("evaluate", "out/model.seqmodel", "--json").out)

    assert "Each window  (x − last value) / deviation" in made.out
    assert "each sample by its own deviation: in their training parts the series deviate by" in made.out
    assert "sales: each series by itself" in trained.out
    assert list(judged["by_series"]) == ["corner", "mall"]
    total = sum(one["windows"] for one in judged["by_series"].values())
    assert total == judged["windows"]
    each = [one["metrics"]["mase"] for one in judged["by_series"].values()]
    assert judged["mean_over_series"]["sales"]["mase"] == pytest.approx(np.mean(each))
    assert "last_value" in judged["by_series"]["mall"]["baselines_mae"]


def test_what_is_set_by_hand_comes_before_the_proposal_for_many_series(workbench, here, shops):
    by_hand = ("--set", "windows.normalisation=last")
    made = workbench("init", "shops.csv", "--target", "sales", "--group", "shop", *by_hand, "-o", "e.json")

    assert json.loads((here / "e.json").read_text())["windows"]["normalisation"] == "last"
    assert "each sample by its own deviation" not in made.out
