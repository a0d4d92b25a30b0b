"""What the window knows of one run: its settings and everything it has told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from workbench.app.work.jobs import ImportanceTold, WalkTold
from workbench.core.experiment import Experiment
from workbench.core.text import Text

if TYPE_CHECKING:
    from workbench.core.series import Series
    from workbench.engine.judgement.evaluation import Evaluation
    from workbench.engine.judgement.importance import Importance
    from workbench.engine.learning.events import BatchDone, EpochDone, RateChanged, TrainingFinished, TrainingStarted
    from workbench.engine.learning.state import TrainingState
    from workbench.engine.model import Model

RunState = Literal["waiting", "running", "paused", "finished", "failed"]


@dataclass(eq=False)
class RunRecord:
    """A run has its own frozen experiment; editing the form never changes it."""

    experiment: Experiment
    series: Series
    title: str = ""
    is_training: bool = True  # False: a saved model was opened
    began: datetime = field(default_factory=datetime.now)
    state: RunState = "waiting"
    is_compiling: bool = False  # before the first epoch or, of a GPU's run, before the measuring; once on a machine
    started: TrainingStarted | None = None
    batch: BatchDone | None = None
    epochs: list[EpochDone] = field(default_factory=list)
    batch_losses: list[float] = field(default_factory=list)  # of the first epoch, before there is a curve of epochs
    batches_done: int = 0
    notices: list[Text] = field(default_factory=list)
    finished: TrainingFinished | None = None
    model: Model | None = None
    evaluation: Evaluation | None = None
    is_saved: bool = False  # the model lies in a file
    rate_changes: list[RateChanged] = field(default_factory=list)
    reached: TrainingState | None = None  # from where it can go on
    importance: Importance | None = None  # what its model looks at, as far as that is measured
    walk: WalkTold | None = None  # how its settings did fold by fold

    def take(self, events: Sequence[object]) -> None:
        """Add what the run has told since the last time."""
        from workbench.engine import runs
        from workbench.engine.judgement import questions
        from workbench.engine.learning import events as told  # loads torch; it is loaded when a run speaks

        for event in events:
            match event:
                case runs.DataPrepared():
                    self.notices += event.notices
                case told.TrainingStarted():
                    self.started, self.state, self.is_compiling = event, "running", False
                case told.Compiling():
                    self.is_compiling = True
                case told.BatchDone():
                    self.batch = event
                    self.batches_done += 1
                    if not self.epochs:
                        self.batch_losses.append(event.loss)
                case told.EpochDone():
                    if self.epochs:  # only the last forecast is drawn; thousands of them would fill the memory
                        self.epochs[-1] = replace(self.epochs[-1], probe_forecast=event.probe_forecast[:0])
                    self.epochs.append(event)
                case told.RateChanged():
                    self.rate_changes.append(event)
                case told.StateTaken():
                    self.reached = event.state
                case told.TrainingPaused():
                    self.state = "paused"
                case told.TrainingResumed():
                    self.state = "running"
                case told.TrainingFinished():
                    self.finished = event
                case runs.RunFinished():
                    self.finished, self.model, self.evaluation = event.training, event.model, event.evaluation
                    self.state = "finished"
                case runs.LookTaken() if event.before is self.evaluation:  # not of another run
                    self.model, self.evaluation = event.model, event.evaluation
                case questions.Answered() if event.before is self.evaluation:
                    self.evaluation = event.evaluation
                case ImportanceTold() if event.model.weights is getattr(self.model, "weights", None):
                    self.importance = event.importance
                case WalkTold() if event.model.weights is getattr(self.model, "weights", None):
                    self.walk = event
                case runs.ModelOpened():
                    self.experiment, self.series = event.model.experiment, event.series or self.series
                    self.model, self.evaluation = event.model, event.evaluation
                    self.notices += [] if event.notice is None else [event.notice]
                    self.state = "finished"

    def continued(self, experiment: Experiment, series: Series) -> RunRecord:
        """Give the record of this run's continuation: what it goes on from is told there already."""
        assert self.reached is not None  # else there is nothing to go on from
        return RunRecord(
            experiment,
            series,
            title=self.title,
            started=self.started,
            epochs=self.epochs[: self.reached.progress.epoch],
            rate_changes=list(self.reached.progress.rate_changes),
            reached=self.reached,
        )

    @property
    def learning_rate(self) -> float:
        """What the schedule is relative to: the setting, or what took its place while it ran."""
        return self.rate_changes[-1].learning_rate if self.rate_changes else self.experiment.training.learning_rate

    @property
    def is_active(self) -> bool:
        """Whether it waits, runs or is paused."""
        return self.state in ("waiting", "running", "paused")

    @property
    def seconds_left(self) -> float | None:
        """What the remaining epochs will take if they are like the last ones; None at first."""
        if not self.epochs or self.started is None:
            return None
        recent = self.epochs[-5:]
        mean = sum(epoch.seconds for epoch in recent) / len(recent)
        part = self.batch.batch / self.started.batches if self.batch and self.batch.epoch > len(self.epochs) else 0.0
        return max(0.0, mean * (self.started.epochs - len(self.epochs) - part))
