"""The only place that leaves the GUI thread."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThread, Signal, Slot

from workbench.core.stopping import Ending, StopToken

Job = Callable[[StopToken], Iterator[object]]

REPORT_EVERY_S = 0.1  # 10 reports a second: smooth enough for figures, and the event queue stays short
_SWITCH_INTERVAL_S = 0.001  # how long the window may have to wait for the interpreter's lock


class _Runner(QObject):
    """Lives on the other thread; iterates over a job and reports what it gives."""

    progressed = Signal(list)
    failed = Signal(object)
    ended = Signal()

    is_closing = False  # set from the GUI thread: jobs that still wait are left out

    @Slot(object, object)
    def run(self, job: Job, stop: StopToken) -> None:
        if self.is_closing:
            return
        pending: list[object] = []
        reported = 0.0
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_INTERVAL_S)
        try:
            for event in job(stop):
                pending.append(event)
                is_due = time.monotonic() - reported >= REPORT_EVERY_S or stop.is_paused
                if is_due or getattr(event, "precedes_silence", False):
                    self.progressed.emit(pending)
                    pending, reported = [], time.monotonic()
        except Exception as error:  # noqa: BLE001 - every error is judged on the GUI thread
            self.progressed.emit(pending)
            pending = []
            self.failed.emit(error)
        finally:
            sys.setswitchinterval(usual)
            if pending:
                self.progressed.emit(pending)
            self.ended.emit()


class Worker(QObject):
    """Runs one job after another on a thread that lives as long as the window."""

    progressed = Signal(list)  # the job's events, oldest first, none left out
    failed = Signal(object)  # the exception that ended the job
    ended = Signal()  # always, and last

    _requested = Signal(object, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._stops: list[StopToken] = []  # of the jobs that run or wait, the oldest first
        self._thread = QThread()
        self._thread.setObjectName(name)
        self._runner = _Runner()
        self._runner.moveToThread(self._thread)
        self._requested.connect(self._runner.run)
        self._runner.progressed.connect(self.progressed)
        self._runner.failed.connect(self.failed)
        self._runner.ended.connect(self._on_ended)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._stops)

    @property
    def is_paused(self) -> bool:
        """Whether the job was asked to wait."""
        return bool(self._stops) and self._stops[-1].is_paused

    def start(self, job: Job) -> None:
        """Begin ``job`` once those before it have ended."""
        self._stops.append(StopToken())
        self._requested.emit(job, self._stops[-1])

    def pause(self) -> None:
        """Ask the job that was begun last to wait; a slot of the runner would not be called in time."""
        if self._stops:
            self._stops[-1].pause()

    def resume(self) -> None:
        """Let a waiting job go on."""
        if self._stops:
            self._stops[-1].resume()

    def stop(self, ending: Ending = "keep") -> None:
        """Ask for the end of the job that was begun last."""
        if self._stops:
            self._stops[-1].stop(ending)

    def close(self) -> None:
        """End every job and the thread, and wait for them."""
        self._runner.is_closing = True
        for stop in self._stops:
            stop.stop("discard")
        self._thread.quit()
        self._thread.wait()

    @Slot()
    def _on_ended(self) -> None:
        self._stops.pop(0)
        self.ended.emit()
