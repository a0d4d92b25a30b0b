"""The kinds of transform. To add one: a class here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from pydantic import Field

from workbench.core.transforms.base import Transform
from workbench.core.transforms.differences import Difference, SeasonalDifference
from workbench.core.transforms.powers import BoxCox, Log

# The order is the menu's; a tuple, so that the executable finds every kind.
TRANSFORM_KINDS: tuple[type[Transform], ...] = (Log, BoxCox, Difference, SeasonalDifference)

if TYPE_CHECKING:
    AnyTransform: TypeAlias = Transform  # a type checker cannot follow the tuple
else:
    AnyTransform = Annotated[Union[TRANSFORM_KINDS], Field(discriminator="kind")]  # noqa: UP007 - a tuple has no |


def transform_kind(name: str) -> type[Transform] | None:
    """Give the kind called ``name``, or None."""
    return next((kind for kind in TRANSFORM_KINDS if kind.model_fields["kind"].default == name), None)


__all__ = [
    "TRANSFORM_KINDS",
    "AnyTransform",
    "BoxCox",
    "Difference",
    "Log",
    "SeasonalDifference",
    "Transform",
    "transform_kind",
]
