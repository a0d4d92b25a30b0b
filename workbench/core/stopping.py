"""How a run is paused and ended from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal

Ending = Literal["keep", "discard"]
Progress = Callable[[float], None]
"""Told from 0 to 1 how much is done; it may raise ``Discarded``, and then nothing of the work is kept."""


def untold(_share: float) -> None:
    """Tell nobody how much is done."""


class Discarded(Exception):  # noqa: N818  # nothing went wrong
    """Ends a run that is to be thrown away, wherever it is."""


class StopToken:
    """Shared by the one who runs and the one who may end it; every call is safe from any thread."""

    def __init__(self) -> None:
        self._ending: Ending | None = None
        self._awake = threading.Event()  # cleared while paused
        self._awake.set()

    def pause(self) -> None:
        """Ask the run to wait after the batch at hand."""
        if self._ending is None:
            self._awake.clear()

    def resume(self) -> None:
        """Let a waiting run go on."""
        self._awake.set()

    def stop(self, ending: Ending = "keep") -> None:
        """Ask for the end after the batch at hand: keep the best weights, or discard everything."""
        self._ending = ending
        self._awake.set()

    @property
    def ending(self) -> Ending | None:
        """What was asked for, or None while the run may go on."""
        return self._ending

    @property
    def is_paused(self) -> bool:
        """Whether the run should wait."""
        return self._ending is None and not self._awake.is_set()

    def wait_while_paused(self) -> None:
        """Return once the run may go on or must end."""
        while self.is_paused:  # a stop that came between the two lines of pause() must not be waited out
            self._awake.wait()

    def end_if_discarded(self) -> None:
        """Look whether the run is still wanted; keeping what there is lets it go on to the end.

        Raises:
            Discarded: the run is to be thrown away.
        """
        if self._ending == "discard":
            raise Discarded
