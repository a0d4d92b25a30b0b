"""The kinds of transform. To add one: a class here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from pydantic import Field, ValidationError

from workbench.core.errors import SettingsError
from workbench.core.fields import settings_of
from workbench.core.settings.mistakes import settings_error
from workbench.core.text import text
from workbench.core.transforms.base import Transform
from workbench.core.transforms.differences import Difference, SeasonalDifference
from workbench.core.transforms.powers import BoxCox, Log

# The order is the menu's; a tuple, so that the executable finds every kind.
TRANSFORM_KINDS: tuple[type[Transform], ...] = (Log, BoxCox, Difference, SeasonalDifference)

if TYPE_CHECKING:
    AnyTransform: TypeAlias = Transform  # a type checker cannot follow the tuple
else:
    AnyTransform = Annotated[Union[TRANSFORM_KINDS], Field(discriminator="kind")]  # noqa: UP007 - a tuple has no |


def transform_named(kind: str) -> type[Transform]:
    """Give the kind of transform called ``kind``.

    Raises:
        SettingsError: there is none.
    """
    named = {one.model_fields["kind"].default: one for one in TRANSFORM_KINDS}
    if kind not in named:
        raise SettingsError(
            text("There is no transform called {name}.", name=kind),
            hint=text("Choose one of {names}.", names=", ".join(named)),
        )
    return named[kind]


def transform_written(words: str) -> Transform:
    """Read a transform as the command line has it: ``sales=log``, ``sales=seasonal_difference:24``.

    Raises:
        SettingsError: it is written otherwise, or its number is out of bounds.
    """
    column, equals, what = words.rpartition("=")
    name, colon, number = what.partition(":")
    if not equals or not column:
        raise SettingsError(
            text("{words} names no column and transform.", words=words), hint=text("Write it as in sales=log.")
        )
    kind = transform_named(name)
    settings = [one.name for one in settings_of(kind)]
    given: dict[str, object] = {"column": column}
    if colon and not settings:
        raise SettingsError(text("The transform {name} takes no number.", name=name), hint=text("Leave it out."))
    if colon:
        try:
            given[settings[0]] = json.loads(number)
        except ValueError:
            given[settings[0]] = number
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise settings_error(error, kind, "data.transforms") from error


__all__ = [
    "TRANSFORM_KINDS",
    "AnyTransform",
    "BoxCox",
    "Difference",
    "Log",
    "SeasonalDifference",
    "Transform",
    "transform_named",
    "transform_written",
]
