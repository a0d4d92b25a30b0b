"""Bundles taken apart and put together again, right and wrong."""

import hashlib
import io
import json
import zipfile

import numpy as np
import safetensors.numpy

from tests.engine.made_models import model_of
from tests.made_series import experiment_on
from workbench.core.layers import GRU, LSTM

STACKED = model_of(experiment_on(layers=(LSTM(units=3, return_sequences=True), GRU(units=2))))


def members_of(bundle):
    """Give the content of every member by its name."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members, *, compression=zipfile.ZIP_STORED, links=()):
    """Zip ``members`` as they are, right or wrong; ``links`` are marked as symbolic links."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in members if isinstance(members, list) else members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = compression
            if name in links:
                entry.external_attr = 0o120777 << 16
            archive.writestr(entry, content)
    return made.getvalue()


def resealed(members, **manifest):
    """Zip ``members`` with right hashes, as someone would who wants the damage to go unnoticed."""
    document = json.loads(members["manifest.json"]) | manifest
    document["sha256"] = {
        name: hashlib.sha256(content).hexdigest() for name, content in members.items() if name != "manifest.json"
    }
    return packed(members | {"manifest.json": json.dumps(document).encode()})


def with_json(members, name, change):
    """Give ``members`` with one JSON document changed in place by ``change``."""
    document = json.loads(members[name])
    change(document)
    return members | {name: json.dumps(document).encode()}


def with_weights(members, change):
    """Give ``members`` with the weights changed in place by ``change``."""
    weights = {name: np.array(value) for name, value in safetensors.numpy.load(members["weights.safetensors"]).items()}
    change(weights)
    return members | {"weights.safetensors": safetensors.numpy.save(weights)}
