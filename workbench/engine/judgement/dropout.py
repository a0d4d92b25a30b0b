"""Monte-Carlo dropout: many forecasts of one trained network, each with other units left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import SettingsError
from workbench.core.judgement.interval_methods import FEWEST_PASSES, MOST_PASSES, why_no_dropout
from workbench.core.text import text
from workbench.engine.judgement.intervals import SHARES
from workbench.engine.layers.feedforward import DropoutLayer
from workbench.engine.network import Network
from workbench.engine.recurrent import Recurrent

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Passes:
    """How often the network forecasts with its dropout on.

    Attributes:
        count: how many passes.
        seed: of the masks; the same passes give the same forecasts.

    Raises:
        SettingsError: there are too few passes for any interval, or too many.
    """

    count: int = 100
    seed: int = 0

    def __post_init__(self) -> None:
        if not FEWEST_PASSES <= self.count <= MOST_PASSES:
            raise SettingsError(
                text(
                    "An interval needs from {least} to {most} forecasts with dropout, not {count}.",
                    least=FEWEST_PASSES,
                    most=f"{MOST_PASSES:,}",
                    count=self.count,
                ),
                hint=text("Ask for another number of passes."),
            )

    @property
    def levels(self) -> tuple[float, ...]:
        """The quantiles that so few forecasts can give: outside of an edge lies at least one of them."""
        shares = [share for share in SHARES if self.count * (1 - share) / 2 >= 1 - 1e-9]
        below = [round((1 - share) / 2, 6) for share in reversed(shares)]
        return (*below, *(round(1 - level, 6) for level in reversed(below)))


@contextmanager
def with_dropout(network: Network, passes: Passes) -> Iterator[None]:
    """Let ``network`` leave units out as in training, from masks that ``passes`` repeat; afterwards it is as before.

    Every row of a batch has masks of its own. Nothing else behaves as in training.

    Raises:
        SettingsError: the network has no dropout.

    Source: Gal & Ghahramani 2016, arXiv:1506.02142; in recurrent layers one mask for all steps, arXiv:1512.05287.
    """
    why_not = why_no_dropout(network.experiment)
    if why_not is not None:
        raise SettingsError(
            why_not, hint=text("Add a Dropout layer or give a recurrent layer dropout, and train anew.")
        )
    device = next(network.parameters()).device
    generator = network.chance.on(device)
    before = network.chance.states()
    generator.manual_seed(passes.seed)
    network.eval()
    for module in network.modules():
        if isinstance(module, DropoutLayer | Recurrent):
            module.training = True  # of this module alone: train() would reach those inside it
    try:
        yield
    finally:
        network.eval()
        network.chance.restore(before)


def spread_of_passes(forecasts: Array, axis: int) -> Array:
    """Give the quantiles of forecasts along the axis of the passes, as the last axis of what is left.

    They say how unsure the network is of its weights, not how much the series itself is scattered.
    """
    levels = Passes(forecasts.shape[axis]).levels
    found: Array = np.moveaxis(np.quantile(forecasts, levels, axis=axis), 0, -1)
    return found
