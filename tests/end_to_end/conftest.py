"""The command line as a person calls it, and one small model for every test that needs one."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import IO

import pytest

from workbench.__main__ import main


@dataclass(frozen=True)
class Called:
    """What a call gave back."""

    code: int
    out: str
    err: str


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The folder that the person stands in: theirs, and far from the repository."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def workbench(here, capsys):
    """Call the command line in this process."""

    def call(*arguments: object) -> Called:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Called(code, written.out, written.err)

    return call


@pytest.fixture
def program(here):
    """Start the command line as a program of its own; it is gone when the test, or ten minutes, are over."""
    started: list[tuple[Popen[str], threading.Timer]] = []

    def start(*arguments: object, stdout: int | IO[str] = subprocess.PIPE, **environment: str) -> Popen[str]:
        process = Popen(
            [sys.executable, "-m", "workbench", *map(str, arguments)],
            env={**os.environ, "PYTHONUTF8": "1", **environment},
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        deadline = threading.Timer(600, process.kill)
        deadline.start()
        started.append((process, deadline))
        return process

    yield start
    for process, deadline in started:
        deadline.cancel()
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def small_model(tmp_path_factory) -> Path:
    """A model of the Nile after one epoch. Tests read it and leave it as it is."""
    folder = tmp_path_factory.mktemp("small-model")
    experiment = folder / "nile.experiment.json"
    assert main(["init", "nile", "-o", str(experiment)]) == 0
    assert main(["train", str(experiment), "--set", "training.epochs=1", "--out", str(folder / "out"), "--json"]) == 0
    return folder / "out" / "model.seqmodel"
