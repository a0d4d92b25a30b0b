"""The right side: what a person sees. To add a view: one file, and an entry here.

The classes are imported when they are first shown, because they load pyqtgraph.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.app.views.view import View


@dataclass(frozen=True)
class ViewEntry:
    """One view: its name in the code, its title on the tab, and how its class is had."""

    name: str
    title: str
    load: Callable[[], type[View]]


def _series() -> type[View]:
    from workbench.app.views.series_view import SeriesView

    return SeriesView


def _windows() -> type[View]:
    from workbench.app.views.windows_view import WindowsView

    return WindowsView


def _network() -> type[View]:
    from workbench.app.views.network_view import NetworkView

    return NetworkView


def _training() -> type[View]:
    from workbench.app.views.training_view import TrainingView

    return TrainingView


def _forecast() -> type[View]:
    from workbench.app.views.forecast_view import ForecastView

    return ForecastView


VIEWS = (
    ViewEntry("series", title="Series", load=_series),
    ViewEntry("windows", title="Windows", load=_windows),
    ViewEntry("network", title="Network", load=_network),
    ViewEntry("training", title="Training", load=_training),
    ViewEntry("forecast", title="Forecast", load=_forecast),
)
