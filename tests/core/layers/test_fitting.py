import pytest

from workbench.core.experiment import MOST_LAYERS, Experiment
from workbench.core.layers import (
    GRU,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    Masking,
    RepeatVector,
    Segments,
)
from workbench.core.layers.stack import stack_of

EVERY = {"return_sequences": True}


def stacked(*layers, timesteps=30, stride=1, **others):
    windows = {"timesteps": timesteps, "stride": stride, "normalisation": "none", **others}
    return Experiment().with_layers(*layers).with_settings("windows", **windows)


def told_by(experiment):
    return [(problem.address, problem.message) for problem in stack_of(experiment).problems]


def repaired(experiment):
    (problem,) = stack_of(experiment).problems
    assert stack_of(problem.repair.experiment).problems == ()
    return problem.repair.label, problem.repair.experiment


def test_a_sequence_where_one_vector_is_needed_is_told_at_the_layer_that_made_it():
    experiment = stacked(LSTM(**EVERY), Dense(), RepeatVector(n=4), LSTM())

    assert told_by(experiment) == [
        (
            "layers[0].return_sequences",
            "Layer 1 (LSTM) returns every step, but layer 3 (RepeatVector) takes one vector.",
        )
    ]
    assert repaired(experiment) == (
        "Return only the last step",
        stacked(LSTM(), Dense(), RepeatVector(n=4), LSTM()),
    )


@pytest.mark.parametrize("before", [(), (LSTM(**EVERY), Conv1D())], ids=["nothing before", "a convolution between"])
def test_a_sequence_that_no_layer_could_end_gets_a_layer_that_ends_it(before):
    experiment = stacked(*before, RepeatVector(n=4), LSTM())

    ((address, message),) = told_by(experiment)
    steps, number = (28, 3) if before else (30, 1)

    assert address == f"layers[{len(before)}]"
    assert message == (
        f"Layer {number} (RepeatVector) takes one vector, but no recurrent layer turns the {steps} steps into one."
    )
    assert repaired(experiment) == (
        "Add an LSTM layer before it",
        stacked(*before, LSTM(), RepeatVector(n=4), LSTM()),
    )


def test_a_layer_that_is_added_by_a_repair_leaves_the_links_right():
    experiment = stacked(
        RepeatVector(n=4), GRU(**EVERY), LSTM(return_state=True, **EVERY), LSTM(initial_state="lstm_1")
    )

    _, after = repaired(experiment)

    assert after.layers[4].initial_state == "lstm_2"


def test_a_full_stack_gets_no_layer_by_a_repair():
    experiment = stacked(RepeatVector(), *[Dense()] * (MOST_LAYERS - 2), LSTM())

    (problem,) = stack_of(experiment).problems

    assert problem.repair is None
    assert problem.hint == "Replace a layer by a recurrent one."


def test_a_vector_is_repeated_for_each_step_of_the_horizon():
    experiment = stacked(LSTM(), RepeatVector(n=4), Dense())

    assert told_by(experiment) == [("layers[1].n", "Layer 2 (RepeatVector) repeats 4 times, but the horizon is 1.")]
    assert repaired(experiment) == ("Repeat 1 times", stacked(LSTM(), RepeatVector(n=1), Dense()))


def test_a_convolution_behind_the_last_recurrent_layer_is_no_reason_to_shorten_it():
    experiment = stacked(LSTM(**EVERY), Conv1D())

    assert repaired(experiment) == ("Add an LSTM layer", stacked(LSTM(**EVERY), Conv1D(), LSTM()))


def test_steps_that_do_not_fill_the_segments_are_told_and_more_timesteps_repair_it():
    experiment = stacked(LayerNormalization(), Segments(n=24), LSTM(), timesteps=30)

    assert told_by(experiment) == [
        (
            "layers[1].n",
            "Layer 2 (Segments) makes segments of 24 steps, but 30 steps are no multiple of that.",
        )
    ]
    assert repaired(experiment) == (
        "Use 48 timesteps",
        stacked(LayerNormalization(), Segments(n=24), LSTM(), timesteps=48),
    )


def test_steps_that_the_window_does_not_make_are_repaired_by_shorter_segments():
    experiment = stacked(LSTM(), RepeatVector(n=9), Segments(n=4), LSTM())

    assert told_by(experiment)[0][1] == (
        "Layer 3 (Segments) makes segments of 4 steps, but 9 steps are no multiple of that."
    )
    assert repaired(experiment) == (
        "Use segments of 3 steps",
        stacked(LSTM(), RepeatVector(n=9), Segments(n=3), LSTM()),
    )


def test_the_repair_of_segments_keeps_the_bound_of_the_timesteps():
    experiment = stacked(Segments(n=10_000), LSTM(), timesteps=99_999)

    label, after = repaired(experiment)

    assert label == "Use 100000 timesteps"
    assert after.windows.timesteps == 100_000
    assert repaired(stacked(Segments(n=9_999), LSTM(), timesteps=99_991))[0] == "Use 99990 timesteps"


def test_segments_that_leave_a_single_step_are_told():
    experiment = stacked(Segments(n=24), LSTM(), timesteps=24)

    (problem,) = stack_of(experiment).problems

    assert problem.severity == "warning"
    assert (problem.address, problem.message) == (
        "layers[0].n",
        "Layer 1 (Segments) makes all 24 steps into one, and with a single step nothing is ever remembered.",
    )
    assert repaired(experiment) == ("Use 48 timesteps", stacked(Segments(n=24), LSTM(), timesteps=48))


def test_segments_of_one_step_in_a_window_of_one_are_not_told_twice():
    assert [address for address, _ in told_by(stacked(Segments(n=1), LSTM(), timesteps=1))] == ["windows.timesteps"]


def test_a_kernel_longer_than_the_sequence_is_told():
    experiment = stacked(Conv1D(kernel_size=9), LSTM(), timesteps=5)

    assert told_by(experiment) == [
        ("layers[0].kernel_size", "Layer 1 (Conv1D) has a kernel of 9 steps, but is given only 5.")
    ]
    assert repaired(experiment) == (
        "Pad the start with zeros (causal)",
        stacked(Conv1D(kernel_size=9, padding="causal"), LSTM(), timesteps=5),
    )


@pytest.mark.parametrize("padding", ["same", "causal"])
def test_a_padded_kernel_may_be_longer_than_the_sequence(padding):
    assert told_by(stacked(Conv1D(kernel_size=9, padding=padding), LSTM(), timesteps=5)) == []


@pytest.mark.parametrize("behind", [(Segments(n=2),), (Conv1D(),), (Dense(), Segments(n=2))], ids=len)
def test_a_mask_that_no_recurrent_layer_sees_is_told(behind):
    experiment = stacked(Masking(), *behind, LSTM())

    (problem,) = stack_of(experiment).problems

    assert problem.severity == "warning"
    assert (problem.address, problem.message) == (
        "layers[0].mask_value",
        "No recurrent layer learns which steps layer 1 (Masking) marks.",
    )
    assert repaired(experiment) == ("Switch it off", stacked(Masking(enabled=False), *behind, LSTM()))


def test_a_mask_reaches_a_recurrent_layer_through_those_without_memory():
    assert told_by(stacked(Masking(), Dense(), LayerNormalization(), LSTM())) == []


@pytest.mark.parametrize("windows", [{"normalisation": "last"}, {"season": 4}], ids=str)
@pytest.mark.parametrize("before", [(), (Dropout(),)], ids=["first", "behind a dropout"])
def test_a_mask_cannot_look_for_a_value_that_a_first_node_has_changed(windows, before):
    experiment = stacked(*before, Masking(), LSTM(), **windows)

    assert told_by(experiment) == [
        (
            f"layers[{len(before)}].mask_value",
            f"Layer {len(before) + 1} (Masking) looks for a value that window normalisation or seasonal residual have"
            " changed before it.",
        )
    ]
    assert repaired(experiment) == ("Switch both off", stacked(*before, Masking(), LSTM()))


def test_a_mask_of_what_a_layer_gives_does_not_look_at_the_window():
    assert told_by(stacked(Dense(), Masking(), LSTM(), normalisation="last")) == []


def test_an_expected_memory_without_a_bias_is_told():
    experiment = stacked(GRU(expected_memory=50, use_bias=False))

    (problem,) = stack_of(experiment).problems

    assert problem.severity == "warning"
    assert (problem.address, problem.message) == (
        "layers[0].expected_memory",
        "Layer 1 (GRU) has no bias, which is what the expected memory would set.",
    )
    assert repaired(experiment) == ("Use a bias", stacked(GRU(expected_memory=50)))


def test_a_stateful_layer_needs_windows_that_follow_on_each_other():
    experiment = stacked(LSTM(stateful=True, **EVERY), GRU(stateful=True), timesteps=20, stride=5)

    assert told_by(experiment) == [
        (
            "windows.stride",
            "Layer 1 (LSTM) is stateful: each window must begin where the one before it ended,"
            " but with a stride of 5 and 20 timesteps it does not.",
        )
    ]
    assert repaired(experiment) == (
        "Use a stride of 20 steps",
        stacked(LSTM(stateful=True, **EVERY), GRU(stateful=True), timesteps=20, stride=20),
    )


def test_stateful_windows_follow_on_each_other_by_the_steps_that_the_layers_see():
    experiment = stacked(LSTM(stateful=True), timesteps=30, stride=30, season=6)

    assert repaired(experiment) == (
        "Use a stride of 24 steps",
        stacked(LSTM(stateful=True), timesteps=30, stride=24, season=6),
    )


def test_a_stateful_layer_that_is_off_needs_nothing():
    assert told_by(stacked(LSTM(stateful=True, enabled=False), GRU())) == []
