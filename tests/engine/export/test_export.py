"""One door for every format."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.made_models import model_of
from tests.made_series import experiment_on
from workbench.core.errors import ExportError, StorageError
from workbench.core.export_formats import EXPORT_FORMATS
from workbench.engine.export import bundle
from workbench.engine.export.bundle import load_bundle
from workbench.engine.export.export import WRITERS, export


def test_every_format_has_its_writer_and_no_other():
    assert set(WRITERS) == {one.name for one in EXPORT_FORMATS}


@pytest.mark.parametrize("one", EXPORT_FORMATS, ids=lambda one: one.name)
def test_a_format_is_written_and_says_how_it_is_used(tmp_path, one):
    path = tmp_path / f"it's a model{one.suffix}"

    exported = export(model_of(experiment_on(("a", "b"))), one.name, path)

    assert exported.path == path
    assert path.is_file() if one.suffix else sorted(file.name for file in path.iterdir())
    assert exported.check is None or exported.check.largest <= 1e-5
    assert "model" in exported.example
    assert exported.example.endswith("\n")


def test_what_a_check_found_is_told_in_words(tmp_path):
    check = export(model_of(), "onnx", tmp_path / "model.onnx").check

    assert check.words == (
        f"Checked against the model's own forecasts in batches of 1, 7, 64: the largest difference is"
        f" {check.largest:.1e} of the target's scale."
    )


def test_a_bundle_that_reads_back_as_another_model_is_told(tmp_path, monkeypatch):
    model = model_of()
    other = replace(model, weights={**model.weights, "output.bias": np.ones_like(model.weights["output.bias"])})
    monkeypatch.setattr(bundle, "load_bundle", lambda path: other)

    with pytest.raises(ExportError, match="gives other numbers than the model"):
        export(model, "bundle", tmp_path / "model.seqmodel")


def test_a_bundle_is_the_one_that_save_model_writes(tmp_path):
    model = model_of()

    export(model, "bundle", tmp_path / "model.seqmodel")

    read = load_bundle(tmp_path / "model.seqmodel")
    assert read.experiment == model.experiment


@pytest.mark.parametrize("name", ["onnx", "script"])
def test_a_folder_in_the_place_of_the_file_is_told(tmp_path, name):
    with pytest.raises(StorageError, match="Is a directory"):
        export(model_of(), name, tmp_path)


def test_a_model_that_forecasts_no_numbers_is_refused(tmp_path):
    model = model_of()
    model.weights["output.bias"][:] = np.nan

    with pytest.raises(ExportError, match="The model forecasts no numbers, whatever it sees"):
        export(model, "onnx", tmp_path / "model.onnx")


def test_more_weights_than_an_onnx_file_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("workbench.engine.export.onnx.model._MOST_BYTES", 100)

    with pytest.raises(ExportError, match=r"bytes; one ONNX file holds up to 100\."):
        export(model_of(), "onnx", tmp_path / "model.onnx")
