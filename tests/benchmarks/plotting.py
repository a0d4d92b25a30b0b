"""Ten million points panned and zoomed: ``QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.plotting``.

Each frame moves the view and paints the plot at once, in one plot with a curve from the pyramid and in one with
pyqtgraph's own way for long curves (clipped to the view, downsampled by 'peak'), turn by turn in one run. A few spikes
of one row stand in the data: at the widest view it is counted how many of them are among the points that are drawn.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

import numpy as np

POINTS = 10_000_000
SPIKES = 40
FRAMES = 24  # of each movement
SIZE = (1200, 300)


def main() -> None:
    os.environ.setdefault("WORKBENCH_HOME", tempfile.mkdtemp())
    from PySide6.QtWidgets import QApplication

    from workbench.app.appearance.theme import Theme
    from workbench.app.plots.places import Places
    from workbench.app.plots.plot import Plot
    from workbench.app.plots.pyramid import pyramid_of

    app = QApplication([])
    theme = Theme("light", app)
    values, times, spikes = made()
    began = time.perf_counter()
    pyramid = pyramid_of(values, Places(POINTS, times))
    built = time.perf_counter() - began

    plots = {"pyramid": Plot(theme, dates=True), "peak": Plot(theme, dates=True)}
    plots["pyramid"].add_long_curve("flow", theme.colours.train, pyramid)
    x = times.astype(np.int64) / 1e6
    plots["peak"].add_curve("flow", theme.colours.train).item.setData(x, values)
    for plot in plots.values():
        plot.resize(*SIZE)
        plot.show()
        plot.setYRange(float(values.min()), float(values.max()))
    results = {name: measured(plots, views) for name, views in movements(float(x[0]), float(x[-1])).items()}
    print(
        json.dumps(
            {
                "benchmark": "plotting",
                "points": POINTS,
                "pixels": SIZE,
                "frames": FRAMES,
                "pyramid_built_s": round(built, 2),
                "pyramid_mb": round(sum(low.nbytes + high.nbytes for low, high in pyramid.scales) / 1e6),
                **results,
                "spikes_drawn": {name: drawn(plot, spikes, float(x[0]), float(x[-1])) for name, plot in plots.items()},
                "spikes": SPIKES,
            },
            indent=1,
        )
    )


def made() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give values, times a second apart, and the heights of the spikes, each another one."""
    chance = np.random.default_rng(1)
    values = np.sin(np.arange(POINTS) / 5_000) + 0.1 * chance.normal(size=POINTS)
    heights = 5 + np.arange(SPIKES) / SPIKES
    values[np.linspace(1_234, POINTS - 4_321, SPIKES).astype(int)] = heights
    times = np.datetime64("2020-01-01", "us") + np.arange(POINTS) * np.timedelta64(1_000_000, "us")
    return values, times, heights


def movements(first: float, last: float) -> dict[str, list[tuple[float, float]]]:
    """Give the views of each movement: left and right x, frame by frame."""
    span, shares = last - first, np.linspace(0, 1, FRAMES)
    half = [(first + share * span / 2, first + share * span / 2 + span / 2) for share in shares.tolist()]
    hundredth = [(first + share * 0.99 * span, first + share * 0.99 * span + span / 100) for share in shares.tolist()]
    middle = first + 0.37 * span
    widths = [span * 10 ** (-5 * share) for share in shares.tolist()]
    zoom = [(max(first, middle - width / 2), min(last, middle + width / 2)) for width in widths]
    return {"pan_of_half": half, "pan_of_a_hundredth": hundredth, "zoom_from_all_to_100_rows": zoom}


def measured(plots: dict[str, Any], views: list[tuple[float, float]]) -> dict[str, Any]:
    """Time every frame of one movement, the plots in turn."""
    taken: dict[str, list[float]] = {name: [] for name in plots}
    for left, right in [views[0], *views]:  # the first frame is a warm-up
        for name, plot in plots.items():
            taken[name].append(frame(plot, left, right))
    times = {name: seconds[1:] for name, seconds in taken.items()}
    told: dict[str, Any] = {
        name: {
            "median_ms": round(1e3 * statistics.median(seconds), 2),
            "worst_ms": round(1e3 * max(seconds), 2),
            "frames_per_second": round(len(seconds) / sum(seconds), 1),
        }
        for name, seconds in times.items()
    }
    return told | {"pyramid_to_peak": round(sum(times["pyramid"]) / sum(times["peak"]), 4)}


def frame(plot: Any, left: float, right: float) -> float:
    began = time.perf_counter()
    plot.setXRange(left, right, padding=0)
    plot.viewport().repaint()
    return time.perf_counter() - began


def drawn(plot: Any, heights: np.ndarray, left: float, right: float) -> int:
    """Count the spikes whose exact height is among the points that the plot draws of everything."""
    frame(plot, left, right)
    item = plot.curves[0].item
    give: Callable[[], tuple[Any, Any]] = item.getData
    _, y = give()
    return int(np.isin(heights, y).sum())


if __name__ == "__main__":
    main()
