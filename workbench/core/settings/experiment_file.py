"""Experiments in files: versioned JSON, read strictly and written whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workbench.core import storage
from workbench.core.errors import SettingsError
from workbench.core.experiment import VERSION, Experiment, FileSource
from workbench.core.layers import kind_named
from workbench.core.settings.mistakes import settings_error
from workbench.core.strict_json import parse_json
from workbench.core.text import text

SUFFIX = ".experiment.json"
MOST_BYTES = 8 * 2**20


def _without_normalisation(document: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew no window normalisation: its networks had none, while today's default is the last value."""
    windows = document.get("windows", {})
    if not isinstance(windows, dict):  # the check of the whole tells it
        return document
    return document | {"windows": {"normalisation": "none"} | windows}


def _unchanged(document: dict[str, Any]) -> dict[str, Any]:
    """Version 2 knew less: what it could not say has defaults that mean what it did."""
    return document


# One entry per old version: takes a file's content at that version to the next one.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _without_normalisation, 2: _unchanged}


def parse_experiment(content: str | bytes) -> Experiment:
    """Read an experiment from the text of its file, of this version or an older one.

    Raises:
        SettingsError: with every mistake at once, each at its address.
    """
    try:
        document = parse_json(content)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise _not_json(error) from error
    except ValueError as error:
        raise _no_experiment(text("This experiment cannot be read: {why}.", why=error.args[0])) from error
    if not isinstance(document, dict):
        raise _no_experiment(text("This is not an experiment: it holds no named settings."))
    return experiment_from(migrated(document))


def experiment_from(document: dict[str, Any]) -> Experiment:
    """Check the settings in ``document``, which has today's version.

    Raises:
        SettingsError: with every mistake at once, each at its address.
    """
    try:
        return Experiment.model_validate_json(json.dumps(document))
    except RecursionError as error:
        raise _not_json(error) from error
    except ValidationError as error:
        if error.errors()[0]["type"] == "json_invalid":  # what JSON allows and text does not: half a character
            raise _not_json(error.errors()[0]["ctx"]["error"]) from error
        raise settings_error(error, Experiment) from error


def migrated(document: dict[str, Any]) -> dict[str, Any]:
    """Take a file's content through every version since its own.

    Raises:
        SettingsError: the file has no version, or a newer one than this app knows.
    """
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _no_experiment(text("This is not an experiment: it has no version number."))
    if version > VERSION:
        raise SettingsError(
            text(
                "The experiment has version {version}; this workbench reads up to {known}.",
                version=version,
                known=VERSION,
            ),
            hint=text("Open it with a newer workbench."),
        )
    for old in range(version, VERSION):
        document = MIGRATIONS[old](document) | {"version": old + 1}
    return document


def load_experiment(path: Path) -> Experiment:
    """Read an experiment's file; a relative data path is taken from the file's folder.

    Raises:
        StorageError: the file cannot be read.
        SettingsError: with every mistake at once, each at its address.
    """
    experiment = parse_experiment(storage.read_bytes(path, most=MOST_BYTES))
    source = experiment.data.source
    if isinstance(source, FileSource):
        whole = path.resolve().parent / source.path
        return experiment.with_settings("data", source=FileSource(path=str(whole)))
    return experiment


def save_experiment(experiment: Experiment, path: Path) -> None:
    """Write an experiment's file; data below its folder is named relative to it, so that both can move.

    Raises:
        StorageError: the file cannot be written; what was there is unchanged.
    """
    source = experiment.data.source
    if isinstance(source, FileSource):
        folder, file = path.resolve().parent, Path(source.path).resolve()
        named = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)
        experiment = experiment.with_settings("data", source=FileSource(path=named))
    storage.write_whole(path, experiment.to_json().encode())


def with_values(experiment: Experiment, assignments: list[str]) -> Experiment:
    """Give the experiment with ``address=value`` assignments applied, as in ``training.epochs=3``.

    A value is read as JSON where it is JSON (numbers, true, null, lists), else as text.

    Raises:
        SettingsError: an address or a value is wrong; all such mistakes at once.
    """
    document = json.loads(experiment.model_dump_json())
    for assignment in assignments:
        address, equals, value = assignment.partition("=")
        if not equals:
            raise SettingsError(
                text("{assignment} sets nothing: there is no equals sign.", assignment=assignment),
                hint=text("Write it as in training.epochs=3."),
            )
        _assign(document, address.strip(), _value(value.strip()))
    return experiment_from(document)


def _value(written: str) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return written


def _assign(document: dict[str, Any], address: str, value: Any) -> None:
    """Set the value at ``address`` (``layers[0].units``) inside the JSON tree ``document``."""
    place: Any = document
    names = address.replace("[", ".[").split(".")
    try:
        for name in names[:-1]:
            place = place[int(name[1:-1])] if name.startswith("[") else place[name]
        if not isinstance(place, dict):
            raise KeyError(names[-1])
        if names[0] == "layers" and names[-1] == "kind":
            _forget_defaults(place)
        place[names[-1]] = value  # an unknown last name is found, and told, by the check of the whole
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise SettingsError(
            text("There is no setting {address} in this experiment.", address=address),
            hint=text("Addresses look like training.epochs, windows.timesteps or layers[0].units."),
        ) from error


def _forget_defaults(layer: dict[str, Any]) -> None:
    """Leave only what was set by hand: the defaults of one kind of layer may be unknown to another."""
    fields = kind_named(layer["kind"]).model_fields
    for name in [name for name, value in layer.items() if name in fields and value == fields[name].default]:
        del layer[name]


def _not_json(why: object) -> SettingsError:
    return _no_experiment(text("This is not an experiment: it is not JSON ({why}).", why=str(why).splitlines()[0]))


def _no_experiment(what: str) -> SettingsError:
    return SettingsError(what, hint=text("Choose a file that the workbench saved."))
