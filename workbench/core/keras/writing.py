"""A ``.keras`` file: a zip of ``metadata.json``, ``config.json`` and ``model.weights.h5``, and what Keras knows not.

The last is ``workbench.json``: experiment, scalers and columns, from which the workbench makes the whole model again.
Keras passes it over, and leaves it out of what it saves itself.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.keras.weights import Place, Weights, places_of_stack
from workbench.core.layers.stack import Stack

KERAS_VERSION = "3.10.0"  # the first whose files look like this in every part
CONFIG, WEIGHTS, METADATA, OWN = "config.json", "model.weights.h5", "metadata.json", "workbench.json"
_WRITTEN = (1980, 1, 1, 0, 0, 0)  # the same model is the same file


def keras_bytes(config: dict[str, Any], own: dict[str, Any], stack: Stack, weights: Weights) -> bytes:
    """Give the content of the file.

    Args:
        config: of the model.
        own: what the workbench needs besides.
        stack: whose layers, by their names, are nodes of ``config``.
        weights: by their names in the network.
    """
    kinds = {node["name"]: node["class_name"] for node in config["config"]["layers"]}
    names = [*(row.name for row in stack.active_rows), "output"]
    groups = groups_of([kinds[name] for name in names])
    arrays = {
        f"{group}/{place.inside}": place.to_keras(weights[place.name])
        for group, places in zip(groups, places_of_stack(stack), strict=True)
        for place in places
    }
    members = {
        METADATA: _json({"keras_version": KERAS_VERSION, "date_saved": ""}),
        CONFIG: _json(config),
        WEIGHTS: _hdf5(arrays),
        OWN: _json(own),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, _WRITTEN), content)
    return packed.getvalue()


def groups_of(kinds: Sequence[str]) -> list[str]:
    """Give the group of each layer in the file of weights: its class in small letters, numbered from the second on."""
    counts: dict[str, int] = {}
    groups = []
    for kind in kinds:
        word = _small(kind)
        count = counts.get(word, 0)
        counts[word] = count + 1
        groups.append(f"layers/{word}_{count}" if count else f"layers/{word}")
    return groups


def _small(kind: str) -> str:
    """Write ``SimpleRNN`` as ``simple_rnn`` and ``LSTM`` as ``lstm``, as Keras names the groups."""
    words = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", kind)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", words).lower()


def _hdf5(arrays: dict[str, NDArray[np.float32]]) -> bytes:
    import h5py

    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        for path, array in arrays.items():
            file.create_dataset(path, data=array)
    return content.getvalue()


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False).encode()


__all__ = ["CONFIG", "METADATA", "OWN", "WEIGHTS", "Place", "groups_of", "keras_bytes"]
