"""What a run tells while it goes on: lines of JSON for programs, a progress bar and a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from workbench.cli import output
from workbench.cli.measures import judged_document, show_evaluation
from workbench.engine.judgement.evaluation import Evaluation
from workbench.engine.learning.events import (
    BatchDone,
    Compiling,
    EpochDone,
    TrainingEvent,
    TrainingFinished,
    TrainingStarted,
)


class Report(Protocol):
    """Hears of a run from its first notice to the saved model."""

    def notice(self, message: str) -> None:
        """Tell what the user should know."""

    def show(self, event: TrainingEvent) -> None:
        """Tell an event of the training."""

    def finished(self, training: TrainingFinished, evaluation: Evaluation | None, model: Path) -> None:
        """Tell the end, once the model is saved."""

    def close(self) -> None:
        """Leave the terminal as it was."""


class JsonReport:
    """One JSON object a line on standard output; the last one is ``finished``."""

    def __init__(self, targets: Sequence[str]) -> None:
        self._targets, self._naive_loss = targets, 0.0

    def notice(self, message: str) -> None:
        """Give a ``notice``."""
        output.say_json({"event": "notice", "message": message})

    def show(self, event: TrainingEvent) -> None:
        """Give ``started`` and each ``epoch``; batches are too many."""
        match event:
            case Compiling():
                output.say_json({"event": "compiling", "layers": list(event.kinds)})
            case TrainingStarted():
                self._naive_loss = event.naive_loss
                output.say_json(_started(event))
            case EpochDone():
                output.say_json(_epoch(event, self._naive_loss))

    def finished(self, training: TrainingFinished, evaluation: Evaluation | None, model: Path) -> None:
        """Give ``finished``."""
        if training.message is not None:
            self.notice(training.message)
        output.say_json(
            {
                "event": "finished",
                "reason": reason_of(training),
                "epochs": training.epochs,
                "best_epoch": training.best_epoch,
                "model": str(model.resolve()),
                "metrics": evaluation.metrics if evaluation is not None else {},
                "judged": judged_document(evaluation.shown.judged, self._targets) if evaluation is not None else None,
            }
        )

    def close(self) -> None:
        """Nothing is open."""


class ScreenReport:
    """A progress bar, or a line for each epoch where no terminal is; at the end a table and a verdict."""

    def __init__(self, targets: Sequence[str]) -> None:
        self._targets = targets
        self._console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            TextColumn("{task.fields[losses]}", markup=False),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._progress.add_task("", total=None, start=False, losses="")
        self._epochs = self._batches = 0

    def notice(self, message: str) -> None:
        """Write a line above the bar."""
        output.tell(message)

    def show(self, event: TrainingEvent) -> None:
        """Move the bar."""
        match event:
            case Compiling():
                output.tell("Compiling the layers' kernels for this processor, once on this machine.")
            case TrainingStarted():
                self._start(event)
            case BatchDone():
                done = (event.epoch - 1) * self._batches + event.batch
                self._progress.update(self._task, completed=done, description=f"epoch {event.epoch}/{self._epochs}")
            case EpochDone():
                self._show_epoch(event)
            case TrainingFinished():
                self.close()
                if event.reason == "stopped":
                    output.tell("Interrupted: measuring and saving what was finished. Ctrl+C again ends at once.")

    def finished(self, training: TrainingFinished, evaluation: Evaluation | None, model: Path) -> None:
        """Write the measures of the part that is open, what they are worth, and where the model is."""
        if training.message is not None:
            output.tell(training.message)
        if evaluation is not None:  # none where nothing could be measured
            show_evaluation(evaluation, self._targets)
        best = f", the best was number {training.best_epoch}" if training.best_epoch else ""
        output.say(f"{reason_of(training).capitalize()} after {training.epochs} epochs{best}.")
        output.say(f"Model: {model.resolve()}")
        if evaluation is not None and evaluation.test is None:
            output.say(
                f"The test part is closed. It is opened, and the look counted, by: workbench evaluate {model} --test"
            )

    def close(self) -> None:
        """Take the bar away."""
        if self._console.is_interactive:  # else rich would leave an empty line
            self._progress.stop()

    def _start(self, event: TrainingStarted) -> None:
        self._epochs, self._batches = event.epochs, event.batches
        output.tell(
            f"Training {event.parameters:,} parameters on {event.device}: {event.device_reason};"
            f" CPU threads: {event.threads}."
        )
        if event.epochs_before:
            output.tell(f"Going on after epoch {event.epochs_before}.")
        if self._console.is_interactive:
            steps = event.epochs * event.batches
            self._progress.update(self._task, total=steps, description=f"epoch 1/{event.epochs}")
            self._progress.start()
            self._progress.start_task(self._task)

    def _show_epoch(self, event: EpochDone) -> None:
        losses = f"train {event.train_loss:.3g}, validation {event.validation_loss:.3g}"
        if self._console.is_interactive:
            self._progress.update(self._task, losses=losses)
            return
        best = ", the best so far" if event.is_best else ""
        output.tell(f"epoch {event.epoch}/{self._epochs}: {losses}{best}")


def reason_of(training: TrainingFinished) -> str:
    """Say why a training ended; on the command line, what stops it is an interruption."""
    return "interrupted" if training.reason == "stopped" else training.reason


def _started(event: TrainingStarted) -> dict[str, Any]:
    return {
        "event": "started",
        "device": event.device,
        "reason": event.device_reason,
        "threads": event.threads,
        "parameters": event.parameters,
        "batches": event.batches,
        "epochs": event.epochs,
        "epochs_before": event.epochs_before,
        "bits": event.bits,
        "naive_loss": event.naive_loss,
    }


def _epoch(event: EpochDone, naive_loss: float) -> dict[str, Any]:
    return {
        "event": "epoch",
        "epoch": event.epoch,
        "train_loss": event.train_loss,
        "validation_loss": event.validation_loss,
        "naive_loss": naive_loss,
        "learning_rate": event.learning_rate,
        "seconds": event.seconds,
        "windows_per_second": event.windows_per_second,
        "is_best": event.is_best,
    }
