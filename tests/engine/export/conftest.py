import pytest

from tests.engine.export.exported_models import NAMES, models


@pytest.fixture(scope="package")
def trained_models():
    """Every kind, option and preset, trained once for all formats: by name."""
    found = dict(models())
    assert tuple(found) == NAMES
    return found
