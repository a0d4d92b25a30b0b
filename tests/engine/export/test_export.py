"""One door for every format."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.made_models import model_of
from tests.made_series import experiment_on
from workbench.core.catalogue import words_in
from workbench.core.errors import DataError, ExportError, StorageError
from workbench.core.experiment import FileSource, SampleSource
from workbench.core.export_formats import EXPORT_FORMATS
from workbench.core.sources.samples import sample_named
from workbench.engine.export import bundle
from workbench.engine.export.bundle import load_bundle
from workbench.engine.export.export import WRITERS, export
from workbench.engine.export.report import Telling
from workbench.engine.runs import with_own_data

SUNSPOTS = sample_named("sunspots-yearly").series()


def on_sunspots():
    """Give an experiment whose data is there: a report measures it once more."""
    made = experiment_on(SUNSPOTS.columns[:1])
    return made.with_settings("data", source=SampleSource(name="sunspots-yearly"))


def test_every_format_has_its_writer_and_no_other():
    assert set(WRITERS) == {one.name for one in EXPORT_FORMATS}


@pytest.mark.parametrize("one", EXPORT_FORMATS, ids=lambda one: one.name)
def test_a_format_is_written_and_says_how_it_is_used(tmp_path, one):
    path = tmp_path / f"it's a model{one.suffix}"

    exported = export(model_of(on_sunspots(), SUNSPOTS), one.name, path)

    assert exported.path == path
    assert path.is_file() if one.suffix else sorted(file.name for file in path.iterdir())
    assert exported.check is None if one.unchecked else exported.check.largest <= 1e-5
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


def test_a_report_asks_for_the_data_that_is_not_where_it_was(tmp_path):
    gone = model_of().experiment.with_settings("data", source=FileSource(path=str(tmp_path / "gone.csv")))

    with pytest.raises(DataError) as refused:
        export(replace(model_of(), experiment=gone), "report", tmp_path / "model.html")

    assert refused.value.what.startswith(f"The model's own data cannot be used: {tmp_path / 'gone.csv'} could not be")
    assert refused.value.hint == "Lay the data where it was when the model was trained."
    assert list(tmp_path.iterdir()) == []


def test_a_report_speaks_the_language_that_it_is_told_and_reads_no_data_that_is_at_hand(tmp_path, monkeypatch):
    opened = with_own_data(model_of(on_sunspots(), SUNSPOTS))
    monkeypatch.setattr("workbench.engine.runs.open_series", lambda _: pytest.fail("the data was read again"))

    told = Telling(words_in("zh_CN"), measured=(opened.series, opened.evaluation))
    export(opened.model, "report", tmp_path / "model.html", told)

    assert '<html lang="zh-CN">' in (tmp_path / "model.html").read_text("utf-8")


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
