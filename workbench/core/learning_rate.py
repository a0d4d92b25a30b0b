"""How the learning rate of a run is changed from another thread."""

from __future__ import annotations

from workbench.core.experiment import Experiment


class RateToken:
    """Shared by the one who trains and the one who may change the learning rate; safe from any thread.

    What is asked for takes the place of the setting "Learning rate": the schedule goes on from
    where it is, relative to it.
    """

    def __init__(self) -> None:
        self._wanted: float | None = None  # one reference, replaced whole: no lock is needed

    @property
    def wanted(self) -> float | None:
        """The rate that was asked for last, or None while the settings' own holds."""
        return self._wanted

    def ask(self, rate: float) -> None:
        """Ask for another learning rate from the next step of the optimizer on.

        Raises:
            SettingsError: it is outside the bounds of the setting.
        """
        checked = Experiment().with_settings("training", learning_rate=rate)
        self._wanted = checked.training.learning_rate
