"""The curve that fills gaps: SciPy's, to the last digits, and never outside its points."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import PchipInterpolator

from workbench.core.mending.monotone import curve_between


@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=12),
    st.lists(st.integers(-50, 50), min_size=13, max_size=13),
)
def test_the_curve_is_that_of_scipy(distances, levels):
    places = np.concatenate([[0], np.cumsum(distances)])
    values = np.array(levels[: len(places)], dtype=float)
    wanted = np.linspace(0, places[-1], 60)

    curve = curve_between(places, values, wanted)

    np.testing.assert_allclose(curve, PchipInterpolator(places, values)(wanted), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("values", [[0, 1, 1, 5], [3, 2, 9, 9], [0, 0, 0, 0]])
def test_the_curve_goes_through_its_points_and_stays_between_them(values):
    places = np.array([0, 2, 3, 7])

    curve = curve_between(places, np.array(values, dtype=float), np.arange(8))

    np.testing.assert_array_equal(curve[places], values)
    for left, right in pairwise(places):
        low, high = sorted((curve[left], curve[right]))
        assert ((curve[left : right + 1] >= low) & (curve[left : right + 1] <= high)).all()
