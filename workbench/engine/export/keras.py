"""Keras files out and in: the network with its weights, from numbers in original units to forecasts in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from workbench.core import storage
from workbench.core.errors import ExportError
from workbench.core.experiment import Experiment
from workbench.core.keras.archive import KerasFile, open_keras, parse_keras, read_weights
from workbench.core.keras.importing import Imported, imported_from
from workbench.core.keras.model import model_config
from workbench.core.keras.own import FORMAT, damaged_own, own_settings
from workbench.core.keras.weights import places_of_stack
from workbench.core.keras.writing import groups_of, keras_bytes
from workbench.core.layers import RecurrentSpec
from workbench.core.layers.stack import Stack, stack_of
from workbench.core.preparing.features import Feature, features_in, numbers_seen
from workbench.core.preparing.scaling import Scaler
from workbench.core.text import Text, text
from workbench.engine.export.bundle import packed_calibration, read_calibration, read_metrics
from workbench.engine.export.check import Check, checked
from workbench.engine.export.probe import expected, probe_of
from workbench.engine.export.series_radii import series_document, series_of_document
from workbench.engine.judgement.intervals import Calibration
from workbench.engine.model import Model, Schema, network_of

SUFFIX = ".keras"


def save_keras(model: Model, path: Path) -> Check:
    """Write ``model`` to ``path`` once what was read back from it gives the model's own numbers.

    Raises:
        ExportError: Keras cannot hold the model, or it gives other numbers.
        StorageError: it cannot be written; what was there is unchanged.
    """
    content = content_of(model)
    read = _own_model(parse_keras(content, path.name))
    if read is None:
        raise _changed(path.name)
    check = checked(model, lambda inputs: expected(read, probe_of(read, len(next(iter(inputs.values()))))).outputs)
    storage.write_whole(path, content)
    return check


def content_of(model: Model) -> bytes:
    """Give the content of the file.

    Raises:
        ExportError: the model has transforms, which no layer of Keras computes.
    """
    if model.transforms:
        names = ", ".join(dict.fromkeys(one.column for one in model.transforms))
        raise ExportError(
            text("A Keras file cannot hold the transforms of {names}.", names=names),
            hint=text("Export the model as ONNX or as PyTorch, which hold them."),
        )
    config = model_config(model.experiment, model.input_scaler, model.target_scaler)
    return keras_bytes(config, _own(model), stack_of(model.experiment), model.weights)


def _own(model: Model) -> dict[str, Any]:
    """Write what Keras has no place for."""
    spread = model.calibration
    return {
        "format": FORMAT,
        "experiment": json.loads(model.experiment.to_json()),
        "features": [_feature_name(one) for one in features_in(model.experiment)],
        "scalers": {"inputs": model.input_scaler.to_json(), "targets": model.target_scaler.to_json()},
        "schema": model.schema.model_dump(mode="json"),
        "metrics": model.metrics,
        "calibration": None
        if spread is None
        else {
            "shares": spread.shares,
            "radii": spread.radii.tolist(),
            "samples": spread.samples,
            **series_document(spread.series),
        },
    }


def load_keras(path: Path) -> Model | None:
    """Read the model that the workbench wrote to ``path``, or None where Keras or somebody else wrote or changed it.

    Raises:
        StorageError: it cannot be read.
        ExportError: it is no Keras file, or damaged.
    """
    return _own_model(open_keras(path))


def import_keras(path: Path, present: Experiment) -> tuple[Imported, Model | None]:
    """Read any Keras file: what was understood of it, and the model where its weights could be taken over.

    A model that the workbench wrote comes back whole, with its scalers, windows and columns. Any other one reads
    and gives the numbers that it reads and gives in Keras.

    Args:
        path: of the file.
        present: what nothing is said of stays as it is here.

    Raises:
        StorageError: it cannot be read.
        ExportError: it is no Keras file, or damaged.
    """
    file = open_keras(path)
    model = _own_model(file)
    if model is not None:
        return Imported(model.experiment, (), dict(model.weights)), model
    imported = imported_from(file, present)
    if imported.weights is None:
        return imported, None
    experiment = imported.experiment
    data = experiment.data
    made = Model(
        experiment=experiment,
        weights=imported.weights,
        input_scaler=_unscaled(numbers_seen(data)),
        target_scaler=_unscaled(data.targets),
        schema=Schema(series=path.name, time_name="", step_microseconds=None, rows=0),
        metrics={},
    )
    network_of(made)  # names and shapes must fit the layers
    return imported, made


def _own_model(file: KerasFile) -> Model | None:
    """Make the model that we wrote, if what Keras reads of the file is still what we wrote."""
    own = file.own
    written = own_settings(file)
    if own is None or written is None:
        return None
    experiment = written.experiment
    stack = stack_of(experiment)
    try:
        model = Model(
            experiment=experiment,
            weights=read_weights(file, _groups(file.config, stack), places_of_stack(stack)),
            input_scaler=written.inputs,
            target_scaler=written.targets,
            schema=Schema.model_validate(own["schema"]),
            metrics=read_metrics(dict(own["metrics"])),
            calibration=_calibration(own.get("calibration"), experiment),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged_own(file.name) from error
    network_of(model)  # names and shapes must fit the layers
    return model


def _groups(config: dict[str, Any], stack: Stack) -> list[str]:
    kinds = {node["name"]: node["class_name"] for node in config["config"]["layers"]}
    return groups_of([kinds[name] for name in (*(row.name for row in stack.active_rows), "output")])


def _calibration(document: Any, experiment: Experiment) -> Calibration | None:
    if document is None:
        return None
    shares = tuple(float(one) for one in document["shares"])
    radii = np.array(document["radii"], dtype=np.float64)
    told = Calibration(shares, radii, int(document["samples"]), series_of_document(document))
    return read_calibration(packed_calibration(told), experiment)


def _unscaled(columns: tuple[str, ...]) -> Scaler:
    return Scaler(columns, np.zeros(len(columns)), np.ones(len(columns)))


def _feature_name(feature: Feature) -> str:
    if feature.cycle is not None:
        name = " ".join(feature.cycle)
    else:
        name = f"{feature.column}" if feature.word is None else f"{feature.column} = {feature.word}"
    return f"{name}, {feature.ahead} steps ahead" if feature.ahead else name


def example(model: Model, path: Path) -> str:
    """Write a few lines of Python that forecast with the file."""
    stack = stack_of(model.experiment)
    rows = stack.active_rows
    several = model.experiment.training.values_per_target > 1 or any(
        getattr(row.spec, "return_state", False) for row in rows
    )
    names = [_feature_name(one) for one in features_in(model.experiment)]
    lines = [
        "import keras",
        "",
        f"model = keras.saving.load_model({str(path)!r})",
        f"# window: (batch, {stack.input.steps}, {stack.input.channels}) numbers in original units, oldest step first:",
        *(f"#   {name}" for name in names),
    ]
    if any(isinstance(row.spec, RecurrentSpec) and row.spec.stateful for row in rows):
        lines.append(f"# stateful: every batch has {model.experiment.training.batch_size} windows")
    output = model.experiment.windows.horizon, len(model.experiment.data.targets)
    index = '["forecast"]' if several else ""
    lines.append(f"forecast = model.predict(window){index}")
    lines.append(f"# (batch, {output[0]}, {output[1]}) in original units: {', '.join(model.experiment.data.targets)}")
    if model.calibration is not None:
        lines.append("# how far forecasts may be off stands in workbench.json inside the file; Keras does not read it")
    return "\n".join(lines) + "\n"


def _changed(name: str) -> ExportError:
    told: Text = text("{file} does not read back as it was written.", file=name)
    return ExportError(told, hint=text("Save the model as a bundle, and report this with the model's file."))


__all__ = ["SUFFIX", "content_of", "example", "import_keras", "load_keras", "save_keras"]
