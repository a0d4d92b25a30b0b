"""The matrix product that the kernels call is BLAS's, whatever the width of its integers and whoever brings it."""

import numpy as np
import pytest
import scipy.linalg  # noqa: F401 - loads SciPy's BLAS, whose integers have 32 bits
from hypothesis import given
from hypothesis import strategies as st
from threadpoolctl import ThreadpoolController

from workbench.engine.recurrent import arithmetic, blas

SIZES = st.integers(1, 33)


def addresses():
    found = {}
    for library in ThreadpoolController().select(user_api="blas").lib_controllers:
        found["SciPy's" if "scipy.libs" in library.filepath else "NumPy's"] = blas._address(library.filepath)
    return found


@pytest.mark.parametrize("whose", ["NumPy's", "SciPy's"])
@given(m=SIZES, n=SIZES, k=SIZES, seed=st.integers(0, 9))
def test_a_product_is_that_of_numpy_written_added_or_of_a_transposed(whose, m, n, k, seed):
    sgemm = addresses().get(whose) or pytest.skip(f"{whose} BLAS lies elsewhere here")
    generator = np.random.default_rng(seed)
    a, b = (generator.normal(size=size).astype(np.float32) for size in ((m, k), (k, n)))
    exact = a.astype(float) @ b.astype(float)
    product = np.full((3, m, n), np.nan, np.float32)

    arithmetic.multiply(sgemm, a, b, product[0])
    product[1] = 1
    arithmetic.add_product(sgemm, a, b, product[1])
    arithmetic.multiply_transposed(sgemm, np.ascontiguousarray(a.T), b, product[2])

    for one, before in zip(product, (0, 1, 0), strict=True):
        np.testing.assert_allclose(one, exact + before, rtol=1e-4, atol=1e-4)


def test_numpys_own_goes_before_what_others_have_loaded():
    assert blas.find().address == addresses()["NumPy's"] != addresses()["SciPy's"] != 0


def test_a_blas_without_a_product_by_a_known_name_is_told(monkeypatch):
    monkeypatch.setattr(blas, "_NAMES", ("no_such_product",))
    monkeypatch.setattr(blas, "_ACCELERATE", "")
    monkeypatch.setattr("sys.platform", "linux")

    with pytest.raises(ImportError, match=r"^NumPy's BLAS has no matrix product by a known name$"):
        blas.find()
