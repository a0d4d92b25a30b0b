"""``workbench export``: a model that leaves, from the command line."""

import json
import re

import numpy as np
import onnx
import pytest

from workbench.core.sources.samples import sample_named


def test_a_model_is_exported_with_the_result_of_its_check(workbench, here, small_model):
    called = workbench("export", small_model, "--format", "onnx", "-o", "nile.onnx")

    assert called.code == 0
    assert called.out == f"{here / 'nile.onnx'}\n"
    assert "Checked against the model's own forecasts in batches of 1, 7, 64" in called.err
    onnx.checker.check_model(str(here / "nile.onnx"))


def test_the_graph_forecasts_what_predict_does(workbench, here, small_model):
    from workbench.engine.export.bundle import load_bundle
    from workbench.engine.export.onnx import runtime_of

    workbench("predict", small_model, "nile", "-o", "forecast.csv")
    workbench("export", small_model, "--format", "onnx", "-o", "nile.onnx")

    rows = sample_named("nile").series()
    timesteps = load_bundle(small_model).experiment.windows.timesteps
    past = rows.select(rows.columns[:1])[-timesteps:][None]
    found = runtime_of((here / "nile.onnx").read_bytes())({"past": past})["forecast"][0, :, 0]
    written = [line.split(",")[1] for line in (here / "forecast.csv").read_text("utf-8-sig").splitlines()[1:]]
    np.testing.assert_allclose(found, [float(value) for value in written], rtol=1e-5)


@pytest.mark.parametrize("name", ["bundle", "pytorch", "script", "notebook", "report"])
def test_every_other_format_is_written_too(workbench, here, small_model, name):
    called = workbench("export", small_model, "-f", name, "-o", "out", "--json")

    told = json.loads(called.out)
    assert (told["format"], told["path"]) == (name, str(here / "out"))
    assert (here / "out").exists()
    assert told["check"] is None if name in ("script", "notebook", "report") else told["check"]["largest"] <= 1e-5
    assert str(here) in told["example"] or "out" in told["example"]


def test_an_exported_report_is_the_one_that_report_writes(workbench, here, small_model):
    workbench("export", small_model, "-f", "report", "-o", "one.html")
    workbench("report", small_model, "-o", "other.html")

    written = [(here / name).read_text("utf-8") for name in ("one.html", "other.html")]
    one, other = (re.sub(r"on \d{4}-[\d: -]+", "", page) for page in written)
    assert "Learning curves" in one
    assert one == other


def test_a_model_is_not_written_over_its_data(workbench, here):
    rows = "\n".join(f"2024-01-01T{at // 60:02d}:{at % 60:02d},{at % 7}" for at in range(300))
    (here / "rows.csv").write_text(f"time,value\n{rows}\n")
    workbench("init", "rows.csv", "--timesteps", "5", "-o", "e.json")
    workbench("train", "e.json", "--set", "training.epochs=1", "--out", "out")

    called = workbench("export", "out/model.seqmodel", "-f", "script", "-o", "rows.csv", "--overwrite")

    assert "is read by this very command" in called.err


def test_an_unknown_format_is_refused_with_those_there_are(workbench, here, small_model):
    called = workbench("export", small_model, "--format", "matlab", "-o", "out")

    assert called.code == 2
    assert "There is no export format called matlab." in called.err
    assert not (here / "out").exists()


def test_nothing_is_replaced_unasked(workbench, here, small_model):
    (here / "out.onnx").write_text("mine")

    assert "is there already" in workbench("export", small_model, "-f", "onnx", "-o", "out.onnx").err
    assert (here / "out.onnx").read_text() == "mine"
    assert workbench("export", small_model, "-f", "onnx", "-o", "out.onnx", "--overwrite").code == 0


def test_the_model_itself_is_never_written_over(workbench, small_model):
    called = workbench("export", small_model, "-f", "onnx", "-o", small_model, "--overwrite")

    assert called.code == 2
    assert "is read by this very command" in called.err
