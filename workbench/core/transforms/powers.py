"""Transforms of each value by itself: they make spreads alike that grow with the level."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

from workbench.core.fields import setting
from workbench.core.text import Text, text
from workbench.core.transforms.base import Array, Transform

_LOWEST, _HIGHEST = 0.0, 2.0
_GOLDEN = (5**0.5 - 1) / 2
_CLOSE = 1e-7


class _OfPositive(Transform):
    def refused(self, values: Array) -> NDArray[np.bool_]:
        return values <= 0

    @property
    def needs(self) -> Text:
        return text("values above zero")


class Log(_OfPositive):
    """The natural logarithm: equal ratios become equal distances."""

    title: ClassVar[str] = "Log"
    summary: ClassVar[str] = "Natural logarithm, for values above zero that grow by a share of themselves."

    kind: Literal["log"] = "log"

    def forward(self, values: Array) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):  # refused values are told before any is used
            changed: Array = np.log(values)
        return changed

    def forward_ahead(self, values: Array, before: Array) -> Array:
        return self.forward(values)

    def back(self, changed: Array, before: Array) -> Array:
        with np.errstate(over="ignore"):  # an infinite forecast is told by the measures
            restored: Array = np.exp(changed)
        return restored


class BoxCox(_OfPositive):
    """(x^λ - 1) / λ, or log x where λ is 0; λ is the likeliest one of the training part.

    λ is sought from 0 to 2 only: below 0 the transform has an upper bound, and a forecast above it would be
    no number. For the same reason a forecast below the lower bound -1/λ goes on by the sign, as Bickel &
    Doksum have it, so that every forecast has a value and their order stays.

    Source: Box & Cox 1964, doi:10.1111/j.2517-6161.1964.tb00553.x; Bickel & Doksum 1981,
    doi:10.1080/01621459.1981.10477649.
    """

    title: ClassVar[str] = "Box-Cox"
    summary: ClassVar[str] = "A power between logarithm (0) and nothing (1), fitted on the training part."

    kind: Literal["box_cox"] = "box_cox"
    lmbda: float | None = setting(
        "Lambda",
        default=None,
        low=_LOWEST,
        high=_HIGHEST,
        proposed=0.5,
        help="The power: 0 is the logarithm, 1 changes nothing. Left open, it is the likeliest one of the"
        " training part.",
    )

    @property
    def words(self) -> Text:
        if self.lmbda is None:
            return text("Box-Cox")
        return text("Box-Cox (lambda {lmbda:.3g})", lmbda=self.lmbda)

    @property
    def is_fitted(self) -> bool:
        return self.lmbda is not None

    def fitted(self, values: Array) -> Self:
        if self.lmbda is not None:
            return self
        known = values[np.isfinite(values)]
        return self.model_copy(update={"lmbda": _likeliest(known[known > 0])})

    def forward(self, values: Array) -> Array:
        assert self.lmbda is not None  # it was fitted before
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # refused values are told before
            if self.lmbda < _CLOSE:
                return np.asarray(np.log(values))
            return np.asarray(np.expm1(self.lmbda * np.log(values)) / self.lmbda)

    def forward_ahead(self, values: Array, before: Array) -> Array:
        return self.forward(values)

    def back(self, changed: Array, before: Array) -> Array:
        assert self.lmbda is not None  # it was fitted before
        with np.errstate(over="ignore", divide="ignore"):  # an infinite forecast is told by the measures
            if self.lmbda < _CLOSE:
                return np.asarray(np.exp(changed))
            grown = self.lmbda * changed
            inside = np.exp(np.log1p(np.maximum(grown, -1.0)) / self.lmbda)
            outside = -(np.maximum(-(grown + 1.0), 0.0) ** (1 / self.lmbda))
            return np.where(grown >= -1.0, inside, outside)


def _likeliest(values: Array) -> float:
    """Give the λ under which ``values`` are likeliest to be normal, by golden section; 1 where nothing tells."""
    if len(values) < 3 or np.ptp(values) == 0:
        return 1.0
    logs = np.log(values)
    logs -= logs.mean()  # of the values over their geometric mean, whose likelihood is easy to compare
    low, high = _LOWEST, _HIGHEST
    inner = [high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)]
    spreads = [_spread(lmbda, logs) for lmbda in inner]
    while high - low > _CLOSE:
        if spreads[0] <= spreads[1]:
            high, inner[1], spreads[1] = inner[1], inner[0], spreads[0]
            inner[0] = high - _GOLDEN * (high - low)
            spreads[0] = _spread(inner[0], logs)
        else:
            low, inner[0], spreads[0] = inner[0], inner[1], spreads[1]
            inner[1] = low + _GOLDEN * (high - low)
            spreads[1] = _spread(inner[1], logs)
    return round((low + high) / 2, 6)


def _spread(lmbda: float, logs: Array) -> float:
    """Give the variance of the transformed values, over their geometric mean: the least is the likeliest."""
    changed = logs if lmbda < _CLOSE else np.expm1(lmbda * logs) / lmbda
    return float(changed.var())
