"""``python -m tests.benchmarks.training``: what it asks of its processes, and what it makes of their answers."""

import json
import subprocess
from dataclasses import replace

import pytest

from tests.benchmarks import training
from tests.benchmarks.training_speed.peers import PEERS
from tests.benchmarks.training_speed.workloads import WORKLOADS

SAMPLE = {"foreign": 0.0, "disturbed": False}


def answer(name, seconds, *, trained="GRU 64, Dense 10"):
    variants = {
        variant: {"parameters": 13_514, "samples": [{"seconds": of_epoch, **SAMPLE}] * 2, "losses": [0.3, 0.2, 0.1]}
        for variant, of_epoch in {"bare torch": 1.0, name: seconds}.items()
    }
    besides = {"epoch": 0.5, "preparing": 0.01, "gathering": 0.01, "validation": 0.01}
    return {
        "trained": trained,
        "threads": {"bare torch": 2, name: 1},
        "variants": variants,
        "besides_learning": besides,
    }


@pytest.fixture
def answers(monkeypatch):
    """Answers of the processes by contender; only Keras on JAX and Darts are installed."""
    given = {"engine": answer("engine", 0.4), "keras-jax": answer("Keras on JAX", 0.5), "darts": "failed: no luck"}
    monkeypatch.setattr(training, "_run", lambda contender, *_: given[contender])
    for name, peer in PEERS.items():
        monkeypatch.setitem(PEERS, name, _installed(peer, here=name in given))
    return given


def _installed(peer, *, here):
    return replace(peer, packages=() if here else ("not_to_be_found",))


def goals(printed):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in printed.splitlines()][-1]


@pytest.mark.usefixtures("answers")
def test_it_prints_who_was_measured_and_what_was_reached(capsys):
    code = training.main(["gru64", "--repeats", "2"])

    printed = capsys.readouterr().out
    assert code == 0
    assert printed.startswith("# Training speed\n")
    assert "| Keras on JAX        | 0.50 (0.50–0.50)" in printed
    assert "| Keras on torch      | not installed: not_to_be_found |" in printed
    assert "| Darts               | failed: no luck " in printed
    assert goals(printed) == ["gru64", "0.40", "0.45", "reached", "Keras on JAX 0.50", "faster"]


def test_a_peer_that_trained_another_network_says_which(capsys, answers):
    answers["darts"] = answer("Darts", 0.9, trained="GRU 64, Dense 1")

    training.main(["gru64"])

    assert "| Darts (GRU 64, Dense 1) | 0.90 (0.90–0.90)" in capsys.readouterr().out


@pytest.mark.usefixtures("answers")
def test_a_peer_is_not_asked_for_what_it_cannot_express(capsys):
    training.main(["bilstm64", "--peers", "darts"])

    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| Darts ")]
    assert line.split("|")[2].strip() == "cannot express this network"


def test_seconds_of_a_share_of_the_windows_are_scaled(capsys, answers):
    answers["engine"] = answer("engine", 0.4, trained=WORKLOADS["ref100"].layers)

    training.main(["ref100", "--no-peers"])

    printed = capsys.readouterr().out
    assert "Timed on 2,000 windows; seconds are scaled to 10,000." in printed
    assert "| engine     | 0.40 (0.40–0.40)    | 2.00 (2.00–2.00) |" in printed


def test_an_engine_that_fails_is_no_success(capsys, answers):
    answers["engine"] = "failed: CountError: no"

    code = training.main(["gru64", "--no-peers"])

    assert code == 1
    assert goals(capsys.readouterr().out)[1] == "not measured"


def test_every_sample_can_be_kept(tmp_path, answers):
    file = tmp_path / "measured.json"

    training.main(["gru64", "--windows", "2000", "--peers", "keras-jax", "skorch", "--json", str(file)])

    kept = json.loads(file.read_text(encoding="utf-8"))
    assert list(kept) == ["machine", "left_out", "windows", "repeats", "workloads"]
    assert (kept["windows"], kept["repeats"]) == (2000, 5)
    assert kept["workloads"] == {
        "gru64": {
            "timed": 2000,
            "engine": answers["engine"],
            "keras-jax": answers["keras-jax"],
            "skorch": "not installed: not_to_be_found",
        }
    }


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["lstm"], "there is no workload lstm; there are lstm32, rnn64, gru64, bilstm64, ref30, ref100"),
        (["--repeats", "0"], "--repeats must be at least 1, not 0"),
        (["--windows", "999"], "--windows must be at least 1,000, not 999"),
    ],
)
def test_a_mistake_is_named(capsys, arguments, complaint):
    with pytest.raises(SystemExit):
        training.main(arguments)

    assert capsys.readouterr().err.splitlines()[-1].endswith(complaint)


def test_a_process_is_given_a_home_and_none_of_this_machines_variables(monkeypatch, tmp_path):
    seen = {}

    def run(command, *, env, **_):
        seen.update(command=command[1:], env=env)
        (tmp_path / "lstm32-keras-jax.json").write_text('{"trained": "this"}')
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(training.subprocess, "run", run)
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")

    document = training._run("keras-jax", WORKLOADS["lstm32"], 2_000, 3, tmp_path)

    assert document == {"trained": "this"}
    module = ["-m", "tests.benchmarks.training_speed.process"]
    assert seen["command"] == [*module, "keras-jax", "lstm32", "2000", "3", str(tmp_path / "lstm32-keras-jax.json")]
    assert seen["env"]["KERAS_BACKEND"] == "jax"
    assert seen["env"]["WORKBENCH_HOME"] == str(tmp_path / "home")
    assert seen["env"]["CUDA_VISIBLE_DEVICES"] == ""
    assert "OPENBLAS_CORETYPE" not in seen["env"]


def test_a_process_that_fails_gives_its_last_line(capsys, monkeypatch, tmp_path):
    failed = subprocess.CompletedProcess([], 1, "", "Traceback\n  ...\nImportError: no jaxlib\n")
    monkeypatch.setattr(training.subprocess, "run", lambda *_, **__: failed)

    document = training._run("keras-jax", WORKLOADS["lstm32"], 2_000, 3, tmp_path)

    assert document == "failed: ImportError: no jaxlib"
    assert "Traceback" in capsys.readouterr().err


def test_a_process_that_hangs_is_given_up(monkeypatch, tmp_path):
    def run(command, *, timeout, **_):
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(training.subprocess, "run", run)

    assert training._run("skorch", WORKLOADS["lstm32"], 2_000, 3, tmp_path) == "not done after 60 minutes"


def test_the_engine_is_measured_in_a_process_of_its_own(tmp_path):
    document = training._run("engine", WORKLOADS["rnn64"], 200, 1, tmp_path)

    assert isinstance(document, dict), document
    assert list(document["variants"])[:2] == ["bare torch", "engine"]
    assert document["variants"]["engine"]["parameters"] == WORKLOADS["rnn64"].parameters("Keras")
