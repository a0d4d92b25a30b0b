"""Real trainings on series whose answer is known, and a test part that nobody has looked at."""

import dataclasses

import numpy as np
import pytest

from tests.made_series import experiment_on, sine
from workbench.core.experiment import DataSpec, SampleSource
from workbench.core.layers import LSTM
from workbench.core.series import Series
from workbench.core.sources.opening import first_experiment, open_series, with_sizes
from workbench.core.sources.samples import adding_problem
from workbench.core.stopping import StopToken
from workbench.engine.learning.events import EpochDone, TrainingStarted
from workbench.engine.runs import RunFinished, look_at_test, run


def judged_on(experiment, series):
    """Train, look at the test part, and give the verdict on the first target with the copycat's word."""
    (finished,) = (event for event in run(experiment, series, StopToken()) if isinstance(event, RunFinished))
    test = look_at_test(finished.model, series, finished.evaluation).evaluation.test.judged
    return test.verdicts[0], test.told_by_copycats(0)


def proposed(name, **training):
    source = SampleSource(name=name)
    series = open_series(DataSpec(source=source))
    return first_experiment(source, series).with_settings("training", device="cpu", **training), series


def test_on_a_random_walk_the_network_does_not_beat_the_last_value_and_is_a_copycat():
    experiment, series = proposed("random-walk", epochs=1)

    verdict, copycat = judged_on(experiment, series)

    assert verdict.outcome in ("ties", "loses")
    assert "the last value" in verdict.sentence
    assert copycat.startswith("Copycat: the forecast for step 1 fits the truth at lag 1 better")


def test_on_the_sine_mix_it_beats_every_baseline_that_learns_nothing():
    experiment, series = proposed("sine-mix", epochs=6)
    experiment = with_sizes(experiment, horizon=12)

    verdict, _ = judged_on(experiment, series)

    outcomes = {one.baseline: one.outcome for one in verdict.comparisons}
    assert {outcomes[name] for name in ("last_value", "seasonal_naive", "drift", "mean")} == {"beats"}


def test_on_the_adding_problem_it_beats_every_baseline():
    series = adding_problem(length=10, blocks=4_000)
    experiment = experiment_on(
        ("sum",),
        inputs=("value", "marker"),
        layers=(LSTM(units=24),),
        windows={"timesteps": 10, "stride": 10, "normalisation": "none"},
        epochs=12,
        batch_size=32,
        learning_rate=0.01,
    )

    verdict, _ = judged_on(experiment, series)

    assert verdict.outcome == "beats"
    assert verdict.sentence.startswith("The network beats every baseline; the best of them, the ")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (np.full(300, 5.0), "does not change in the rows that are judged"),
        (np.sin(np.arange(30.0)), "has 30 rows, and two windows that share none need 36."),
    ],
)
def test_of_constants_and_of_series_shorter_than_two_windows_nothing_is_claimed(values, words):
    series = Series("odd", ("value",), values[:, None])
    windows = {"timesteps": 16, "horizon": 2, "train_share": 0.7, "validation_share": 0.1}

    verdict, _ = judged_on(experiment_on(windows=windows, epochs=1), series)

    assert verdict.outcome == "unknown"
    assert words in verdict.sentence


def test_on_a_series_with_a_jump_it_says_what_it_cannot_know():
    series = sine(600)
    series.values[480:] += 30

    verdict, _ = judged_on(experiment_on(epochs=1), series)

    assert verdict.caveats[0].startswith("The mean of value lies +")
    assert "cannot be known from here" in verdict.caveats[0]


def numbers_in(value):
    """Give every number and word inside what a run tells, in order, but for durations."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in ("seconds", "windows_per_second", "windows", "forecaster", "state"):
                yield from numbers_in(getattr(value, field.name))
    elif isinstance(value, dict):
        for name in value:
            yield from numbers_in(value[name])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from numbers_in(one)
    elif isinstance(value, np.ndarray):
        yield value.tobytes()
    elif isinstance(value, int | float | str):
        yield repr(value)


def test_nothing_of_the_test_part_influences_what_is_told_before_it_is_opened():
    told = []
    for poison in (0.0, 1e6):
        series = sine(400)
        series.values[:] += np.random.default_rng(1).normal(0, 0.3, series.values.shape)
        series.values[340:] += poison  # the test part begins there
        source = SampleSource(name="sine-mix")
        experiment = with_season_of_a_file(source, series)
        events = list(run(experiment, series, StopToken()))
        finished = events[-1]
        kept = [event for event in events if isinstance(event, EpochDone | TrainingStarted)]
        shown = (kept, finished.training, finished.evaluation, finished.model.metrics, finished.model.calibration)
        told.append([experiment.to_json(), *numbers_in(shown)])
        told[-1] += [weights.tobytes() for weights in finished.model.weights.values()]

    assert len(told[0]) > 200
    assert told[0] == told[1]


def with_season_of_a_file(source, series):
    """Give what is proposed for a column of this series, to be trained in a moment."""
    from workbench.core.sources.opening import with_season

    experiment = experiment_on(epochs=2).with_settings("data", source=source)
    return with_season(experiment, series).with_settings("training", epochs=2)


def test_the_poison_is_seen_once_the_test_part_is_opened():
    told = []
    for poison in (0.0, 1e6):
        series = sine(400)
        series.values[340:] += poison
        finished = list(run(experiment_on(epochs=1), series, StopToken()))[-1]
        told.append(look_at_test(finished.model, series, finished.evaluation).evaluation.metrics["test"]["mae"])

    assert told[0] != told[1]
