import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import layer_stacks
from workbench.core.experiment import MOST_LAYERS, DataSpec, Experiment
from workbench.core.layers import GRU, LSTM, Dense, Dropout, Shape, SimpleRNN
from workbench.core.layers.stack import layer_title, stack_of
from workbench.core.settings.presets import preset_named

EVERY_STEP = {"return_sequences": True}


def stacked(*layers, timesteps=30, horizon=1, columns=("temp",)):
    experiment = Experiment(data=DataSpec(targets=columns, inputs=columns)).with_layers(*layers)
    return experiment.with_settings("windows", timesteps=timesteps, horizon=horizon)


def problems_of(experiment):
    return stack_of(experiment).problems


def told_by(experiment):
    return [(problem.address, problem.message) for problem in problems_of(experiment)]


def test_the_notes_stack_has_247617_parameters_with_one_feature_and_one_predicted_step():
    stack = stack_of(stacked(*preset_named("note's stack").layers))

    assert [row.parameters for row in stack.rows] == [
        4 * 128 * (1 + 128 + 1),  # 66,560
        0,
        4 * 128 * (128 + 128 + 1),  # 131,584
        4 * 64 * (128 + 64 + 1),  # 49,408
    ]
    assert stack.output.parameters == 64 + 1
    assert stack.parameters == 247_617


def test_the_notes_stack_shows_the_shape_after_every_layer():
    stack = stack_of(stacked(*preset_named("note").layers, timesteps=60, horizon=5))

    assert stack.input == Shape(60, 1)
    assert [str(row.output) for row in stack.rows] == ["(B, 60, 128)", "(B, 60, 128)", "(B, 60, 128)", "(B, 64)"]
    assert (stack.output.units, stack.output.shape) == (5, Shape(5, 1))
    assert problems_of(stacked(*preset_named("note").layers)) == ()


def test_the_output_makes_one_value_for_each_step_and_target():
    stack = stack_of(stacked(LSTM(units=10), horizon=6, columns=("a", "b", "c")))

    assert stack.output.units == 18
    assert stack.output.parameters == 18 * (10 + 1)


def test_layers_are_named_by_kind_and_number():
    stack = stack_of(stacked(LSTM(**EVERY_STEP), Dropout(), LSTM(), Dense()))

    assert [row.name for row in stack.rows] == ["lstm_1", "dropout_1", "lstm_2", "dense_1"]
    assert layer_title(stack.rows[2]) == "layer 3 (LSTM)"


def test_a_layer_that_needs_every_step_behind_one_that_gives_the_last_is_told():
    experiment = stacked(LSTM(), Dropout(), GRU())

    assert told_by(experiment) == [
        (
            "layers[0].return_sequences",
            "Layer 1 (LSTM) returns only the last step, but layer 3 (GRU) needs every step.",
        )
    ]


def test_returning_every_step_repairs_a_starved_layer():
    experiment = stacked(LSTM(), Dropout(), GRU())

    repair = problems_of(experiment)[0].repair

    assert repair.label == "Return every step"
    assert repair.experiment == stacked(LSTM(**EVERY_STEP), Dropout(), GRU())
    assert problems_of(repair.experiment) == ()


def test_two_starved_layers_are_told_one_after_the_other_because_the_first_repair_may_change_the_second():
    experiment = stacked(LSTM(), SimpleRNN(), GRU())

    once = problems_of(experiment)[0].repair.experiment
    twice = problems_of(once)[0].repair.experiment

    assert [problem.address for problem in problems_of(experiment)] == ["layers[0].return_sequences"]
    assert [problem.address for problem in problems_of(once)] == ["layers[1].return_sequences"]
    assert problems_of(twice) == ()


def test_a_sequence_that_reaches_the_output_is_told():
    experiment = stacked(LSTM(**EVERY_STEP), Dense())

    assert told_by(experiment) == [
        (
            "layers[0].return_sequences",
            "Layer 1 (LSTM) returns every step, but the output needs only the last one.",
        )
    ]


def test_returning_only_the_last_step_repairs_a_sequence_at_the_output():
    repair = problems_of(stacked(LSTM(**EVERY_STEP), LSTM(**EVERY_STEP), Dense()))[0].repair

    assert repair.label == "Return only the last step"
    assert repair.experiment == stacked(LSTM(**EVERY_STEP), LSTM(), Dense())
    assert problems_of(repair.experiment) == ()


@pytest.mark.parametrize("layers", [(), (Dense(), Dropout())], ids=["empty", "without memory"])
def test_a_stack_that_reads_no_sequence_is_told_and_an_lstm_repairs_it(layers):
    problem = problems_of(stacked(*layers))[0]

    assert problem.address == "layers"
    assert problem.message == "No recurrent layer turns the 30 steps into the one vector that the output needs."
    assert problem.repair.label == "Add an LSTM layer"
    assert problems_of(problem.repair.experiment) == ()


def test_a_full_stack_that_reads_no_sequence_has_no_repair_that_would_break_the_limit():
    problem = problems_of(stacked(*[Dense()] * MOST_LAYERS))[0]

    assert problem.repair is None


def test_a_single_time_step_is_told_with_the_numbers_that_cannot_learn():
    problem = problems_of(stacked(*preset_named("note").layers, timesteps=1))[0]

    recurrent = 4 * 128 * 128 + 4 * 128 * 128 + 4 * 64 * 64
    forget_gates = 128 * (1 + 1) + 128 * (128 + 1) + 64 * (128 + 1)
    assert recurrent + forget_gates == 172_480
    assert (problem.address, problem.severity) == ("windows.timesteps", "warning")
    assert problem.message == (
        "With a single time step nothing is ever remembered: the recurrent weights and the forget gate,"
        " 172,480 of 247,617 parameters (70%), can never learn."
    )


def test_a_single_time_step_without_lstm_is_told_without_the_forget_gate():
    problem = problems_of(stacked(GRU(units=10), timesteps=1))[0]

    assert problem.message == (
        "With a single time step nothing is ever remembered: the recurrent weights,"
        " 300 of 401 parameters (75%), can never learn."
    )


def test_thirty_timesteps_repair_a_single_one():
    repair = problems_of(stacked(LSTM(), timesteps=1))[0].repair

    assert repair.label == "Use 30 timesteps"
    assert repair.experiment.windows.timesteps == 30
    assert problems_of(repair.experiment) == ()


def test_two_time_steps_raise_no_alarm():
    assert problems_of(stacked(LSTM(), timesteps=2)) == ()


def test_several_problems_are_told_at_once_in_the_order_of_the_layers():
    experiment = stacked(LSTM(), GRU(), timesteps=1)

    assert [(problem.address, problem.severity) for problem in problems_of(experiment)] == [
        ("layers[0].return_sequences", "error"),
        ("windows.timesteps", "warning"),
        ("windows.normalisation", "warning"),
    ]


@given(layers=layer_stacks())
def test_a_repair_removes_its_problem_and_keeps_every_other_setting(layers):
    experiment = Experiment().with_layers(*layers)

    for problem in problems_of(experiment):
        repaired = problem.repair.experiment
        assert problem.message not in [left.message for left in problems_of(repaired)]
        assert (repaired.data, repaired.training) == (experiment.data, experiment.training)


@given(layers=layer_stacks())
def test_repairing_again_and_again_ends_in_a_stack_without_problems(layers):
    experiment = Experiment().with_layers(*layers)

    for _ in range(5 * len(layers) + 5):
        problems = problems_of(experiment)
        if not problems:
            break
        experiment = problems[0].repair.experiment

    assert problems_of(experiment) == ()


@given(layers=layer_stacks())
def test_each_layer_is_given_what_the_one_before_it_gives(layers):
    stack = stack_of(Experiment().with_layers(*layers))

    shapes = [stack.input, *(row.output for row in stack.rows)]
    assert [row.given for row in stack.rows] == shapes[:-1]
    assert stack.output.given == shapes[-1]
    assert len({row.name for row in stack.rows}) == len(layers)


@given(layers=layer_stacks(initial_state=st.none()))  # a link by name may fall on another layer
def test_a_stack_equals_the_one_without_its_switched_off_layers(layers):
    whole = stack_of(Experiment().with_layers(*layers))
    active = stack_of(Experiment().with_layers(*[layer for layer in layers if layer.enabled]))

    assert whole.parameters == active.parameters
    assert whole.output == active.output
    assert [row.output for row in whole.active_rows] == [row.output for row in active.rows]
    assert len(whole.problems) == len(active.problems)


def test_a_switched_off_layer_counts_nothing_and_changes_no_shape():
    row = stack_of(stacked(LSTM(units=8, enabled=False), LSTM())).rows[0]

    assert (row.parameters, row.output) == (0, row.given)


def test_switching_a_layer_off_keeps_the_names_of_the_others():
    stack = stack_of(stacked(LSTM(enabled=False), LSTM()))

    assert [row.name for row in stack.active_rows] == ["lstm_2"]


def test_a_switched_off_layer_is_no_culprit():
    experiment = stacked(LSTM(**EVERY_STEP), GRU(enabled=False), SimpleRNN())

    assert problems_of(experiment) == ()


def test_without_inputs_and_targets_the_shapes_are_those_of_one_column():
    stack = stack_of(stacked(LSTM(units=3), columns=()))

    assert (stack.input.channels, stack.output.units) == (1, 1)
