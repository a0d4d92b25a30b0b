"""Walk-forward evaluation: the same experiment trained and judged again and again, fold by fold and seed by seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.core.experiment import Experiment
from workbench.core.judgement.folds import Reach, folds_of
from workbench.core.judgement.judging import Judged, judge
from workbench.core.judgement.metrics import MEASURES
from workbench.core.mending.mended import mended
from workbench.core.preparing.columns import past_and_future
from workbench.core.preparing.prepared import Prepared, prepare
from workbench.core.preparing.splits import Split
from workbench.core.series import Series
from workbench.core.stopping import StopToken
from workbench.engine.forecasting.prediction import forecast_part
from workbench.engine.learning.events import TrainingFinished
from workbench.engine.machine.devices import choose_device
from workbench.engine.machine.memory import out_of_memory_as_error
from workbench.engine.network import Network
from workbench.engine.training import train

NETWORK = "network"


@dataclass(frozen=True)
class FoldStarted:
    """A network begins to learn.

    Attributes:
        fold: counted from 1.
        folds: how many there are.
        seed: of its chance.
        split: what it learns from, stops by and is judged on.
    """

    fold: int
    folds: int
    seed: int
    split: Split


@dataclass(frozen=True, eq=False)
class FoldDone:
    """A network was judged on rows that come after everything it has learnt from.

    Attributes:
        fold: counted from 1.
        seed: of its chance.
        training: how it ended; None where the network of an earlier fold was judged again.
        judged: beside the baselines.
    """

    fold: int
    seed: int
    training: TrainingFinished | None
    judged: Judged


@dataclass(frozen=True)
class WalkFinished:
    """The last event.

    Attributes:
        runs: how many forecasts were judged: folds times seeds, fewer after a stop.
        means: by forecaster, ``network`` first, and measure; None where it is not defined in every run.
        deviations: of the same, over the runs.
    """

    runs: int
    means: Mapping[str, Mapping[str, float | None]]
    deviations: Mapping[str, Mapping[str, float | None]]


WalkEvent = FoldStarted | FoldDone | WalkFinished


def walk_forward(
    experiment: Experiment,
    series: Series,
    stop: StopToken,
    *,
    folds: int,
    seeds: int = 1,
    reach: Reach = "expanding",
    refit: bool = True,
) -> Iterator[WalkEvent]:
    """Train and judge ``experiment`` on every fold with every seed; the test part is not looked at.

    Scalers are measured anew on the training rows of each fold. Without ``refit`` the network of the first fold, with
    its scalers, is judged on every block. A stop ends it after the fold that is being trained.

    Raises:
        WorkbenchError: the folds leave no room, or the training cannot work.
    """
    past, _ = past_and_future(series, experiment.data)
    splits = folds_of(len(mended(past, experiment.data, experiment.windows)), experiment.windows, folds, reach)
    every: list[Judged] = []
    for seed in range(experiment.training.seed, experiment.training.seed + seeds):
        seeded = experiment.with_settings("training", seed=seed)
        kept: tuple[Network, Prepared] | None = None
        for fold, split in enumerate(splits, start=1):
            if stop.ending is not None:
                break
            training: TrainingFinished | None = None
            scaling = {} if kept is None or refit else _scaling(kept[1])
            prepared = prepare(series, seeded, split=split, **scaling)
            if kept is None or refit:
                yield FoldStarted(fold, len(splits), seed, split)
                network, training = _trained(prepared, stop)
                kept = network, prepared
            with out_of_memory_as_error(seeded):
                forecast, _ = forecast_part(kept[0], prepared, "test")
            every.append(judge(prepared, "test", forecast))
            yield FoldDone(fold, seed, training, every[-1])
    yield _summary(every)


def _scaling(prepared: Prepared) -> dict[str, Any]:
    scalers = (prepared.input_scaler, prepared.target_scaler)
    return {"scalers": scalers, "transforms": prepared.transforms}


def _trained(prepared: Prepared, stop: StopToken) -> tuple[Network, TrainingFinished]:
    experiment = prepared.experiment
    with out_of_memory_as_error(experiment):
        network = Network(experiment)
    finished: TrainingFinished | None = None
    for event in train(network, prepared, device=choose_device(experiment.training.device), stop=stop):
        if isinstance(event, TrainingFinished):
            finished = event
    assert finished is not None  # train() ends with it or raises
    return network.cpu(), finished


def _summary(every: Sequence[Judged]) -> WalkFinished:
    by_name: dict[str, list[dict[str, Any]]] = {NETWORK: [one.measures for one in every]}
    for one in every:
        for baseline in one.baselines:
            if baseline.measures is not None:
                by_name.setdefault(baseline.name, []).append(baseline.measures)
    values = {
        name: {measure: [one[measure] for one in measured] for measure in MEASURES}
        for name, measured in by_name.items()
        if len(measured) == len(every)
    }
    return WalkFinished(len(every), _over(values, np.mean), _over(values, np.std))


def _over(values: Mapping[str, Mapping[str, list[float | None]]], how: Any) -> dict[str, dict[str, float | None]]:
    return {
        name: {measure: None if not seen or None in seen else float(how(seen)) for measure, seen in by_measure.items()}
        for name, by_measure in values.items()
    }
