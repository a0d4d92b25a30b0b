"""What can be done now; the tooltip of the rest says why not."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction

from workbench.app.frame.actions import allow
from workbench.app.translation import tr
from workbench.app.work.bench import Bench
from workbench.app.work.reporting import why_no_forecast, why_no_report


def allow_what_can_be_done(actions: Mapping[str, QAction], bench: Bench) -> None:
    """Enable the actions that ``bench`` can follow now, and let words name what they would do."""
    run = bench.run
    allow(actions["train"], "train", _why_not_train(bench))
    actions["train_more"].setText(tr("Train {count} more epochs", count=bench.more_epochs))
    allow(actions["train_more"], "train_more", tr(bench.why_no_more or ""))
    ends = bench.is_training and run is not None and run.is_training
    for name in ("pause", "stop", "discard"):
        allow(actions[name], name, "" if ends else tr("No run is in progress."))
    reads = bench.reading is not None
    allow(actions["cancel_reading"], "cancel_reading", "" if reads else tr("No file is being read."))
    no_layer = "" if bench.experiment.layers else tr("There is no layer yet: add one first.")
    allow(actions["duplicate"], "duplicate", no_layer)
    actions["pause"].setText(tr("Go on") if is_paused(bench) else tr("Pause"))
    has_model = run is not None and run.model is not None
    allow(actions["save_forecast"], "save_forecast", tr(why_no_forecast(bench) or ""))
    allow(actions["report"], "report", tr(why_no_report(bench) or ""))
    for name in ("save_model", "export"):
        allow(actions[name], name, "" if has_model else tr("There is no trained model yet."))


def is_paused(bench: Bench) -> bool:
    """Whether the run waits for the user."""
    return bench.run is not None and bench.run.state == "paused"


def _why_not_train(bench: Bench) -> str:
    if bench.is_training:
        return tr("A run is in progress; stop it first.")
    if bench.series is None:
        return tr("The data is not there yet.")
    errors = [problem for problem in bench.problems if problem.severity == "error"]
    return tr(errors[0].message) if errors else ""
