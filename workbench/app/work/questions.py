"""What is asked of the shown run's model after its training: other intervals, further steps, what it looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal, Slot

from workbench.app.work.jobs import ahead_job, importance_job, interval_job
from workbench.core.judgement.interval_methods import IntervalMethod
from workbench.core.text import Text, text

if TYPE_CHECKING:
    from workbench.app.work.bench import Bench
    from workbench.app.worker import Job
    from workbench.core.series import Series
    from workbench.engine.judgement.evaluation import Evaluation
    from workbench.engine.model import Model

Question = Literal["interval", "ahead", "importance"]


class Questions(QObject):
    """Asks one thing after the other on the thread that trains; the answers come to the run as its other news do."""

    changed = Signal()  # something is asked, or has been answered

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.asked: Question | None = None
        bench.trainer.ended.connect(self._on_ended)

    @property
    def why_not(self) -> Text | None:
        """What keeps something from being asked now, or None."""
        run = self._bench.run
        if self._bench.is_training:
            return text("A run is in progress; stop it first.")
        if self._bench.trainer.is_busy:
            return text("Something else is being worked out.")
        if run is None or run.model is None or run.evaluation is None:
            return text("There is no trained network with its data yet.")
        return None

    def choose_interval(self, method: IntervalMethod, passes: int) -> None:
        """Put intervals of this kind around the forecasts, and measure them."""
        if (known := self._known) is not None:
            model, series, evaluation = known
            self._ask("interval", lambda stop: interval_job(model, series, evaluation, (method, passes), stop))

    def ask_ahead(self, steps: int, *, recursively: bool) -> None:
        """Forecast so many steps past the end, and recursively, too, if that is wanted."""
        if (known := self._known) is not None:
            model, series, evaluation = known
            self._ask("ahead", lambda stop: ahead_job(model, series, evaluation, (steps, recursively), stop))

    def ask_importance(self, **choice: Any) -> None:
        """Measure what the model looks at; ``choice`` as the engine's ``ImportanceChoice``."""
        if (known := self._known) is not None:
            model, series, _ = known
            self._ask("importance", lambda stop: importance_job(model, series, choice, stop))

    @property
    def _known(self) -> tuple[Model, Series, Evaluation] | None:
        """What questions are about; None while nothing can be asked."""
        run = self._bench.run
        if self.why_not is not None or run is None or run.model is None or run.evaluation is None:
            return None
        return run.model, run.series, run.evaluation

    def stop(self) -> None:
        """Ask for the end of what is being worked out: what is half done is kept only where that makes sense."""
        if self.asked is not None:
            self._bench.trainer.stop("keep" if self.asked == "importance" else "discard")

    def _ask(self, question: Question, job: Job) -> None:
        self.asked = question
        self._bench.trainer.start(job)
        self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self.asked is not None and not self._bench.trainer.is_busy:
            self.asked = None
        self.changed.emit()
