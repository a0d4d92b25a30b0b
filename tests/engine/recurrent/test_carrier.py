"""Whether the kernels have to be compiled first is known before anybody waits for it."""

import subprocess
import sys

import pytest

from tests.made_series import experiment_on
from workbench.core.layers import GRU, LSTM, SimpleRNN
from workbench.engine.network import Network
from workbench.engine.recurrent import carrier
from workbench.engine.recurrent.paths import kinds_to_compile, only

TOLD = """
from workbench.engine.recurrent import carrier
print(carrier.compiles("simple_rnn"), carrier.obstacle("simple_rnn") or carrier.compiles("simple_rnn"))
"""


def test_kernels_are_compiled_once_on_a_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    told = [
        subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True).stdout.split()
        for _process in range(2)
    ]

    assert told == [["True", "False"], ["False", "False"]]


@pytest.fixture
def nothing_compiled(monkeypatch):
    monkeypatch.setattr(carrier, "compiles", lambda kind: True)


@pytest.mark.usefixtures("nothing_compiled")
def test_each_kind_that_the_kernels_run_is_named_once():
    layers = (GRU(return_sequences=True), LSTM(return_sequences=True), LSTM(return_sequences=True), GRU(units=3))

    assert kinds_to_compile(Network(experiment_on(layers=layers))) == ("gru", "lstm")


@pytest.mark.usefixtures("nothing_compiled")
def test_what_the_kernels_cannot_run_is_not_waited_for():
    layers = (SimpleRNN(activation="elu", return_sequences=True), GRU(reset_after=False))

    assert kinds_to_compile(Network(experiment_on(layers=layers))) == ()
    with only("torch"):
        assert kinds_to_compile(Network(experiment_on(layers=(LSTM(),)))) == ()
