"""Bench: what the window shows: the document, its series and the run; and the jobs that change them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from workbench.app.document import Document
from workbench.app.work.explorer import Explorer
from workbench.app.work.jobs import (
    DevicesFound,
    Loaded,
    Reading,
    load_libraries,
    open_model_job,
    open_test_job,
    train_job,
)
from workbench.app.work.questions import Questions
from workbench.app.work.readings import Readings
from workbench.app.work.run_record import RunRecord
from workbench.app.worker import Worker
from workbench.core.csv import CsvOptions
from workbench.core.errors import RunError, WorkbenchError
from workbench.core.experiment import DataSpec, Experiment, Source
from workbench.core.layers.stack import Stack, stack_of
from workbench.core.learning_rate import RateToken
from workbench.core.series import Series
from workbench.core.settings.going_on import what_is_in_the_way
from workbench.core.settings.problems import Problem
from workbench.core.settings.training_problems import training_problems
from workbench.core.stopping import Ending
from workbench.core.text import Text, text

_MORE_EPOCHS = 10  # that a run goes on for, unless another number is chosen


class Bench(QObject):
    """Everything the views show comes from here, and every button ends here."""

    experiment_changed = Signal()
    series_changed = Signal()  # another series, or none: being read, or unreadable
    run_changed = Signal()  # another run, or news from it, at most ten times a second
    run_state_changed = Signal()  # it waits, runs, is paused or has ended
    run_began = Signal()
    run_ended = Signal()
    plots_ready = Signal()  # pyqtgraph and pandas are loaded
    engine_ready = Signal()  # torch is loaded
    reading_changed = Signal()  # a file begins to be read, or has been
    unsettled = Signal(object, object)  # a DataSpec that cannot be read before the user has chosen; the error
    failed = Signal(object)  # an exception, for alerts

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.series: Series | None = None
        self.series_error: WorkbenchError | None = None
        self.run: RunRecord | None = None
        self.loaded: set[str] = set()
        self.devices: DevicesFound | None = None
        self.rates = RateToken()  # of the run that was begun last
        self.more_epochs = _MORE_EPOCHS
        self._at_work: RunRecord | None = None
        self._run_before: RunRecord | None = None
        self._told_state: object = None
        self.run_changed.connect(self._tell_state)
        self._stack: Stack | None = None
        self._problems: tuple[object, tuple[Problem, ...]] | None = None
        self._mended: tuple[object, Series | None] | None = None
        self.trainer = Worker("training")
        self.reader = Worker("reading")
        self.readings = Readings(self.reader, self)
        self.explorer = Explorer(self.reader, self)
        self.trainer.progressed.connect(self._on_trainer_progressed)
        self.trainer.failed.connect(self._on_trainer_failed)
        self.trainer.ended.connect(self._on_trainer_ended)
        self.reader.failed.connect(self.failed)
        self.readings.changed.connect(self.reading_changed)
        self.readings.shown.connect(self._show_series)
        self.readings.opened.connect(self._adopt)
        self.readings.unsettled.connect(self.unsettled)
        self.readings.failed.connect(self.failed)
        self.questions = Questions(self)
        document.changed.connect(self._on_experiment_changed)
        document.started.connect(self._on_started)

    @property
    def experiment(self) -> Experiment:
        """What is set now."""
        return self.document.experiment

    @property
    def stack(self) -> Stack:
        """The network as it is set now."""
        if self._stack is None:
            self._stack = stack_of(self.experiment)
        return self._stack

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the experiment now, the data first."""
        known = (self.series, self.experiment)
        if self._problems is None or self._problems[0] != known:  # a look at every value of the chosen columns
            of_training = training_problems(self.experiment)
            self._problems = (known, (*self._data_problems(), *self.stack.problems, *of_training))
        return self._problems[1]

    def _data_problems(self) -> tuple[Problem, ...]:
        if self.series is None:
            return ()
        from workbench.core.preparing.prepared import data_problems  # what needs a series is not needed to paint

        return data_problems(self.series, self.experiment)

    @property
    def mended(self) -> Series | None:
        """The series as it is learnt from; None where there is none, or where it cannot be mended as is wanted."""
        known = (self.series, self.experiment.data, self.experiment.windows)
        if self._mended is None or self._mended[0] != known:
            self._mended = (known, self._mend())
        return self._mended[1]

    def _mend(self) -> Series | None:
        if self.series is None:
            return None
        from workbench.core.mending.mended import mended
        from workbench.core.mending.problems import clock_problems
        from workbench.core.preparing.columns import past_and_future

        past, _ = past_and_future(self.series, self.experiment.data)
        if clock_problems(past, self.experiment):
            return None
        return mended(past, self.experiment.data, self.experiment.windows)

    @property
    def reading(self) -> Reading | None:
        """What is being read: the file to be opened, or else the experiment's own; None while nothing is."""
        return self.readings.current

    @property
    def is_opening(self) -> bool:
        """Whether another file is being read, which the experiment does not name yet."""
        return self.readings.is_opening

    @property
    def has_unsaved_model(self) -> bool:
        """Whether a trained network would be lost with the window."""
        return self.run is not None and self.run.model is not None and not self.run.is_saved

    @property
    def is_training(self) -> bool:
        """Whether a run waits, runs or is paused."""
        return self.run is not None and self.run.is_active

    def load_libraries(self) -> None:
        """Load pandas, pyqtgraph and torch in the background; the window is already painted."""
        self.trainer.start(load_libraries)
        self.want_series()

    def open_data(self, source: Source, options: CsvOptions | None = None) -> None:
        """Read another file or sample, and propose its columns and windows in one undo step.

        What was being opened before is not wanted any more, and its reading is ended.
        """
        self.readings.open(source, options)

    def cancel_reading(self) -> None:
        """End what is being read; the experiment and its series stay as they are."""
        self.readings.cancel()

    def open_model(self, path: Path) -> None:
        """Read a saved model and show its forecasts once torch is loaded."""
        self._run_before = self.run
        self.run = RunRecord(
            self.experiment, self.series or Series("", (), np.empty((0, 0))), title=path.name, is_training=False
        )
        self._at_work = self.run
        self.run_began.emit()
        self.run_changed.emit()
        self.trainer.start(lambda stop: open_model_job(path))

    def train(self) -> None:
        """Begin a run with a frozen copy of the settings.

        Raises:
            WorkbenchError: the series is not there yet, or something keeps the run from starting.
        """
        if self.series is None:
            raise self.series_error or WorkbenchError(
                text("The data is still being read."), hint=text("Train as soon as the series is shown.")
            )
        record = RunRecord(self.experiment, self.series)
        record.title = record.began.strftime("%H:%M:%S")
        self._begin(record)

    def choose_more_epochs(self, count: int) -> None:
        """Let a run go on for ``count`` epochs when it does.

        Raises:
            SettingsError: it is outside the bounds of the setting.
        """
        self.more_epochs = Experiment().with_settings("training", epochs=count).training.epochs
        self.run_state_changed.emit()

    @property
    def why_no_more(self) -> Text | None:
        """What keeps the shown run from going on, or None."""
        run = self.run
        if self.is_training:
            return text("A run is in progress; stop it first.")
        if run is None or (run.reached is None and run.is_training):
            return text("There is no run yet that has finished an epoch.")
        if run.reached is None:
            return text("A model from a file cannot go on learning; train anew.")
        if self.series is None:
            return text("The data is not there yet.")
        return what_is_in_the_way(run.experiment, self.experiment)

    def train_more(self) -> None:
        """Let the shown run go on with the settings that may change since, from its last finished epoch.

        Raises:
            WorkbenchError: something keeps the run from going on.
        """
        why_not = self.why_no_more
        if why_not is not None:
            raise RunError(why_not)
        assert self.run is not None  # else there would be a reason
        assert self.run.reached is not None
        assert self.series is not None
        epochs = self.run.reached.progress.epoch + self.more_epochs
        self._begin(self.run.continued(self.experiment.with_settings("training", epochs=epochs), self.series))

    def _begin(self, record: RunRecord) -> None:
        if self.run is not None and self.run.model is not None:
            self._run_before = self.run  # it comes back if nothing comes of the new one
        self.run = self._at_work = record
        self.rates = rates = RateToken()
        self.run_began.emit()
        self.run_changed.emit()
        experiment, series, state = record.experiment, record.series, record.reached
        self.trainer.start(lambda stop: train_job(experiment, series, stop, rates, state))

    @property
    def why_test_stays_closed(self) -> Text | None:
        """What keeps the test part of the shown run from being opened now, or None."""
        if self.is_training:
            return text("A run is in progress; stop it first.")
        return text("It is being opened.") if self.trainer.is_busy else None

    def open_test(self) -> None:
        """Measure the shown run's model on the test part, and count the look."""
        run = self.run
        if run is None or run.model is None or run.evaluation is None or self.why_test_stays_closed is not None:
            return
        model, series, evaluation = run.model, run.series, run.evaluation
        self.trainer.start(lambda stop: open_test_job(model, series, evaluation))
        self.run_changed.emit()

    def ask_rate(self, rate: float) -> None:
        """Let the run that is on go on with another learning rate.

        Raises:
            SettingsError: it is outside the bounds of the setting.
        """
        self.rates.ask(rate)
        self.run_changed.emit()

    def pause_or_resume(self) -> None:
        """Let the run wait, or go on."""
        if self.trainer.is_paused:
            self.trainer.resume()
        else:
            self.trainer.pause()

    def stop(self, ending: Ending = "keep") -> None:
        """End the run after the batch at hand."""
        self.trainer.stop(ending)

    def want_series(self) -> None:
        """Have the series that the experiment names, from memory or from its file."""
        self.readings.want(self.experiment.data)

    def close(self) -> None:
        """End every job and both threads."""
        self.readings.close()
        self.reader.close()
        self.trainer.close()

    @Slot()
    def _tell_state(self) -> None:
        """Most news change nothing that buttons depend on; what does is told apart."""
        state = (self.run, self.run.state) if self.run is not None else None
        if state != self._told_state:
            self._told_state = state
            self.run_state_changed.emit()

    @Slot()
    def _on_started(self) -> None:
        self.readings.start_anew()

    @Slot()
    def _on_experiment_changed(self) -> None:
        self._stack = None
        self.want_series()
        self.experiment_changed.emit()

    @Slot(object, object)
    def _adopt(self, data: DataSpec, series: Series) -> None:
        """Take a newly opened series into the experiment; layers and training that somebody has set stay."""
        from workbench.core.sources.groups import sorted_by_group
        from workbench.core.sources.opening import adopted, first_experiment, group_of, normalised_for_many

        try:
            series = sorted_by_group(series, group_of(data.source, series))  # once: what follows finds them sorted
            proposed = first_experiment(data.source, series).with_settings("data", options=data.options)
            proposed, _ = normalised_for_many(proposed, series)
            after = adopted(self.experiment, proposed)
        except WorkbenchError as error:
            self.failed.emit(error)
            return
        self.readings.take(proposed.data)
        self.series, self.series_error = series, None
        self.document.change(after, text("open {name}", name=series.name))
        self.series_changed.emit()

    @Slot(object, object)
    def _show_series(self, series: Series | None, error: WorkbenchError | None) -> None:
        self.series, self.series_error = series, error
        self.series_changed.emit()

    @Slot(list)
    def _on_trainer_progressed(self, events: list[object]) -> None:
        for event in events:
            if isinstance(event, DevicesFound):
                self.devices = event
        loaded = [event.what for event in events if isinstance(event, Loaded)]
        for what in loaded:
            self.loaded.add(what)
            (self.plots_ready if what == "plots" else self.engine_ready).emit()
        told = [event for event in events if not isinstance(event, Loaded | DevicesFound)]
        if told and self.run is not None:
            self.run.take(told)
            self.run_changed.emit()

    @Slot(object)
    def _on_trainer_failed(self, error: Exception) -> None:
        if self._at_work is not None and not self._at_work.is_training:
            self.run, self._at_work = self._run_before, None  # the run that was shown stays, with its model
            self.run_changed.emit()
        elif self.run is not None and self.run.is_active:
            self.run.state = "failed"
            if self._run_before is not None:
                self.run = self._run_before
            self.run_changed.emit()
        self.failed.emit(error)

    @Slot()
    def _on_trainer_ended(self) -> None:
        if self._at_work is None or self.trainer.is_busy:
            if self.run is not None:  # the test part may be opened, or again
                self.run_changed.emit()
            return
        run, before = self._at_work, self._run_before
        self._at_work = self._run_before = None
        if run.model is not None and not run.is_training:
            self._take_model(run)
        if run.model is None and before is not None:
            self.run = before
        self.run_changed.emit()
        self.run_ended.emit()

    def _take_model(self, run: RunRecord) -> None:
        run.is_saved = True
        if run.evaluation is not None:
            self.readings.remember(run.experiment.data, run.series)
        self.document.change(run.experiment, text("open {name}", name=run.title))
        self.document.forget_path()  # saving must not write the model's settings over another experiment's file
