"""Which way a call goes: to the window, or to a command; and that neither waits for what it does not need."""

import subprocess
import sys
import types

import pytest

import workbench as package
from workbench import __main__ as start
from workbench.cli.app import COMMANDS


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["series.csv"],
        ["my.experiment.json"],
        ["model.seqmodel"],
        ["folder/series"],
        ["--offscreen", "--shot", "window.png"],
        ["--theme=dark"],
        ["--language", "zh_CN", "series.csv"],
    ],
)
def test_no_command_opens_the_window(arguments, monkeypatch):
    window = types.ModuleType("workbench.app.application")
    window.open_window = lambda given: 0 if given == arguments else 1
    monkeypatch.setitem(sys.modules, "workbench.app.application", window)

    assert start.main(arguments) == 0


def test_a_file_without_a_suffix_opens_the_window_too(here):
    (here / "measurements").write_text("a\n1\n")

    assert start.opens_window(["measurements"])
    assert not start.opens_window(["measurments"])


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], ["train"], ["trian"], ["train", "e.csv"]])
def test_a_command_does_not_open_the_window(arguments):
    assert not start.opens_window(arguments)


def test_the_program_knows_every_command_before_it_imports_them():
    assert tuple(COMMANDS) == start.COMMANDS


def test_neither_the_window_nor_light_commands_wait_for_heavy_libraries(here):
    check = (
        "import sys\n"
        "from workbench.__main__ import main, opens_window\n"
        "opens_window(['series.csv'])\n"
        "assert not {'typer', 'rich', 'numpy', 'pydantic', 'torch'} & set(sys.modules)\n"
        "assert main(['init', 'nile', '-o', 'e.json']) == main(['network', 'e.json']) == main(['--help']) == 0\n"
        "assert not {'torch', 'PySide6'} & set(sys.modules)\n"
    )

    checked = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, timeout=600)

    assert (checked.returncode, checked.stderr) == (0, "")


def test_help_tells_of_the_window_and_of_every_command(workbench):
    helped = workbench("--help")

    assert helped.code == 0
    assert "Without a command the window opens" in helped.out
    assert all(name in helped.out for name in start.COMMANDS)
    assert workbench("--version").out == f"workbench {package.__version__}\n"


@pytest.mark.parametrize("command", start.COMMANDS)
def test_every_command_has_help_without_words_for_developers(workbench, command):
    helped = workbench(command, "--help")

    assert helped.code == 0
    assert "Raises" not in helped.out
