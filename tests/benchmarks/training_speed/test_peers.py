"""Which peers there are, what they need, and what they can express; none of them has to be installed."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.benchmarks.training_speed import peers
from tests.benchmarks.training_speed.peers import PEERS
from tests.benchmarks.training_speed.workloads import WORKLOADS

ROOT = Path(__file__).parents[3]
COMES_WITH = {"tensorflow": "tensorflow-cpu", "pytorch_lightning": "lightning", "torch": "torch"}


@pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS)
def test_the_extra_bench_names_what_a_peer_needs(peer):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [*project["dependencies"], *project["optional-dependencies"]["bench"]]
    names = {re.match(r"[\w-]+", one)[0] for one in listed}

    assert {COMES_WITH.get(package, package) for package in peer.packages} <= names


def test_a_peer_names_the_packages_that_are_not_installed(monkeypatch):
    monkeypatch.setattr(peers, "find_spec", lambda name: None if name == "jax" else object())

    assert PEERS["keras-jax"].missing() == ("jax",)
    assert PEERS["keras-torch"].missing() == ()


def test_each_keras_has_a_backend_of_its_own():
    backends = {name: peer.environment.get("KERAS_BACKEND") for name, peer in PEERS.items()}

    assert backends == {
        "keras-jax": "jax",
        "keras-tensorflow": "tensorflow",
        "keras-torch": "torch",
        "lightning": None,
        "skorch": None,
        "darts": None,
    }


@pytest.mark.parametrize("workload", WORKLOADS.values(), ids=str)
def test_all_but_darts_train_the_workload_as_it_is(workload):
    adapted = {name: peer.adapt(workload) for name, peer in PEERS.items() if name != "darts"}

    assert set(adapted.values()) == {workload}


@pytest.mark.parametrize(
    ("name", "layers"),
    [
        ("lstm32", "LSTM 32, Dense 1 at each of the last 10 steps"),
        (
            "ref30",
            "LSTM 128, Dropout 0.5, LSTM 128, Dropout 0.5, LSTM 128, Dense 1 at each of the last 10 steps",
        ),
    ],
)
def test_darts_trains_the_nearest_network_that_it_has(name, layers):
    adapted = PEERS["darts"].adapt(WORKLOADS[name])

    assert adapted is not None
    assert adapted.layers == layers


def test_darts_has_no_bidirectional_layers():
    assert PEERS["darts"].adapt(WORKLOADS["bilstm64"]) is None
