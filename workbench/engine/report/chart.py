"""Pictures of a report: curves, bands, dots and bars as SVG that takes its colours from the page."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.engine.report.ticks import Tick, date_ticks, log_ticks, number_ticks

Array = NDArray[np.float64]
Colour = Literal[
    "truth", "forecast", "naive", "train", "validation", "test", "linear", "seasonal", "accent"
]  # classes of the page's style sheet
Shape = Literal["line", "dashed", "dots", "band", "bars", "ground"]

WIDTH, HEIGHT = 760, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 10, 10, 40
_MOST_POINTS = 1_400  # of a curve: two for each pixel across


@dataclass(frozen=True, eq=False)
class Mark:
    """Something that is drawn.

    Attributes:
        shape: a curve, dashed or not; single dots; the band between ``y`` and ``high``; bars from zero, whose
            edges are ``x``; or the ground between two values of ``x``, from top to bottom.
        colour: by what it means.
        x: (P,), or (P + 1,) edges of bars.
        y: (P,) NaN where there is nothing.
        high: (P,) upper edge of a band.
        name: in the legend; "" for none.
    """

    shape: Shape
    colour: Colour
    x: Array
    y: Array
    high: Array | None = None
    name: str = ""


@dataclass(frozen=True, eq=False)
class Chart:
    """Marks on two axes.

    Attributes:
        marks: the lowest first.
        x_label: below; "" for none.
        y_label: beside.
        dates: whether x are seconds since 1970.
        logarithmic: whether y has a logarithmic axis.
    """

    marks: tuple[Mark, ...]
    x_label: str = ""
    y_label: str = ""
    dates: bool = False
    logarithmic: bool = False

    @property
    def legend(self) -> list[Mark]:
        """The marks that have a name, each name once."""
        return list({mark.name: mark for mark in self.marks if mark.name}.values())

    def svg(self, title: str, tr: Callable[[str], str]) -> str:
        """Draw the picture; ``tr`` gives its words in the reader's language."""
        frame = _Frame.around(self)
        drawn = [frame.drawn(mark) for mark in self.marks]
        axes = _axes(frame, self, tr)
        label = escape(tr(title), quote=True)
        return (
            f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">'
            f"<title>{escape(tr(title))}</title>{axes}{''.join(drawn)}</svg>"
        )


def mark(shape: Shape, colour: Colour, x: ArrayLike, y: ArrayLike, *, high: ArrayLike | None = None,
         name: str = "") -> Mark:  # fmt: skip
    """Give a mark of anything that is an array."""
    upper = None if high is None else np.asarray(high, dtype=np.float64)
    return Mark(shape, colour, np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64), upper, name)


@dataclass(frozen=True)
class _Frame:
    """Where values lie on the picture."""

    x: tuple[float, float]
    y: tuple[float, float]
    logarithmic: bool

    @classmethod
    def around(cls, chart: Chart) -> _Frame:
        solid = [one for one in chart.marks if one.shape != "ground"] or list(chart.marks)
        across = np.concatenate([one.x for one in chart.marks] or [np.zeros(1)])
        up = [values for one in solid for values in (one.y, one.high) if values is not None]
        if any(one.shape == "bars" for one in solid):
            up.append(np.zeros(1))
        heights = np.concatenate(up or [np.zeros(1)])
        if chart.logarithmic:
            heights = np.log10(heights[heights > 0])
        return cls(_range(across, 0.0), _range(heights, 0.05), chart.logarithmic)

    def across(self, values: Array) -> Array:
        low, high = self.x
        return _LEFT + (values - low) / (high - low) * (WIDTH - _LEFT - _RIGHT)

    def up(self, values: Array) -> Array:
        low, high = self.y
        if self.logarithmic:
            values = np.log10(np.where(values > 0, values, np.nan))
        return HEIGHT - _BOTTOM - (values - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM)

    def drawn(self, one: Mark) -> str:
        match one.shape:
            case "line" | "dashed":
                path = _path(*thinned(self.across(one.x), self.up(one.y)))
                return f'<path class="{one.shape} {one.colour}" d="{path}"/>'
            case "dots":
                x, y = self.across(one.x), self.up(one.y)
                return f'<path class="dots {one.colour}" d="{_dots(x, y)}"/>'
            case "band":
                assert one.high is not None  # a band has two edges
                return f'<path class="band {one.colour}" d="{self._band(one.x, one.y, one.high)}"/>'
            case "bars":
                return f'<path class="bars {one.colour}" d="{self._bars(one)}"/>'
            case "ground":
                left, right = self.across(one.x[[0, -1]])
                return (
                    f'<rect class="ground {one.colour}" x="{left:.1f}" y="{_TOP}" width="{right - left:.1f}"'
                    f' height="{HEIGHT - _TOP - _BOTTOM}"/>'
                )

    def _band(self, x: Array, low: Array, high: Array) -> str:
        known = np.isfinite(low) & np.isfinite(high)
        if not known.any():
            return ""
        every = -(-int(known.sum()) // _MOST_POINTS)
        at, below, above = (values[known][::every] for values in (self.across(x), self.up(low), self.up(high)))
        return _path(np.concatenate([at, at[::-1]]), np.concatenate([above, below[::-1]])) + "Z"

    def _bars(self, one: Mark) -> str:
        edges, tops, ground = self.across(one.x), self.up(one.y), self.up(np.zeros(1))[0]
        return "".join(
            f"M{left:.1f} {ground:.1f}V{top:.1f}H{right:.1f}V{ground:.1f}Z"
            for left, right, top in zip(edges[:-1], edges[1:], tops, strict=True)
        )


def thinned(x: Array, y: Array, most: int = _MOST_POINTS) -> tuple[Array, Array]:
    """Give a curve in at most about ``most`` points: of each stretch the lowest and the highest, in their order.

    A gap stays a gap where a whole stretch has no value.
    """
    if len(x) <= most:
        return x, y
    stretch = -(-2 * len(x) // most)
    whole = -(-len(x) // stretch) * stretch
    filled = np.concatenate([y, np.full(whole - len(y), np.nan)]).reshape(-1, stretch)
    empty = np.isnan(filled).all(axis=1)
    lowest, highest = (np.argmin(np.where(np.isnan(sides), np.inf, sides), axis=1) for sides in (filled, -filled))
    kept = np.sort(np.stack([lowest, highest], axis=1), axis=1)
    kept = np.where(empty[:, None], 0, kept) + stretch * np.arange(len(filled))[:, None]
    places = kept.ravel()
    return x[places], y[places]


def _path(x: Array, y: Array) -> str:
    """Write the points as a path that is interrupted where a value is missing."""
    written, pen = [], "M"
    for across, up in zip(x.tolist(), y.tolist(), strict=True):
        if not (math.isfinite(across) and math.isfinite(up)):
            pen = "M"
            continue
        written.append(f"{pen}{across:.1f} {up:.1f}")
        pen = "L"
    return "".join(written)


def _dots(x: Array, y: Array) -> str:
    """Write the points as lines of no length, which round ends make dots; those on the same pixel once."""
    known = np.isfinite(x) & np.isfinite(y)
    places = np.unique(np.round(np.stack([x[known], y[known]], axis=1)), axis=0)
    return "".join(f"M{across:.0f} {up:.0f}h0" for across, up in places.tolist())


def _axes(frame: _Frame, chart: Chart, tr: Callable[[str], str]) -> str:
    bottom, right = HEIGHT - _BOTTOM, WIDTH - _RIGHT
    up = log_ticks(*frame.y) if chart.logarithmic else number_ticks(*frame.y, most=6)
    below = date_ticks(*frame.x) if chart.dates else number_ticks(*frame.x)
    drawn = [f'<path class="axis" d="M{_LEFT} {_TOP}V{bottom}H{right}"/>']
    heights = frame.up(np.array([10**tick.at if chart.logarithmic else tick.at for tick in up]))
    for tick, y in zip(up, heights.tolist(), strict=True):
        drawn.append(f'<path class="grid" d="M{_LEFT} {y:.1f}H{right}"/>')
        drawn.append(f'<text class="up" x="{_LEFT - 6}" y="{y + 4:.1f}">{escape(tick.words)}</text>')
    drawn += _words_below(below, frame, bottom)
    if chart.x_label:
        drawn.append(
            f'<text class="below" x="{(_LEFT + right) / 2}" y="{HEIGHT - 6}">{escape(tr(chart.x_label))}</text>'
        )
    if chart.y_label:
        turned = f'transform="translate(12 {(_TOP + bottom) / 2}) rotate(-90)"'
        drawn.append(f'<text class="below" {turned}>{escape(tr(chart.y_label))}</text>')
    return "".join(drawn)


def _words_below(ticks: Sequence[Tick], frame: _Frame, bottom: int) -> list[str]:
    """Write the words below the axis; near an end they begin or end there."""
    drawn = []
    for tick, x in zip(ticks, frame.across(np.array([tick.at for tick in ticks])).tolist(), strict=True):
        room = 3.2 * len(tick.words)
        side = "end" if x + room > WIDTH - 2 else "below"
        drawn.append(f'<path class="axis" d="M{x:.1f} {bottom}v4"/>')
        drawn.append(f'<text class="{side}" x="{min(x, WIDTH - 2) if side == "below" else WIDTH - 2:.1f}"'
                     f' y="{bottom + 16}">{escape(tick.words)}</text>')  # fmt: skip
    return drawn


def _range(values: Array, room: float) -> tuple[float, float]:
    """Give the range of what is known, with some room at both ends; never an empty one."""
    known = values[np.isfinite(values)]
    if not len(known):
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    if low == high:
        apart = abs(low) * 0.1 or 1.0
        return low - apart, high + apart
    return low - room * (high - low), high + room * (high - low)
