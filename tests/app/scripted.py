"""What the window's jobs would tell, told by a script: no library is loaded and nothing is trained."""

from __future__ import annotations

import queue
from dataclasses import replace

import numpy as np

from tests.made_series import hourly
from tests.windows import settle
from workbench.app.work import jobs
from workbench.core.experiment import FileSource
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series, times_after
from workbench.core.sources.samples import sample_named
from workbench.engine.learning.events import BatchDone, EpochDone, Probe, StateTaken, TrainingFinished, TrainingStarted

ROWS = 400
WAIT_S = 20
FINITE_ERROR = 0.5  # the scripted network is always this far above the truth
_END = object()


def libraries(stop):
    yield jobs.Loaded("plots")
    yield jobs.Loaded("engine")


def made(name, columns, rows=ROWS):
    """Give hourly rows; column k is a sine of 24 steps around 10 · (k + 1)."""
    wave = 5 * np.sin(2 * np.pi * np.arange(rows) / 24)
    values = np.column_stack([10 * (at + 1) + wave for at in range(len(columns))])
    return Series(name, tuple(columns), values, hourly(rows), time_name="date")


def read_series(data, reading):
    """Read a file as it is; of a sample give made rows under its columns."""
    if isinstance(data.source, FileSource):
        yield from jobs.read_series(data, reading)
        return
    sample = sample_named(data.source.name)
    columns = dict.fromkeys([*sample.targets, *sample.inputs])
    yield jobs.SeriesRead(data, made(sample.name, columns))


class Script:
    """A job that tells what the test wants, when it wants it.

    ``began`` holds what each run was begun with, the latest last; ``went_on`` what it went on from.
    """

    def __init__(self):
        self.began = []
        self.went_on = []
        self.rates = None
        self.endings = []
        self._lines = queue.Queue()

    def train_job(self, experiment, series, stop, rates, state):
        """Stand in for the training."""
        self.began.append((experiment, series))
        self.went_on.append(state)
        self.rates = rates
        yield from self._told(stop)

    def open_model_job(self, path):
        """Stand in for the reading of a model."""
        self.began.append(path)
        yield from self._told(None)

    def tell(self, *events):
        for event in events:
            self._lines.put(event)

    def end(self, *events):
        """Tell ``events``, and that was the last of it."""
        self.tell(*events, _END)

    def fail(self, error):
        self.tell(error)

    def _told(self, stop):
        while True:
            line = self._lines.get(timeout=WAIT_S)
            if line is _END:
                self.endings.append(stop.ending if stop is not None else None)
                return
            if isinstance(line, Exception):
                raise line
            yield line


def started(experiment, series, *, epochs=None, batches=10):
    """Begin: the probe is the first 48 rows of the series."""
    targets = series.select(experiment.data.targets)[:48]
    times = None if series.times is None else series.times[:48]
    return TrainingStarted(
        device="cpu",
        device_reason="always there",
        threads=1,
        epochs=epochs or experiment.training.epochs,
        batches=batches,
        naive_loss=1.5,
        parameters=4_385,
        probe=Probe(np.arange(48), times, targets),
    )


def batch(epoch, number, loss=1.0):
    return BatchDone(epoch, number, loss, gradient_norm=0.5)


def epoch(number, *, probe, train=None, validation=None):
    """Give an epoch whose losses fall as 1/number and whose probe forecast is one above the truth."""
    return EpochDone(
        epoch=number,
        train_loss=train if train is not None else 1 / number,
        validation_loss=validation if validation is not None else 2 / number,
        learning_rate=0.001,
        gradient_norm=0.1 * number,
        seconds=2.0,
        windows_per_second=2_410.0,
        is_best=True,
        probe_forecast=probe.truth + 1,
    )


def state_after(experiment, number, *, probe, rate_changes=()):
    """Give what a training would go on from after epoch ``number``; its arrays are empty."""
    from workbench.engine.learning.schedules import Plateau
    from workbench.engine.learning.state import Progress, TrainingState

    training = experiment.training
    progress = Progress(
        epoch=number,
        step=10 * number,
        best_epoch=number,
        best_loss=2 / number,
        waits_from=0,
        learning_rate=rate_changes[-1].learning_rate if rate_changes else training.learning_rate,
        schedule_epochs=training.epochs,
        plateau=Plateau(),
        rate_changes=tuple(rate_changes),
        loss_scale=None,
    )
    history = tuple(epoch(one, probe=probe) for one in range(1, number + 1))
    return TrainingState(experiment, progress, history, {}, {}, {}, {}, "cpu", "", "torch's kernels, threads: 1")


def ended(reason="all epochs done", *, epochs=3, message=None):
    return TrainingFinished(reason, message, epochs, best_epoch=epochs, validation_loss=0.5, seconds=12.0)


def finished(experiment, series, reason="all epochs done", *, epochs=3, message=None):
    """End a run with a model and its measures."""
    from workbench.engine.runs import RunFinished

    if reason == "discarded":
        return RunFinished(ended(reason, epochs=epochs), None, None)
    told = evaluation(experiment, series)
    return RunFinished(ended(reason, epochs=epochs, message=message), model(experiment, series, told), told)


def evaluation(experiment, series):
    """Measure a network that is ``FINITE_ERROR`` too high everywhere, on the validation part."""
    from workbench.engine.judgement.evaluation import Evaluation
    from workbench.engine.judgement.intervals import calibrate

    validation = evaluated(experiment, series, "validation")
    return Evaluation(validation, calibrate(validation.judged.truth, validation.judged.forecast))


def evaluated(experiment, series, part):
    """Measure the same network on one part; nothing is said of how far off it may be."""
    from workbench.core.judgement.judging import judge
    from workbench.engine.judgement.evaluation import Evaluated

    prepared = prepare(series, experiment)
    return Evaluated(judge(prepared, part, prepared.truth(part) + FINITE_ERROR), None, {})


def opened(told, experiment, series, *, looks=1):
    """Open the test part of the same network; the future counts up from 100."""
    from workbench.engine.forecasting.prediction import Forecast

    names, horizon = experiment.data.targets, experiment.windows.horizon
    values = 100.0 + np.arange(horizon * len(names), dtype=np.float64).reshape(horizon, len(names))
    times = times_after(series.times, horizon) if series.times is not None else None
    future = Forecast(names, values, times, len(series))
    return replace(told, test=evaluated(experiment, series, "test"), future=future, looks=looks)


def model(experiment, series, told):
    """Give a network as it is before any training, with everything a model has."""
    from workbench.engine.model import Model, schema_of, weights_of
    from workbench.engine.network import Network

    prepared = prepare(series, experiment)
    return Model(
        experiment=experiment,
        weights=weights_of(Network(experiment)),
        input_scaler=prepared.input_scaler,
        target_scaler=prepared.target_scaler,
        schema=schema_of(series),
        metrics=told.metrics,
    )


def run_to_the_end(qtbot, window, script, *, epochs=3, reason="all epochs done", message=None):
    """Press Train and let the script tell a whole run; give what was told at its beginning."""
    window.actions_by_name["train"].trigger()
    experiment, series = window.bench.run.experiment, window.bench.run.series
    begun = started(experiment, series)
    script.tell(begun)
    for number in range(1, epochs + 1):
        taken = StateTaken(state_after(experiment, number, probe=begun.probe))
        script.tell(batch(number, begun.batches), taken, epoch(number, probe=begun.probe))
    script.end(finished(experiment, series, reason, epochs=epochs, message=message))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy, timeout=WAIT_S * 1000)
    settle()
    return begun
