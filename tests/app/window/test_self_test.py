"""What the program's own test says of a program that is not whole."""

import pytest

from workbench.app.self_test import SelfTest
from workbench.core.errors import DataError
from workbench.core.text import text


@pytest.fixture
def ended(window, monkeypatch, tmp_path):
    codes = []
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path))
    monkeypatch.setattr("workbench.app.self_test.QApplication.exit", codes.append)
    monkeypatch.setattr("workbench.app.self_test.QApplication.setQuitOnLastWindowClosed", lambda wanted: None)
    return codes


def test_an_error_ends_it_with_one_and_the_error_s_words(window, ended, capsys):
    test = SelfTest(window)

    window.bench.failed.emit(DataError(text("There is no such file."), hint=text("Look for it.")))

    assert ended == [1]
    assert "FAILED: There is no such file." in capsys.readouterr().out
    test.deleteLater()


def test_what_is_raised_on_the_way_out_does_not_begin_the_end_anew(window, ended, monkeypatch):
    test = SelfTest(window)

    def gone(words):
        window.bench.failed.emit(DataError(text("Nobody listens any more."), hint=text("Listen.")))
        raise BrokenPipeError

    monkeypatch.setattr("workbench.app.self_test._tell", gone)
    with pytest.raises(BrokenPipeError):
        test._end("it does not work")

    assert ended == [1]
    test.deleteLater()
