"""What every kind of transform declares: how a column is changed, and how a forecast of it is changed back."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from workbench.core.fields import Document
from workbench.core.text import Text

Array = NDArray[np.float64]


class Transform(Document):
    """One change of one column, made before it is scaled and undone in every forecast.

    Several transforms of one column are made in the order in which they stand. A kind is one subclass
    with a literal ``kind``, listed in ``TRANSFORM_KINDS``; forms, checks, the saved file, the command line
    and the model's file follow from it.
    """

    title: ClassVar[str]
    summary: ClassVar[str]  # one line for the menu
    is_shift: ClassVar[bool] = False  # whether something is only added: a deviation stays what it is

    kind: Any
    column: str

    @property
    def lag(self) -> int:
        """How many steps back it looks; so many values at the start of a series are lost."""
        return 0

    @property
    def words(self) -> Text:
        """Name it in a sentence."""
        return Text(self.title, {})

    def refused(self, values: Array) -> NDArray[np.bool_]:
        """Say which of (S,) values it cannot be made of; a missing value is none of them."""
        return np.zeros(values.shape, dtype=bool)

    @property
    def needs(self) -> Text:
        """Say what ``refused`` values do not have."""
        raise NotImplementedError

    def fitted(self, values: Array) -> Self:
        """Give the transform with everything that was left open measured on ``values``, of the training part alone."""
        return self

    @property
    def is_fitted(self) -> bool:
        """Whether nothing is left open."""
        return True

    def forward(self, values: Array) -> Array:
        """Change (S,) values of one series; the first ``lag`` become NaN."""
        raise NotImplementedError

    def forward_ahead(self, values: Array, before: Array) -> Array:
        """Change (N, H) values that follow on those ``before``: (N, min(lag, H)), a lag before each of the first."""
        raise NotImplementedError

    def back(self, changed: Array, before: Array) -> Array:
        """Undo ``forward_ahead``, with the unchanged values ``before`` that it had."""
        raise NotImplementedError
