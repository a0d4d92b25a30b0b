import numpy as np
import pytest

from tests.made_series import experiment_on, sine
from workbench.core.stopping import StopToken
from workbench.engine.judgement.walk_forward import FoldDone, FoldStarted, WalkFinished, walk_forward


def walked(series=None, stop=None, **how):
    series = sine(300) if series is None else series
    return list(walk_forward(experiment_on(epochs=1), series, stop or StopToken(), **{"folds": 3, **how}))


def of(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_every_fold_is_trained_and_judged_with_every_seed():
    events = walked(seeds=2)

    done = of(events, FoldDone)
    assert [(one.seed, one.fold) for one in done] == [(42, 1), (42, 2), (42, 3), (43, 1), (43, 2), (43, 3)]
    assert all(one.training.reason == "all epochs done" for one in done)
    assert len(of(events, FoldStarted)) == 6
    assert isinstance(events[-1], WalkFinished)


def test_means_and_deviations_are_those_of_the_runs():
    events = walked()

    seen = [one.judged.measures["mae"] for one in of(events, FoldDone)]
    finished = events[-1]
    assert finished.runs == 3
    assert finished.means["network"]["mae"] == pytest.approx(np.mean(seen))
    assert finished.deviations["network"]["mae"] == pytest.approx(np.std(seen))
    assert finished.means["last_value"]["direction"] is None
    assert list(finished.means)[:2] == ["network", "last_value"]


def test_scalers_are_measured_anew_on_each_fold():
    rising = sine(300)
    rising.values[:, 0] += np.arange(300)

    scales = [one.judged.windows.targets[:, 0].std() for one in of(walked(rising), FoldDone)]

    assert len({round(float(scale), 6) for scale in scales}) == 3


def test_without_a_refit_the_first_network_is_judged_on_every_block():
    done = of(walked(refit=False), FoldDone)

    assert [one.training is None for one in done] == [False, True, True]
    assert len({float(one.judged.windows.targets.std()) for one in done}) == 1  # the first fold's scalers


def test_the_test_part_has_no_part_in_it():
    poisoned = sine(300)
    poisoned.values[255:] = 1e6

    clean, other = (walked(series)[-1] for series in (None, poisoned))

    assert clean == other


def test_a_stop_ends_it_after_the_fold_at_hand():
    stop, events = StopToken(), []
    for event in walk_forward(experiment_on(epochs=50), sine(300), stop, folds=3):
        events.append(event)
        if isinstance(event, FoldStarted):
            stop.stop("keep")

    assert [type(event) for event in events] == [FoldStarted, FoldDone, WalkFinished]
    assert events[-1].runs == 1
