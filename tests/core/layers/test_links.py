import pytest

from workbench.core.experiment import Experiment
from workbench.core.layers import GRU, LSTM, Dense, RepeatVector, SimpleRNN
from workbench.core.layers.links import names_of, sources_for
from workbench.core.layers.stack import stack_of

ENCODER = LSTM(units=8, return_state=True)


def decoding(*, encoder=ENCODER, decoder=None, **decoder_settings):
    """Encoder, RepeatVector, decoder."""
    decoder = decoder or LSTM(units=8, initial_state="lstm_1", **decoder_settings)
    return Experiment().with_layers(encoder, RepeatVector(n=4), decoder)


def told_by(experiment):
    return [(problem.address, problem.message) for problem in stack_of(experiment).problems]


def repaired(experiment):
    (problem,) = stack_of(experiment).problems
    assert stack_of(problem.repair.experiment).problems == ()
    return problem.repair.label, problem.repair.experiment


def test_layers_are_named_by_kind_and_number_even_when_they_are_off():
    assert names_of((LSTM(), Dense(enabled=False), LSTM(), Dense())) == ("lstm_1", "dense_1", "lstm_2", "dense_2")


def test_an_encoder_and_its_decoder_have_no_problem():
    assert told_by(decoding()) == []
    assert told_by(decoding(encoder=GRU(return_state=True), decoder=SimpleRNN(initial_state="gru_1"))) == []


@pytest.mark.parametrize(
    ("layers", "at", "sources"),
    [
        ((LSTM(), GRU(), LSTM()), 2, {"lstm_1": 0}),
        ((LSTM(), GRU(), SimpleRNN(), GRU()), 3, {"gru_1": 1, "simple_rnn_1": 2}),
        ((LSTM(enabled=False), LSTM(), LSTM()), 2, {"lstm_2": 1}),
        ((LSTM(units=3, bidirectional=True), LSTM(units=9)), 1, {"lstm_1": 0}),  # its repair is one click away
        ((LSTM(), LSTM()), 0, {}),
        ((LSTM(), Dense()), 1, {}),
    ],
)
def test_a_layer_can_start_from_those_before_it_that_are_on_and_have_the_same_states(layers, at, sources):
    assert sources_for(layers, at) == sources


def test_a_source_that_does_not_exist_is_told():
    experiment = decoding(decoder=LSTM(units=8, initial_state="lstm_9"))

    assert told_by(experiment) == [
        (
            "layers[2].initial_state",
            "Layer 3 (LSTM) starts from the state of lstm_9, but there is no such layer.",
        )
    ]
    assert repaired(experiment) == ("Start from zeros", decoding(decoder=LSTM(units=8)))


@pytest.mark.parametrize("name", ["lstm_1", "lstm_2"], ids=["itself", "a later one"])
def test_a_source_that_does_not_come_before_is_told(name):
    first = LSTM(units=8, return_sequences=True, initial_state=name)
    experiment = Experiment().with_layers(first, LSTM(units=8, return_state=True))

    ((address, message),) = told_by(experiment)

    assert address == "layers[0].initial_state"
    assert message == (
        f"Layer 1 (LSTM) starts from the state of layer {name[-1]} (LSTM), which does not come before it."
    )
    assert repaired(experiment)[0] == "Start from zeros"


def test_a_source_that_is_switched_off_is_told():
    experiment = Experiment().with_layers(
        LSTM(units=8, enabled=False, return_state=True), LSTM(units=8, initial_state="lstm_1")
    )

    assert told_by(experiment)[0][1] == (
        "Layer 2 (LSTM) starts from the state of layer 1 (LSTM), which is switched off."
    )
    assert repaired(experiment)[0] == "Start from zeros"


@pytest.mark.parametrize(
    ("encoder", "name"), [(GRU(units=8, return_state=True), "gru_1"), (Dense(units=8), "dense_1")], ids=["GRU", "Dense"]
)
def test_a_source_with_other_states_is_told(encoder, name):
    experiment = Experiment().with_layers(encoder, LSTM(), RepeatVector(), LSTM(units=8, initial_state=name))
    if isinstance(encoder, GRU):
        experiment = experiment.with_layer(0, return_sequences=True)

    assert told_by(experiment) == [
        (
            "layers[3].initial_state",
            f"Layer 4 (LSTM) cannot start from layer 1 ({encoder.title}), which has other states.",
        )
    ]
    assert repaired(experiment)[0] == "Start from zeros"


def test_a_source_must_hand_its_state_out():
    experiment = decoding(encoder=LSTM(units=8))

    assert told_by(experiment) == [
        ("layers[0].return_state", "Layer 3 (LSTM) needs the final state of layer 1 (LSTM).")
    ]
    assert repaired(experiment) == ("Return the state", decoding())


def test_the_units_must_be_those_of_the_source():
    experiment = decoding(decoder=LSTM(units=5, initial_state="lstm_1"))

    assert told_by(experiment) == [
        ("layers[2].units", "Layer 3 (LSTM) has 5 units, but starts from the 8 of layer 1 (LSTM).")
    ]
    assert repaired(experiment) == ("Use 8 units", decoding())


@pytest.mark.parametrize(
    ("encoder_both", "message", "label"),
    [
        (
            True,
            "Layer 3 (LSTM) reads the window one way, but starts from layer 1 (LSTM), which reads it both ways.",
            "Read it both ways",
        ),
        (
            False,
            "Layer 3 (LSTM) reads the window both ways, but starts from layer 1 (LSTM), which reads it one way.",
            "Read it one way",
        ),
    ],
)
def test_both_read_the_window_the_same_ways(encoder_both, message, label):
    encoder = ENCODER.model_copy(update={"bidirectional": encoder_both})
    experiment = decoding(encoder=encoder, bidirectional=not encoder_both)

    assert told_by(experiment) == [("layers[2].bidirectional", message)]
    assert repaired(experiment) == (label, decoding(encoder=encoder, bidirectional=encoder_both))


def test_a_stateful_layer_cannot_start_from_another_one_too():
    experiment = decoding(stateful=True).with_settings("windows", stride=30)

    assert told_by(experiment) == [
        (
            "layers[2].stateful",
            "Layer 3 (LSTM) cannot start both from its own last window and from layer 1 (LSTM).",
        )
    ]
    assert repaired(experiment)[0] == "Forget the last window"


def test_everything_that_does_not_agree_is_told_at_once():
    experiment = decoding(encoder=LSTM(units=8), decoder=LSTM(units=5, initial_state="lstm_1", bidirectional=True))

    assert [address for address, _ in told_by(experiment)] == [
        "layers[0].return_state",
        "layers[2].units",
        "layers[2].bidirectional",
    ]


def test_a_layer_that_is_off_needs_no_source():
    assert told_by(Experiment().with_layers(LSTM(), LSTM(enabled=False, initial_state="gru_1"))) == []
