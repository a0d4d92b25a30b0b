"""The bare loop and the engine train the same network, and one process measures both."""

from dataclasses import replace

import pytest
import torch

from tests.benchmarks.training_speed import process
from tests.benchmarks.training_speed.bare import BareNetwork, BareTraining
from tests.benchmarks.training_speed.engine import ENGINE, EngineTraining, kernels, start_alike
from tests.benchmarks.training_speed.peers import PEERS, Peer
from tests.benchmarks.training_speed.process import CountError, measure
from tests.benchmarks.training_speed.sampling import BARE, Epoch, Variant
from tests.benchmarks.training_speed.workloads import HORIZON, WORKLOADS

SMALL = replace(WORKLOADS["lstm32"], units=(3, 2), dropouts=(0.0, 0.0), timesteps=5, batch=16)
KINDS = {"lstm": SMALL, "gru": replace(SMALL, kind="gru"), "rnn": replace(SMALL, kind="rnn")}
BOTH_WAYS = {f"{kind}, both ways": replace(small, bidirectional=True) for kind, small in KINDS.items()}
STACKS = {**KINDS, **BOTH_WAYS}


@pytest.fixture
def engine():
    """Make an engine's training that is closed afterwards, whatever happens."""
    begun = []

    def begin(workload, windows):
        begun.append(EngineTraining(workload, windows))
        return begun[-1]

    yield begin
    for run in begun:
        run.close()


def bare_beside(run, workload, windows):
    bare = BareTraining(workload, windows)
    start_alike(bare.network, run.network)
    return bare


@pytest.mark.parametrize("workload", STACKS.values(), ids=STACKS)
def test_the_engines_network_computes_what_the_bare_one_computes(engine, workload):
    run = engine(workload, 48)
    bare = bare_beside(run, workload, 48)

    with torch.inference_mode():
        ours, theirs = run.network.eval()(bare.x), bare.network.eval()(bare.x)

    assert theirs.shape == (48, HORIZON)
    torch.testing.assert_close(ours[..., 0], theirs, rtol=0, atol=1e-5)


@pytest.mark.parametrize("workload", STACKS.values(), ids=STACKS)
def test_both_learn_alike_where_torch_has_one_bias_too(engine, workload):
    run = engine(workload, 100)
    bare = bare_beside(run, workload, 100)
    if workload.kind != "gru":  # Keras' GRU has the second bias as well
        for name, parameter in bare.network.named_parameters():
            parameter.requires_grad_("bias_hh" not in name)

    ours, theirs = ([training.epoch().loss for _ in range(3)] for training in (run, bare))

    assert ours == pytest.approx(theirs, rel=1e-4)
    assert ours[2] < ours[1] < ours[0]


def test_a_dense_layer_for_every_step_reads_the_last_steps():
    workload = replace(SMALL, units=(3,), dropouts=(), timesteps=12, head_per_step=True)
    network = BareNetwork(workload)
    x = torch.linspace(-1, 1, 24).reshape(2, 12, 1)

    out = network(x)

    states = network.recurrent[0](x)[0]
    torch.testing.assert_close(out, torch.stack([network.head(states[:, at])[:, 0] for at in range(2, 12)], dim=1))
    assert network.parameter_count == workload.parameters("torch")


def test_the_engines_threads_are_its_own(engine):
    torch.set_num_threads(2)

    run = engine(SMALL, 48)
    run.epoch()

    assert torch.get_num_threads() == 2
    assert run.threads == 1  # a network as small as this one is trained by one thread


def test_what_is_not_learning_is_measured_too(engine):
    run = engine(SMALL, 48)
    for _ in range(3):
        run.epoch()

    besides = run.besides_learning()

    assert list(besides) == ["epoch", "preparing", "gathering", "validation"]
    assert min(besides.values()) > 0
    assert besides["epoch"] > besides["validation"]


def test_a_process_measures_the_engine_beside_the_bare_loop():
    measured = measure(ENGINE, SMALL, 48, 2)

    assert list(measured["variants"]) == [BARE, *kernels()]
    assert measured["trained"] == "LSTM 3, LSTM 2, Dense 10"
    assert measured["threads"] == dict.fromkeys(measured["variants"], 1)
    for name, of_variant in measured["variants"].items():
        assert of_variant["parameters"] == SMALL.parameters("torch" if name == BARE else "Keras")
        assert len(of_variant["samples"]) == 2
        assert len(of_variant["losses"]) >= 3
        assert all(sample["seconds"] > 0 for sample in of_variant["samples"])


def test_a_peer_is_measured_beside_a_bare_loop_of_its_own(monkeypatch):
    losses = iter([0.5, 0.4, 0.3, 0.2, 0.1])
    made = Peer("Made up", (), "Keras", lambda workload, windows: _made(SMALL.parameters("Keras"), losses))
    monkeypatch.setitem(PEERS, "made-up", made)

    measured = measure("made-up", SMALL, 48, 2)

    assert list(measured["variants"]) == [BARE, "Made up"]
    assert [sample["seconds"] for sample in measured["variants"]["Made up"]["samples"]] == [0.25, 0.25]
    assert measured["variants"]["Made up"]["losses"][:3] == [0.5, 0.4, 0.3]


def test_a_peer_that_trains_another_network_is_refused(monkeypatch):
    made = Peer("Made up", (), "Keras", lambda workload, windows: _made(1_234, iter([])))
    monkeypatch.setitem(PEERS, "made-up", made)

    with pytest.raises(CountError) as raised:
        measure("made-up", SMALL, 48, 2)

    assert str(raised.value) == (
        "Made up trains 1,234 parameters; LSTM 3, LSTM 2, Dense 10; 5 timesteps, batch 16 has 138, as Keras counts"
        " them."
    )


def test_the_answer_of_a_process_is_a_file(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(process, "measure", lambda *arguments: asked.append(arguments) or {"trained": "nothing"})

    process.main("darts", "ref30", "400", "3", str(tmp_path / "answer.json"))

    ((contender, workload, windows, repeats),) = asked
    assert (contender, windows, repeats) == ("darts", 400, 3)
    assert workload.layers == (
        "LSTM 128, Dropout 0.5, LSTM 128, Dropout 0.5, LSTM 128, Dense 1 at each of the last 10 steps"
    )
    assert (tmp_path / "answer.json").read_text() == '{"trained": "nothing"}'


def _made(parameters, losses):
    return Variant("Made up", parameters, lambda: Epoch(0.25, next(losses)))
