"""The model bundle: a plain zip of JSON and safetensors. Nothing in it can run.

Members, all stored uncompressed: ``manifest.json`` (format, versions, SHA-256 of every other
member), ``experiment.json``, ``weights.safetensors``, ``scalers.json``, ``schema.json``,
``metrics.json``, since format 2 and where there is one ``calibration.safetensors``, and since format 3
``probe.safetensors``: a few samples with what the model forecast for them where it was saved. Members are read by
name into memory; nothing is ever unpacked to disk.
"""

from __future__ import annotations

import json
import platform
import shlex
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
import torch
from pydantic import TypeAdapter

import workbench
from workbench.core import storage
from workbench.core.errors import ExportError, SettingsError
from workbench.core.experiment import VERSION, Experiment
from workbench.core.layers.stack import stack_of
from workbench.core.preparing.features import numbers_seen
from workbench.core.preparing.scaling import scaler_from_json
from workbench.core.settings.experiment_file import parse_experiment
from workbench.core.strict_json import parse_json
from workbench.core.text import Text, text
from workbench.core.transforms import AnyTransform, Transform
from workbench.engine.arrays import parse_arrays
from workbench.engine.export import sealed
from workbench.engine.export.check import Check, checked
from workbench.engine.export.probe import expected, probe_of
from workbench.engine.export.recorded import distance, read_record, record
from workbench.engine.export.sealed import damaged, seal, too_new, unsealed
from workbench.engine.export.series_radii import NAMES as SERIES
from workbench.engine.export.series_radii import packed_series, series_among
from workbench.engine.judgement.intervals import Calibration
from workbench.engine.model import Model, Schema, Weights, network_of

# 2: transforms travel with the scalers; calibration.safetensors, which a model may have. 3: probe.safetensors; of a
# group the calibration holds the widths of each series, too
FORMAT = 3
SUFFIX = ".seqmodel"

_EXPERIMENT, _SCALERS, _SCHEMA, _METRICS = "experiment.json", "scalers.json", "schema.json", "metrics.json"
_WEIGHTS, _CALIBRATION, _PROBE = "weights.safetensors", "calibration.safetensors", "probe.safetensors"
_MEMBERS = (_EXPERIMENT, _WEIGHTS, _SCALERS, _SCHEMA, _METRICS)
_TRANSFORMS = TypeAdapter(tuple[AnyTransform, ...])


def save_bundle(model: Model, path: Path) -> None:
    """Write ``model`` to ``path``.

    Raises:
        StorageError: it cannot be written; what was there is unchanged.
    """
    scalers = {
        "inputs": model.input_scaler.to_json(),
        "targets": model.target_scaler.to_json(),
        "transforms": [transform.model_dump(mode="json") for transform in model.transforms],
    }
    members = {
        _EXPERIMENT: model.experiment.to_json().encode(),
        _WEIGHTS: safetensors.numpy.save({name: np.ascontiguousarray(w) for name, w in model.weights.items()}),
        _SCALERS: _json(scalers),
        _SCHEMA: _json(model.schema.model_dump()),
        _METRICS: _json(model.metrics),
        _PROBE: record(model),
    }
    if model.calibration is not None:
        members[_CALIBRATION] = packed_calibration(model.calibration)
    made_with = {
        "workbench": workbench.__version__,
        "torch": torch.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
    }
    storage.write_whole(path, seal(members, {"format": FORMAT, "made_with": made_with}))


def export_bundle(model: Model, path: Path) -> Check:
    """Write ``model`` to ``path``, read it back, and compare what both forecast.

    Raises:
        ExportError: what was read back gives other numbers.
        StorageError: it cannot be written or read.
    """
    save_bundle(model, path)
    read = load_bundle(path)
    return checked(model, lambda inputs: expected(read, probe_of(read, len(next(iter(inputs.values()))))).outputs)


def example(model: Model, path: Path) -> str:
    """Write the command that forecasts with a bundle."""
    return f"workbench predict {shlex.quote(str(path))} rows.csv -o forecast.csv\n"


def load_bundle(path: Path) -> Model:
    """Read a model back, and check everything before any of it is used.

    Raises:
        StorageError: the file cannot be read.
        ExportError: it is no bundle, damaged, from a newer version, or forecasts other numbers here than where it was
            saved.
    """
    content = storage.read_bytes(path, most=sealed.MOST_BYTES)
    held = unsealed(content, path.name, newest=FORMAT, needed=_MEMBERS, optional=(_CALIBRATION, _PROBE))
    if held.manifest["format"] >= 3 and _PROBE not in held.members:
        raise damaged(path.name, text("it does not have the members it should have"))
    try:
        model = _model(held.members, path.name)
        probe = read_record(held.members[_PROBE], model) if _PROBE in held.members else None
    except (SettingsError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise damaged(path.name, text("its settings cannot be read: {why}", why=_why(error))) from error
    names = (model.input_scaler.columns, model.target_scaler.columns)
    if names != (numbers_seen(model.experiment.data), model.experiment.data.targets):
        raise damaged(path.name, text("its scalers are for other columns"))
    network = network_of(model)  # names and shapes must fit the layers
    if probe is not None and not (far := distance(model, network, probe)) <= probe.most:
        raise _forecasts_otherwise(path.name, held.made_with, far, probe.most)
    return model


def _model(members: dict[str, bytes], name: str) -> Model:
    experiment = _experiment(members, name)
    scalers = _parsed(members, _SCALERS)
    return Model(
        experiment=experiment,
        weights=_weights(members[_WEIGHTS], stack_of(experiment).parameters),
        input_scaler=scaler_from_json(scalers["inputs"]),
        target_scaler=scaler_from_json(scalers["targets"]),
        schema=Schema.model_validate(_parsed(members, _SCHEMA)),
        metrics=read_metrics(_parsed(members, _METRICS)),
        transforms=_transforms(scalers.get("transforms", []), experiment),
        calibration=read_calibration(members[_CALIBRATION], experiment) if _CALIBRATION in members else None,
    )


def _why(error: Exception) -> str:
    """Give the reason; one of ours can still be translated."""
    told = error.args[0] if error.args else ""
    return told if isinstance(told, Text) else str(error)


def _experiment(members: dict[str, bytes], name: str) -> Experiment:
    held = _parsed(members, _EXPERIMENT).get("version")
    if isinstance(held, int) and held > VERSION:
        raise too_new(name, text("an experiment of version {held}", held=held), VERSION)
    experiment = parse_experiment(members[_EXPERIMENT])
    faults = [problem for problem in stack_of(experiment).problems if problem.severity == "error"]
    if faults:
        raise damaged(name, text("its layers do not fit together"))
    return experiment


def _weights(content: bytes, expected: int) -> Weights:
    try:
        weights, _ = parse_arrays(content)
    except ValueError as error:
        raise TypeError(text("weights: {why}", why=_why(error))) from error
    if sum(array.size for array in weights.values()) != expected:
        raise TypeError(text("weights: their number does not fit the layers"))
    for tensor, array in weights.items():
        if array.dtype != np.float32 or not np.isfinite(array).all():
            raise TypeError(text("weights: {name} holds something other than finite 32-bit numbers", name=tensor))
    return weights


def _transforms(documents: Any, experiment: Experiment) -> tuple[Transform, ...]:
    """Read the transforms with what was measured for them; but for that, they are the experiment's."""
    held = _TRANSFORMS.validate_json(json.dumps(documents))
    wanted = experiment.data.transforms
    same = len(held) == len(wanted) and all(
        {**ours.model_dump(), **_settled(theirs)} == ours.model_dump()
        for ours, theirs in zip(held, wanted, strict=True)
    )
    if not same or not all(transform.is_fitted for transform in held):
        raise TypeError(text("transforms: they are not those of the experiment"))
    return held


def _settled(transform: Transform) -> dict[str, Any]:
    """Give what a transform leaves not open."""
    return {name: value for name, value in transform.model_dump().items() if value is not None}


def read_metrics(document: dict[str, Any]) -> dict[str, Any]:
    """Take over what was measured, and refuse what could not be shown."""
    for part in ("validation", "test"):
        held = document.get(part, {"mae": None})
        by_target = held.get("by_target", {}) if isinstance(held, dict) else None
        measured = [held, *by_target.values()] if isinstance(by_target, dict) else []
        looks = held.get("looks", 1) if isinstance(held, dict) else 0
        if not measured or not all(_is_measured(one) for one in measured) or not _is_number(looks) or looks < 1:
            raise TypeError(text("metrics: those of the part {part} are not what is measured", part=part))
    return document


def _is_measured(measures: Any) -> bool:
    return isinstance(measures, dict) and "mae" in measures and (measures["mae"] is None or _is_number(measures["mae"]))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def packed_calibration(calibration: Calibration) -> bytes:
    """Give what ``read_calibration`` reads."""
    arrays = {
        "shares": np.array(calibration.shares, dtype=np.float64),
        "radii": np.ascontiguousarray(calibration.radii, dtype=np.float64),
        "samples": np.array([calibration.samples], dtype=np.int64),
        **packed_series(calibration.series),
    }
    return safetensors.numpy.save(arrays)


def read_calibration(content: bytes, experiment: Experiment) -> Calibration:
    """Read how far the model was off, and refuse what no model of these settings can have."""
    try:
        held, _ = parse_arrays(content)
    except ValueError as error:
        raise TypeError(text("calibration: {why}", why=_why(error))) from error
    shares, radii, samples = held["shares"], held["radii"], held["samples"]
    shape = (shares.size, experiment.windows.horizon, len(experiment.data.targets))
    sound = held.keys() - set(SERIES) == {"shares", "radii", "samples"} and shares.ndim == 1 and samples.shape == (1,)
    sound = sound and shares.dtype == radii.dtype == np.float64 and samples.dtype == np.int64
    sound = sound and radii.shape == shape and bool(np.isfinite(radii).all() and (radii >= 0).all())
    sound = sound and bool((shares > 0).all() and (shares < 1).all() and (np.diff(shares) > 0).all())
    if not sound:
        raise TypeError(text("calibration: it holds something other than radii for these settings"))
    return Calibration(tuple(shares.tolist()), radii, int(samples[0]), series_among(held, shape))


def _parsed(members: dict[str, bytes], name: str) -> dict[str, Any]:
    try:
        document = parse_json(members[name])
    except ValueError as error:
        raise TypeError(text("{name}: {why}", name=name, why=_why(error))) from error
    if not isinstance(document, dict):
        raise TypeError(text("{name} holds no names", name=name))
    return document


def _json(document: Any) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False).encode()


def _forecasts_otherwise(name: str, made_with: str, far: float, most: float) -> ExportError:
    how_far = text("{far:.1e} of the target's scale away, where rounding makes {most:.0e} at most", far=far, most=most)
    if not np.isfinite(far):
        how_far = text("there or here, something is no number")
    return ExportError(
        text("{file} forecasts other numbers here than where it was saved: {how_far}.", file=name, how_far=how_far),
        hint=text("Forecast where it was saved, or with the same versions: {made_with}. Report this with the file.",
                  made_with=made_with),
    )  # fmt: skip
