"""The widths of each series of a group as arrays of a model's file, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.strict_json import parse_json
from workbench.core.text import text
from workbench.engine.judgement.intervals import SeriesRadii

NAMES = ("series_names", "series_radii", "series_own", "series_samples")


def packed_series(series: SeriesRadii | None) -> dict[str, NDArray[Any]]:
    """Give what ``series_among`` reads; nothing where there is one series."""
    if series is None:
        return {}
    names = np.frombuffer(json.dumps(series.names, ensure_ascii=False).encode(), dtype=np.uint8)
    arrays = (names, series.radii, series.own.astype(np.uint8), series.samples.astype(np.int64))
    return {name: np.ascontiguousarray(array) for name, array in zip(NAMES, arrays, strict=True)}


def series_among(held: Mapping[str, NDArray[Any]], shape: tuple[int, ...]) -> SeriesRadii | None:
    """Read the widths of each series out of a calibration's arrays; None where it has none.

    Args:
        held: the arrays.
        shape: (shares, H, K) of the radii of one series.

    Raises:
        TypeError: they hold something else.
    """
    if not any(name in held for name in NAMES):
        return None
    if not all(name in held for name in NAMES):
        raise TypeError(text("calibration: the widths of each series are not whole"))
    names, radii, own, samples = (held[name] for name in NAMES)
    sound = names.dtype == np.uint8 and radii.dtype == np.float64 and own.dtype == np.uint8
    sound = sound and samples.dtype == np.int64 and names.ndim == 1
    told = _names(names.tobytes()) if sound else ()
    sound = sound and radii.shape == (len(told), *shape) and own.shape == samples.shape == (len(told),)
    sound = sound and bool((np.isnan(radii) | ((radii >= 0) & np.isfinite(radii))).all())
    if not sound or not bool((own <= 1).all() and (samples >= 0).all()):
        raise TypeError(text("calibration: it holds something other than widths of each series"))
    return SeriesRadii(told, radii, own.astype(bool), samples)


def series_document(series: SeriesRadii | None) -> dict[str, Any]:
    """Give the same for a JSON file; NaN, which JSON does not know, is None there."""
    if series is None:
        return {}
    radii = [[[[None if np.isnan(one) else one for one in step] for step in share] for share in each]
             for each in series.radii.tolist()]  # fmt: skip
    told = (list(series.names), radii, series.own.tolist(), series.samples.tolist())
    return {"series": dict(zip(NAMES, told, strict=True))}


def series_of_document(document: Mapping[str, Any]) -> SeriesRadii | None:
    """Read what ``series_document`` gave; the caller looks whether it can be so."""
    if "series" not in document:
        return None
    names, radii, own, samples = (document["series"][name] for name in NAMES)
    return SeriesRadii(
        tuple(names), np.array(radii, dtype=np.float64), np.array(own, dtype=bool), np.array(samples, dtype=np.int64)
    )


def _names(content: bytes) -> tuple[str, ...]:
    try:
        names = parse_json(content)
    except ValueError as error:
        raise TypeError(text("calibration: the names of the series are no words")) from error
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TypeError(text("calibration: the names of the series are no words"))
    if len(set(names)) < len(names):
        raise TypeError(text("calibration: a series stands there twice"))
    return tuple(names)
