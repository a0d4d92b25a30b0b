import numpy as np
import pytest

from tests.made_columns import grouped, shops
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


def test_a_stop_ends_it_and_a_fold_that_is_half_trained_is_not_counted():
    stop, events = StopToken(), []
    for event in walk_forward(experiment_on(epochs=1), sine(300), stop, folds=3):
        events.append(event)
        if isinstance(event, FoldStarted) and event.fold == 2:
            stop.stop("keep")

    assert [type(event) for event in events] == [FoldStarted, FoldDone, FoldStarted, WalkFinished]
    assert events[-1].runs == 1


def test_every_series_of_a_group_is_cut_into_folds_and_one_that_is_too_short_is_in_none():
    series = shops([300, 200, 12])

    events = list(walk_forward(grouped(horizon=2).with_settings("training", epochs=1), series, StopToken(), folds=2))

    first, second = of(events, FoldDone)
    assert {one.name for one in first.judged.by_series} == {"shop 0", "shop 1"}
    assert first.judged.rows.max() < 500  # the rows of the last shop stand behind those of the others
    assert set(first.judged.rows.tolist()).isdisjoint(second.judged.rows.tolist())
    started = of(events, FoldStarted)
    assert started[0].rows < started[1].rows
    assert [len(split.test) for _, split in started[0].splits] == [64, 42, 0]
    assert events[-1].runs == 2
