import pytest

from workbench.core import places


def test_everything_that_is_kept_moves_with_the_home_variable(tmp_path, monkeypatch):
    monkeypatch.setenv(places.HOME_VARIABLE, str(tmp_path))

    assert places.config_folder() == tmp_path / "config"
    assert places.data_folder() == tmp_path / "data"
    assert places.runs_folder() == tmp_path / "data" / "runs"
    assert places.autosave_folder() == tmp_path / "data" / "autosave"
    assert places.crash_folder() == tmp_path / "data" / "crashes"


def test_without_the_variable_things_are_kept_where_the_system_wants_them(monkeypatch):
    monkeypatch.delenv(places.HOME_VARIABLE)

    assert places.config_folder().name == "sequence-workbench"
    assert "sequence-workbench" in places.runs_folder().parts


@pytest.mark.parametrize("folder", ["samples", "resources"])
def test_what_is_shipped_is_found_in_a_checkout(folder):
    assert places.shipped(folder).is_dir()


def test_what_is_shipped_inside_the_package_comes_first(tmp_path, monkeypatch):
    package = tmp_path / "workbench"
    (package / "samples").mkdir(parents=True)
    (tmp_path / "samples").mkdir()
    monkeypatch.setattr(places, "_PACKAGE", package)

    assert places.shipped("samples") == package / "samples"
    assert places.shipped("resources") == tmp_path / "resources"
