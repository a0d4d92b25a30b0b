import pytest

from tests.engine.export.exported_models import NAMES, models
from tests.engine.export.packed import STACKED, members_of
from workbench.core.errors import ExportError
from workbench.engine.export.bundle import load_bundle, save_bundle


@pytest.fixture(scope="package")
def trained_models():
    """Every kind, option and preset, trained once for all formats: by name."""
    found = dict(models())
    assert tuple(found) == NAMES
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "model.seqmodel"
    save_bundle(STACKED, path)
    return path.read_bytes()


@pytest.fixture
def members(whole):
    return members_of(whole)


@pytest.fixture
def refusal(tmp_path):
    """Write a file and give what is said when it is opened; nothing else may be in the folder afterwards."""

    def told(content):
        path = tmp_path / "inside" / "model.seqmodel"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        with pytest.raises(ExportError) as caught:
            load_bundle(path)
        assert caught.value.hint
        assert [one.name for one in tmp_path.rglob("*")] == ["inside", "model.seqmodel"]
        return caught.value.what

    return told
