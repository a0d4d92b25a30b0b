"""The model bundle: a plain zip of JSON and safetensors. Nothing in it can run.

Members, all stored uncompressed: ``manifest.json`` (format, versions, SHA-256 of every other
member), ``experiment.json``, ``weights.safetensors``, ``scalers.json``, ``schema.json``,
``metrics.json``, and, since format 2 and where there is one, ``calibration.safetensors``. Members are read by
name into memory; nothing is ever unpacked to disk.
"""

from __future__ import annotations

import hashlib
import io
import json
import platform
import shlex
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
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
from workbench.core.text import Text, text
from workbench.core.transforms import AnyTransform, Transform
from workbench.engine.export.check import Check, checked
from workbench.engine.export.probe import expected, probe_of
from workbench.engine.export.series_radii import NAMES as SERIES
from workbench.engine.export.series_radii import packed_series, series_among
from workbench.engine.judgement.intervals import Calibration
from workbench.engine.model import Model, Schema, Weights, network_of

# 2: transforms travel with the scalers; calibration.safetensors, which a model may have. 3: of a group it holds the
# widths of each series, too
FORMAT = 3
SUFFIX = ".seqmodel"
MOST_BYTES = 2 * 2**30
MOST_JSON_BYTES = 8 * 2**20

_MANIFEST = "manifest.json"
_WEIGHTS = "weights.safetensors"
_CALIBRATION = "calibration.safetensors"
_MEMBERS = ("experiment.json", _WEIGHTS, "scalers.json", "schema.json", "metrics.json")


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
        "experiment.json": model.experiment.to_json().encode(),
        _WEIGHTS: safetensors.numpy.save({name: np.ascontiguousarray(w) for name, w in model.weights.items()}),
        "scalers.json": _json(scalers),
        "schema.json": _json(model.schema.model_dump()),
        "metrics.json": _json(model.metrics),
    }
    if model.calibration is not None:
        members[_CALIBRATION] = packed_calibration(model.calibration)
    manifest = {
        "format": FORMAT,
        "made_with": {
            "workbench": workbench.__version__,
            "torch": torch.__version__,
            "numpy": np.__version__,
            "python": platform.python_version(),
        },
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in members.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_MANIFEST, _json(manifest))
        for name, content in members.items():
            archive.writestr(name, content)
    storage.write_whole(path, packed.getvalue())


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
        ExportError: it is no bundle, damaged, or from a newer version.
    """
    content = storage.read_bytes(path, most=MOST_BYTES)
    try:
        members = _members(content, path.name)
        experiment = _experiment(members, path.name)
        scalers = _parsed(members, "scalers.json")
        model = Model(
            experiment=experiment,
            weights=_weights(members[_WEIGHTS], stack_of(experiment).parameters),
            input_scaler=scaler_from_json(scalers["inputs"]),
            target_scaler=scaler_from_json(scalers["targets"]),
            schema=Schema.model_validate(_parsed(members, "schema.json")),
            metrics=_parsed(members, "metrics.json"),
            transforms=_transforms(scalers.get("transforms", []), experiment),
            calibration=read_calibration(members[_CALIBRATION], experiment) if _CALIBRATION in members else None,
        )
    except (SettingsError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path.name, text("its settings cannot be read: {why}", why=error)) from error
    names = (model.input_scaler.columns, model.target_scaler.columns)
    if names != (numbers_seen(experiment.data), experiment.data.targets):
        raise _damaged(path.name, text("its scalers are for other columns"))
    network_of(model)  # names and shapes must fit the layers
    return model


def _members(content: bytes, name: str) -> dict[str, bytes]:
    """Give the members after every check that needs no understanding of them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if _MANIFEST not in names:
                raise _no_bundle(name)
            for entry in entries:
                _check_entry(entry, names, name)
            manifest = json.loads(archive.read(_MANIFEST))
            _check_format(manifest, name)
            held = [member for member in (*_MEMBERS, _CALIBRATION) if member in names or member in _MEMBERS]
            if sorted(names) != sorted((_MANIFEST, *held)):
                raise _damaged(name, text("it does not have the members it should have"))
            members = {member: archive.read(member) for member in held}
    except (ValueError, RecursionError) as error:
        raise _damaged(name, text("its manifest cannot be read")) from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _no_bundle(name) from error
    for member, bytes_held in members.items():
        if hashlib.sha256(bytes_held).hexdigest() != manifest["sha256"].get(member):
            raise _damaged(name, text("{member} was changed after it was saved", member=member))
    return members


def _check_entry(entry: zipfile.ZipInfo, names: list[str], name: str) -> None:
    most = MOST_BYTES if entry.filename in (_WEIGHTS, _CALIBRATION) else MOST_JSON_BYTES
    is_plain = entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & 1
    is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    if not is_plain or is_link or entry.file_size > most or names.count(entry.filename) > 1:
        raise _damaged(name, text("its member {member} is not what the workbench writes", member=entry.filename))


def _check_format(manifest: Any, name: str) -> None:
    held = manifest.get("format") if isinstance(manifest, dict) else None
    if not isinstance(held, int) or held < 1 or not isinstance(manifest.get("sha256"), dict):
        raise _damaged(name, text("its manifest cannot be read"))
    if held > FORMAT:
        raise _too_new(name, text("format {held}", held=held), FORMAT)


def _experiment(members: dict[str, bytes], name: str) -> Experiment:
    held = _parsed(members, "experiment.json").get("version")
    if isinstance(held, int) and held > VERSION:
        raise _too_new(name, text("an experiment of version {held}", held=held), VERSION)
    experiment = parse_experiment(members["experiment.json"])
    faults = [problem for problem in stack_of(experiment).problems if problem.severity == "error"]
    if faults:
        raise _damaged(name, text("its layers do not fit together"))
    return experiment


def _weights(content: bytes, expected: int) -> Weights:
    try:
        weights = safetensors.numpy.load(content)
    except safetensors.SafetensorError as error:
        raise TypeError(f"weights: {error}") from error
    if sum(array.size for array in weights.values()) != expected:
        raise TypeError("weights: their number does not fit the layers")
    for tensor, array in weights.items():
        if array.dtype != np.float32 or not np.isfinite(array).all():
            raise TypeError(f"weights: {tensor} holds something other than finite 32-bit numbers")
    return weights


def _transforms(documents: Any, experiment: Experiment) -> tuple[Transform, ...]:
    """Read the transforms with what was measured for them; but for that, they are the experiment's."""
    held = TypeAdapter(tuple[AnyTransform, ...]).validate_json(json.dumps(documents))
    wanted = experiment.data.transforms
    same = len(held) == len(wanted) and all(
        {**ours.model_dump(), **_settled(theirs)} == ours.model_dump()
        for ours, theirs in zip(held, wanted, strict=True)
    )
    if not same or not all(transform.is_fitted for transform in held):
        raise TypeError("transforms: they are not those of the experiment")
    return held


def _settled(transform: Transform) -> dict[str, Any]:
    """Give what a transform leaves not open."""
    return {name: value for name, value in transform.model_dump().items() if value is not None}


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
        held = safetensors.numpy.load(content)
    except safetensors.SafetensorError as error:
        raise TypeError(f"calibration: {error}") from error
    shares, radii, samples = held["shares"], held["radii"], held["samples"]
    shape = (shares.size, experiment.windows.horizon, len(experiment.data.targets))
    sound = held.keys() - set(SERIES) == {"shares", "radii", "samples"} and shares.ndim == 1 and samples.shape == (1,)
    sound = sound and shares.dtype == radii.dtype == np.float64 and samples.dtype == np.int64
    sound = sound and radii.shape == shape and bool(np.isfinite(radii).all() and (radii >= 0).all())
    sound = sound and bool((shares > 0).all() and (shares < 1).all() and (np.diff(shares) > 0).all())
    if not sound:
        raise TypeError("calibration: it holds something other than radii for these settings")
    return Calibration(tuple(shares.tolist()), radii, int(samples[0]), series_among(held, shape))


def _parsed(members: dict[str, bytes], name: str) -> dict[str, Any]:
    try:
        document = json.loads(members[name])
    except (ValueError, RecursionError) as error:
        raise TypeError(f"{name}: {error}") from error
    if not isinstance(document, dict):
        raise TypeError(f"{name} holds no names")
    return document


def _json(document: Any) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False).encode()


def _too_new(name: str, held: Text, known: int) -> ExportError:
    return ExportError(
        text("{file} has {held}; this workbench reads up to {known}.", file=name, held=held, known=known),
        hint=text("Open it with a newer workbench."),
    )


def _no_bundle(name: str) -> ExportError:
    return ExportError(
        text("{file} is not a model of the workbench.", file=name),
        hint=text("Choose a {suffix} file. Pickled models (.pt, .pkl, .h5) are never opened: they can run code.",
                  suffix=SUFFIX),
    )  # fmt: skip


def _damaged(name: str, why: Text) -> ExportError:
    return ExportError(
        text("{file} is damaged: {why}.", file=name, why=why),
        hint=text("Save the model again from its run, or copy the file once more."),
    )
