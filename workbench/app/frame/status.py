"""The status bar: what runs, where, and how much memory it takes."""

from __future__ import annotations

import psutil
from PySide6.QtCore import QElapsedTimer, QTimer, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar, QWidget

from workbench.app.translation import tr
from workbench.app.widgets.figures import short_duration
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.work.bench import Bench

_MEMORY_EVERY_MS = 2_000
_BAR_STEPS = 10_000
_SHOWN_AFTER_MS = 500  # a bar that flashes tells nothing
_LOOK_EVERY_MS = 100


class Status(QStatusBar):
    """Progress on the left; device, memory and notices on the right."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.setSizeGripEnabled(False)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.progress.setAccessibleName(tr("Progress of the run"))
        self.progress.hide()
        self.reading = QProgressBar()
        self.reading.setTextVisible(False)
        self.reading.setFixedWidth(160)
        self.reading.setAccessibleName(tr("Progress of the reading"))
        self.reading.hide()
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setProperty("role", "small")
        self.cancel.setToolTip(tooltip(tr("End the reading; everything stays as it is. (Esc)")))
        self.cancel.clicked.connect(bench.cancel_reading)
        self.cancel.hide()
        self.words = ElidedLabel()
        self.device = label(role="quiet")
        self.memory = label(role="quiet")
        self.notices = label()
        self.setContentsMargins(8, 0, 8, 0)
        self.addWidget(self.progress)
        self.addWidget(self.reading)
        self.addWidget(self.cancel)
        self.addWidget(self.words, 1)
        for widget in (self.device, self.memory, self.notices):
            self.addPermanentWidget(widget)
        self._process = psutil.Process()
        self._timer = QTimer(self)
        self._timer.setInterval(_MEMORY_EVERY_MS)
        self._timer.timeout.connect(self._show_memory)
        self._timer.start()
        self._show_memory()
        bench.run_changed.connect(self.refresh)
        bench.experiment_changed.connect(self.show_problems)
        bench.series_changed.connect(self.show_problems)
        bench.engine_ready.connect(self.refresh)
        bench.reading_changed.connect(self._on_reading_changed)
        self._since = QElapsedTimer()
        self._told: object = None  # what the time is counted for
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._show_reading)
        self.refresh()
        self.show_problems()

    def refresh(self) -> None:
        """Show the run as it is now."""
        run = self._bench.run
        reading = self._bench.reading
        if reading is not None and (self._bench.is_opening or not self.reading.isHidden()):
            self.words.setText(tr("Reading {name}…", name=reading.name))
            return
        if run is None:
            ready = "engine" in self._bench.loaded
            self.progress.hide()
            self.words.setText(tr("Ready") if ready else tr("Ready; torch is being loaded in the background…"))
            return
        if run.started is not None:
            threads = run.started.threads
            device = tr("{device}, threads: {count}", device=run.started.device.upper(), count=threads)
            if device != self.device.text():
                self.device.setText(device)
                self.device.setToolTip(tooltip(tr(run.started.device_reason)))
            total = run.started.epochs * run.started.batches
            done = (run.batch.epoch - 1) * run.started.batches + run.batch.batch if run.batch else 0
            self.progress.setRange(0, _BAR_STEPS)  # the batches of a long run are more than a bar can count
            self.progress.setValue(round(_BAR_STEPS * done / total))
        self.progress.setVisible(run.is_active)
        self.words.setText(self._run_words())

    @Slot()
    def _on_reading_changed(self) -> None:
        reading = self._bench.reading
        if reading is not self._told:
            self._told = reading
            self._since.start()
        if reading is None:
            self._looking.stop()
        elif not self._looking.isActive():
            self._looking.start()
        self._show_reading()
        self.refresh()

    @Slot()
    def _show_reading(self) -> None:
        """Show how far a reading is that takes longer than a moment, and let it be ended."""
        reading = self._bench.reading
        was_shown = not self.reading.isHidden()
        shown = reading is not None and self._since.elapsed() >= _SHOWN_AFTER_MS
        self.reading.setVisible(shown)
        self.cancel.setVisible(shown)
        if reading is not None and shown:
            self.reading.setRange(0, _BAR_STEPS if reading.share else 0)  # a share of nothing is not known yet
            self.reading.setValue(round(_BAR_STEPS * reading.share))
        if shown != was_shown:
            self.refresh()

    def _run_words(self) -> str:
        run = self._bench.run
        assert run is not None  # the caller looked
        match run.state:
            case "waiting" | "running" if run.is_compiling:
                return tr("Compiling the layers' kernels, once on this machine…")
            case "waiting":
                ready = "engine" in self._bench.loaded
                return tr("Preparing the samples…") if ready else tr("Loading torch, then it begins…")
            case "failed":
                return tr("The run has failed.")
            case "finished":
                return self._end_words()
        assert run.started is not None  # it runs or is paused
        words = [tr("epoch {epoch}/{epochs}", epoch=run.batch.epoch if run.batch else 1, epochs=run.started.epochs)]
        if run.state == "paused":
            words.append(tr("paused"))
        if run.seconds_left is not None:
            words.append(tr("{time} left", time=short_duration(run.seconds_left)))
        if run.epochs:
            words.append(tr("{count} windows/s", count=f"{run.epochs[-1].windows_per_second:,.0f}"))
        return " · ".join(words)

    def _end_words(self) -> str:
        run = self._bench.run
        assert run is not None  # the caller looked
        if run.finished is None:
            return tr("Model {name} opened", name=run.title)
        if run.finished.reason == "discarded":
            return tr("The run was discarded.")
        reasons = {
            "all epochs done": tr("All epochs done"),
            "early stopping": tr("Stopped early: the validation loss no longer fell"),
            "stopped": tr("Stopped by you"),
            "diverged": tr("Stopped: the loss is no longer a number"),
        }
        end = run.finished
        return tr(
            "{reason} · {epochs} epochs in {time} · weights of epoch {best} kept",
            reason=reasons[end.reason], epochs=end.epochs, time=short_duration(end.seconds), best=end.best_epoch,
        )  # fmt: skip

    def show_problems(self) -> None:
        """Count what is wrong with the experiment, and list it in the tooltip."""
        problems = self._bench.problems
        self.notices.setVisible(bool(problems))
        self.notices.setText(f"⚠ {len(problems)}")
        self.notices.setToolTip(tooltip("\n".join(tr(problem.message) for problem in problems)))
        self.notices.setAccessibleName(tr("Notices: {count}", count=len(problems)))

    def _show_memory(self) -> None:
        self.memory.setText(f"{self._process.memory_info().rss / 2**20:,.0f} MB")
        self.memory.setToolTip(tr("Memory that the workbench takes"))
