import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import experiments
from tests.made_series import experiment_on
from workbench.core.experiment import WindowSpec
from workbench.core.layers import GRU, LSTM, Dense, RepeatVector, Shape
from workbench.core.layers.ends import Output, first_nodes, last_nodes, restored_columns, same_season
from workbench.core.layers.stack import stack_of

DECODER = {"return_sequences": True}


def windowed(**windows):
    return experiment_on(windows={"timesteps": 10, **windows})


def told_by(experiment):
    return [(problem.address, problem.severity, problem.message) for problem in stack_of(experiment).problems]


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("last", "x − last value", "+ last value"),
        ("mean_std", "(x − mean) / deviation", "× deviation + mean"),
        ("last_std", "(x − last value) / deviation", "× deviation + last value"),
    ],
)
def test_the_last_node_undoes_what_the_first_one_does(kind, first, last):
    experiment = windowed(normalisation=kind, horizon=3)

    (before,), (after,) = first_nodes(experiment), last_nodes(experiment)

    assert (before.title, before.formula, before.output) == ("Window normalisation", first, Shape(10, 1))
    assert (after.title, after.formula, after.output) == ("Window normalisation", last, Shape(3, 1))


def test_the_residual_is_normalised_and_the_season_is_given_back_last():
    experiment = windowed(normalisation="last", season=4, horizon=2)

    nodes = [
        (node.kind, node.formula, str(node.output)) for node in (*first_nodes(experiment), *last_nodes(experiment))
    ]

    assert nodes == [
        ("seasonal_residual", "x − x 4 steps before", "(B, 6, 1)"),
        ("window_normalisation", "x − last value", "(B, 6, 1)"),
        ("window_normalisation", "+ last value", "(B, 2, 1)"),
        ("seasonal_residual", "+ the same step of the last season", "(B, 2, 1)"),
    ]


def test_without_normalisation_and_season_there_is_no_node():
    stack = stack_of(windowed(normalisation="none"))

    assert (stack.first_nodes, stack.last_nodes) == ((), ())
    assert stack.given == stack.input == Shape(10, 1)


def test_the_layers_see_a_season_less_than_the_window_has():
    stack = stack_of(
        experiment_on(("a", "b"), layers=(LSTM(**DECODER), LSTM()), windows={"timesteps": 48, "season": 24})
    )

    assert (stack.input, stack.given) == (Shape(48, 2), Shape(24, 2))
    assert [row.given for row in stack.rows] == [Shape(24, 2), Shape(24, 32)]


@given(experiment=experiments())
def test_every_node_has_its_counterpart_at_the_other_end(experiment):
    stack = stack_of(experiment)

    assert [node.kind for node in stack.last_nodes] == [node.kind for node in reversed(stack.first_nodes)]
    assert all(node.output == stack.output.shape for node in stack.last_nodes)
    assert stack.rows[0].given == stack.given if stack.rows else stack.output.given == stack.given


@pytest.mark.parametrize(
    ("gap", "horizon", "steps"),
    [
        (0, 1, (6,)),
        (0, 3, (6, 7, 8)),
        (0, 6, (6, 7, 8, 9, 6, 7)),  # after one season it begins anew
        (1, 3, (7, 8, 9)),
        (3, 2, (9, 6)),
        (4, 2, (6, 7)),
        (9, 1, (7,)),
    ],
)
def test_a_forecast_step_and_its_step_of_the_last_season_are_whole_seasons_apart(gap, horizon, steps):
    windows = WindowSpec(timesteps=10, season=4, gap=gap, horizon=horizon)

    assert same_season(windows) == steps


@given(timesteps=st.integers(3, 200), season=st.integers(2, 199), gap=st.integers(0, 300), horizon=st.integers(1, 300))
def test_the_last_season_is_the_nearest_that_the_window_holds(timesteps, season, gap, horizon):
    season = min(season, timesteps - 1)

    for ahead, step in enumerate(same_season(WindowSpec(timesteps=timesteps, season=season, gap=gap, horizon=horizon))):
        assert (timesteps + gap + ahead - step) % season == 0
        assert timesteps - season <= step < timesteps


def test_a_target_is_given_back_what_was_taken_from_the_same_column():
    assert restored_columns(experiment_on(("c", "a"), inputs=("a", "b", "c"))) == (2, 0)


# problems


@pytest.mark.parametrize("season", [10, 11, 2_000])
def test_a_season_that_leaves_no_step_is_refused_with_a_repair(season):
    (problem,) = stack_of(windowed(season=season)).problems

    assert (problem.address, problem.severity) == ("windows.season", "error")
    assert problem.message == (
        f"A season of {season:,} steps leaves nothing of 10 timesteps: a sample must be longer than a season."
    )
    assert problem.repair.label == f"Use {2 * season} timesteps"
    assert problem.repair.experiment.windows.timesteps == 2 * season
    assert stack_of(problem.repair.experiment).problems == ()


def test_the_longest_season_can_be_repaired_too():
    (problem,) = stack_of(windowed(season=50_000)).problems

    assert stack_of(problem.repair.experiment).problems == ()


@pytest.mark.parametrize(
    ("windows", "node"),
    [
        ({"normalisation": "last"}, "Window normalisation"),
        ({"normalisation": "mean_std", "season": 4}, "Window normalisation"),
        ({"normalisation": "none", "season": 4}, "Seasonal residual"),
    ],
)
def test_a_target_that_is_no_input_cannot_be_given_anything_back(windows, node):
    experiment = experiment_on(("b", "a", "c"), inputs=("a",), windows={"timesteps": 10, **windows})

    (problem,) = stack_of(experiment).problems

    assert (problem.address, problem.severity) == ("data.inputs", "error")
    assert problem.message == f"{node} gives every target its own past back, but the inputs do not have: b, c."
    assert problem.repair.label == "Add b, c to the inputs"
    assert problem.repair.experiment.data.inputs == ("a", "b", "c")
    assert stack_of(problem.repair.experiment).problems == ()


def test_a_target_that_is_no_input_is_no_problem_where_nothing_is_given_back():
    assert told_by(experiment_on(("b",), inputs=("a",), windows={"normalisation": "none"})) == []


@pytest.mark.parametrize("kind", ["last", "mean_std", "last_std"])
@pytest.mark.parametrize("windows", [{"timesteps": 1}, {"timesteps": 5, "season": 4}])
def test_a_single_step_is_its_own_last_value_and_mean(kind, windows):
    experiment = experiment_on(layers=(Dense(), LSTM()), windows={"normalisation": kind, **windows})

    problem = stack_of(experiment).problems[-1]

    assert (problem.address, problem.severity) == ("windows.normalisation", "warning")
    assert problem.message == (
        "Of a single time step, window normalisation leaves nothing but zeros: the layers see no data."
    )
    assert problem.repair.label == "Switch window normalisation off"
    assert problem.repair.experiment.windows.normalisation == "none"


def test_two_steps_can_be_normalised():
    assert told_by(windowed(timesteps=2)) == []


def test_the_proposed_timesteps_allow_for_the_season_that_a_residual_takes():
    problem = stack_of(windowed(timesteps=5, season=4)).problems[0]

    assert problem.repair.label == "Use 34 timesteps"
    assert stack_of(problem.repair.experiment).given.steps == 30


# the output


def decoder(n, *behind, horizon=6, **training):
    stack = (LSTM(units=5), RepeatVector(n=n), *behind)
    return experiment_on(("a", "b"), layers=stack, windows={"horizon": horizon}, **training)


def test_behind_a_repeated_vector_the_output_is_one_dense_at_every_step():
    stack = stack_of(decoder(6, GRU(units=4, **DECODER)))

    assert stack.problems == ()
    assert stack.output == Output(Shape(6, 4), horizon=6, targets=2, each_step=True)
    assert stack.output.dense_units == 2
    assert stack.output.parameters == 2 * (4 + 1)  # Keras' count of TimeDistributed(Dense(2))
    assert (stack.output.units, stack.output.axes) == (12, (None, 6, 2))


def test_a_decoder_that_ends_in_one_vector_has_the_usual_output():
    output = stack_of(decoder(3, GRU(units=4))).output

    assert (output.each_step, output.dense_units) == (False, 12)


def test_a_vector_that_is_repeated_another_number_of_times_than_the_horizon_is_a_problem_with_a_repair():
    (problem,) = stack_of(decoder(4, GRU(units=4, **DECODER), Dense())).problems

    assert (problem.address, problem.severity) == ("layers[1].n", "error")
    assert problem.message == "Layer 2 (RepeatVector) repeats 4 times, but the horizon is 6."
    assert problem.repair.label == "Repeat 6 times"
    assert stack_of(problem.repair.experiment).problems == ()
    assert stack_of(problem.repair.experiment).output.each_step


def test_a_switched_off_repeat_is_none():
    experiment = decoder(4).with_layer(1, enabled=False)

    assert stack_of(experiment).problems == ()
    assert not stack_of(experiment).output.each_step


def test_a_sequence_as_long_as_the_horizon_that_nobody_repeated_stays_a_problem():
    experiment = experiment_on(layers=(LSTM(**DECODER),), windows={"timesteps": 6, "horizon": 6})

    assert told_by(experiment) == [
        (
            "layers[0].return_sequences",
            "error",
            "Layer 1 (LSTM) returns every step, but the output needs only the last one.",
        )
    ]


@pytest.mark.parametrize(
    ("training", "values"),
    [
        ({"loss": "mse"}, 1),
        ({"loss": "huber"}, 1),
        ({"loss": "quantile"}, 3),
        ({"loss": "quantile", "quantiles": (0.05, 0.25, 0.5, 0.75, 0.95)}, 5),
        ({"loss": "gaussian_nll"}, 2),
    ],
)
def test_the_output_gives_as_many_values_as_the_loss_reads(training, values):
    output = stack_of(experiment_on(("a", "b"), layers=(LSTM(units=7),), windows={"horizon": 3}, **training)).output

    assert (output.values, output.units, output.parameters) == (values, 6 * values, 6 * values * (7 + 1))
    assert output.shape == Shape(3, 2)
    assert output.axes == ((None, 3, 2) if values == 1 else (None, 3, 2, values))


def test_an_output_reads_as_its_axes():
    assert str(Output(Shape(None, 4), horizon=1_000, targets=2)) == "(B, 1,000, 2)"
    assert str(Output(Shape(None, 4), horizon=6, targets=2, values=3)) == "(B, 6, 2, 3)"


def test_a_decoder_with_a_distribution_has_its_values_at_every_step():
    output = stack_of(decoder(6, GRU(units=4, **DECODER), loss="quantile")).output

    assert (output.dense_units, output.parameters) == (2 * 3, 2 * 3 * (4 + 1))
