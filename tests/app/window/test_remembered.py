"""What one window was told, the next one knows."""

from PySide6.QtCore import QSettings

from tests.app.person import click, seen
from tests.windows import settle
from workbench.app.main_window import first_language
from workbench.app.settings import Settings
from workbench.app.widgets.notice import Notice
from workbench.core import places


def hints(window):
    settle()
    return [notice for notice in seen(window.bars, Notice) if "Press Train" in notice.words.text()]


def test_the_look_that_was_chosen_is_kept(a_window):
    with a_window() as window:
        click(window.tool_bar.look)
        assert Settings().theme == "dark"
        click(window.tool_bar.look)

    assert Settings().theme == "light"


def test_the_language_that_was_chosen_is_kept(a_window):
    with a_window() as window:
        click(window.tool_bar.language)

    assert first_language(Settings()) == "zh_CN"


def test_without_a_choice_language_and_look_are_the_systems():
    assert Settings().language is None
    assert Settings().theme == "system"
    assert first_language(Settings()) in ("en", "zh_CN")


def test_recent_files_are_kept(a_window, tmp_path):
    path = tmp_path / "a.experiment.json"
    with a_window() as window:
        window.document.save(path)
        window.files.open(path)

    with a_window() as window:
        assert [action.text() for action in window.menus.recent.actions()] == ["a.experiment.json"]
        assert window.settings.last_folder == str(tmp_path)


def test_one_recent_file_is_a_list_too(tmp_path):
    settings = Settings()
    settings.remember(tmp_path / "only.csv")
    settings._store.sync()

    assert [path.name for path in Settings().recent] == ["only.csv"]


def test_the_hint_is_shown_until_the_first_run_and_never_again(qtbot, a_window, script):
    with a_window() as window:
        assert len(hints(window)) == 1
        window.actions_by_name["train"].trigger()
        assert hints(window) == []
        script.end()
        qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    with a_window() as window:
        assert hints(window) == []


def test_size_and_border_are_kept(a_window):
    with a_window() as window:
        window.resize(700, 650)
        settle()
        window.split.setSizes([440, 460])
        settle()
        size, sizes = window.size(), window.split.sizes()

    with a_window(size=None) as window:
        settle()
        assert window.size() == size
        assert window.split.sizes() == sizes


def test_a_layout_that_makes_no_sense_is_passed_over(a_window):
    store = QSettings(str(places.config_folder() / "window.ini"), QSettings.Format.IniFormat)
    store.setValue("layout/window", "nonsense")
    store.setValue("layout/split", 7)
    store.setValue("recent", 12)
    store.setValue("theme", "pink")
    store.sync()

    with a_window(size=None) as window:
        assert window.screen().availableGeometry().contains(window.geometry())
        assert window.settings.recent == []
        assert window.settings.theme == "system"
