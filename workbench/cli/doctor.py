"""``workbench doctor``: what is installed, which devices there are, and where things lie."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from typing import Annotated, Any

import typer

import workbench
from workbench.cli import output
from workbench.core import places
from workbench.core.large.store import cache_size

_PACKAGES = (
    "torch",
    "numba",
    "PySide6-Essentials",
    "pyqtgraph",
    "pandas",
    "numpy",
    "pydantic",
    "pyarrow",
    "python-calamine",
)


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Show versions, devices with reasons, and folders: what to send along with a question."""
    versions, devices, computer, paths = _versions(), _devices(), _computer(), _paths()
    large = cache_size()
    if as_json:
        document = {"versions": versions, "devices": devices, "computer": computer, "paths": paths,
                    "cache_bytes": large}  # fmt: skip
        output.say_json(document, indent=2)
        return
    output.say("Versions")
    output.say(output.aligned((name, version or "not installed") for name, version in versions.items()))
    output.say("Devices")
    output.say(output.aligned((one["name"], _in_words(one)) for one in devices))
    output.say("Computer")
    output.say(output.aligned((name.replace("_", " "), str(value)) for name, value in computer.items()))
    output.say("Folders")
    output.say(output.aligned(paths.items()))
    output.say(f"Cache of files larger than the memory: {large / 1e6:,.1f} MB")
    if large:
        output.say('It is emptied by "workbench cache --empty"; what is needed is made again.')


def _in_words(device: dict[str, Any]) -> str:
    usable = "usable" if device["usable"] else "not usable"
    return f"{usable}: {device['reason']}{'; auto takes it' if device['chosen'] else ''}"


def _versions() -> dict[str, str | None]:
    versions = {"workbench": workbench.__version__, "python": platform.python_version()}
    return versions | {package: _version(package) for package in _PACKAGES}


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _devices() -> list[dict[str, Any]]:
    try:
        from workbench.engine.machine.devices import choose_device
        from workbench.engine.machine.devices import devices as every_device
    except (ImportError, OSError) as error:  # a torch that does not load is what a doctor must be able to tell
        return [{"name": "torch", "usable": False, "reason": f"it does not load: {error}", "chosen": False}]
    chosen = choose_device("auto").name
    return [
        {"name": one.name, "usable": one.usable, "reason": one.reason, "chosen": one.name == chosen}
        for one in every_device()
    ]


def _computer() -> dict[str, Any]:
    found: dict[str, Any] = {"system": platform.platform(), "processors": os.cpu_count()}
    try:
        import torch
    except (ImportError, OSError):  # told among the devices
        return found
    return found | {"torch_threads": torch.get_num_threads(), "recurrent_layers": _recurrent_layers()}


def _recurrent_layers() -> str:
    from workbench.engine.recurrent import carrier

    if why := carrier.obstacle():
        return f"torch's own kernels; the compiled ones, which are faster on a CPU, cannot be used: {why}"
    return f"kernels {carrier.origin()}, with matrix products for {carrier.architecture()}"


def _paths() -> dict[str, str]:
    paths = {
        "settings": places.config_folder(),
        "data": places.data_folder(),
        "runs": places.runs_folder(),
        "crashes": places.crash_folder(),
        "pasted": places.pasted_folder(),
        "cache": places.cache_folder(),
        "samples": places.shipped("samples"),
        "resources": places.shipped("resources"),
    }
    return {name: str(path) for name, path in paths.items()}
