"""A smooth curve through points that rises and falls only where they do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def curve_between(places: NDArray[np.int64] | Values, values: Values, wanted: NDArray[np.int64] | Values) -> Values:
    """Give the curve through ``values`` at the places that are ``wanted``.

    Each part between two points is a cubic whose slopes at its ends are weighted harmonic means of those of the
    neighbouring chords, and 0 at a high or low point: so it never leaves the range of its two points.

    Args:
        places: (P,) rising, P ≥ 3.
        values: (P,) finite.
        wanted: (N,) from the first to the last of ``places``.

    Returns:
        (N,).

    Source: Fritsch & Carlson 1980, doi:10.1137/0717021, with the harmonic means of Fritsch & Butland 1984,
    doi:10.1137/0905021, and the ends of Moler 2004, Numerical Computing with MATLAB, section 3.6.
    """
    distances = np.diff(places).astype(np.float64)
    slopes = _slopes(distances, np.diff(values) / distances)
    at = np.clip(np.searchsorted(places, wanted, side="right") - 1, 0, len(distances) - 1)
    share = (wanted - places[at]) / distances[at]
    rest = 1 - share
    ends = values[at] * (1 + 2 * share) * rest**2 + values[at + 1] * (1 + 2 * rest) * share**2
    bend = slopes[at] * share * rest**2 - slopes[at + 1] * rest * share**2
    curve: Values = ends + distances[at] * bend
    return curve


def _slopes(distances: Values, chords: Values) -> Values:
    """Give the slope at each point from the distances between them, and from the slopes of the chords."""
    before, after = chords[:-1], chords[1:]
    far = distances[1:] + 2 * distances[:-1]
    near = 2 * distances[1:] + distances[:-1]
    turns = (np.sign(before) != np.sign(after)) | (before == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = np.where(turns, 0.0, (near + far) / (near / before + far / after))
    first = _slope_at_end(distances[0], distances[1], chords[0], chords[1])
    last = _slope_at_end(distances[-1], distances[-2], chords[-1], chords[-2])
    return np.concatenate([[first], inner, [last]])


def _slope_at_end(distance: float, next_distance: float, chord: float, next_chord: float) -> float:
    """Give the slope of the parabola through three points at the outer one, held back where it would overshoot."""
    slope = ((2 * distance + next_distance) * chord - distance * next_chord) / (distance + next_distance)
    if np.sign(slope) != np.sign(chord):
        return 0.0
    if np.sign(chord) != np.sign(next_chord) and abs(slope) > 3 * abs(chord):
        return 3 * chord
    return slope
