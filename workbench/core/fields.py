"""A setting is declared once; forms, checks, files and help read the declaration."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from workbench.core.text import Text

FieldKind = Literal["integer", "number", "switch", "choice", "text", "other"]


class Document(BaseModel):
    """A part of the experiment: immutable, and strict about names and numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, ser_json_inf_nan="null")


def setting(
    label: str,
    *,
    default: Any,
    help: str,  # the word the form shows
    low: float | None = None,
    high: float | None = None,
    above: float | None = None,
    unit: str = "",
    keras: str = "",
    choices: Mapping[str, str] | None = None,
    rare: bool = False,
    proposed: Any = None,
) -> Any:
    """Declare one setting of the experiment.

    Args:
        label: short name for the form, in English.
        default: the value that a beginner should have.
        help: one full sentence for the user.
        low: smallest value allowed.
        high: largest value allowed.
        above: bound that the value must exceed, instead of ``low``.
        unit: what the number counts, as in ``steps``.
        keras: the name in Keras, where it differs from the field's own.
        choices: label of each value of a ``Literal`` field.
        rare: shown only on request, because most people never need it.
        proposed: the value to begin with when an optional setting that is off by default is switched on.
    """
    extra: dict[str, Any] = {"unit": unit, "keras": keras, "choices": dict(choices or {}), "rare": rare}
    extra["proposed"] = proposed
    return Field(default=default, ge=low, gt=above, le=high, title=label, description=help, json_schema_extra=extra)


@dataclass(frozen=True)
class Setting:
    """What a form needs to know of one setting."""

    name: str
    label: str
    help: str
    kind: FieldKind
    default: Any
    low: float | None
    high: float | None
    excludes_low: bool
    unit: str
    keras: str
    choices: Mapping[str, str]
    optional: bool
    rare: bool
    proposed: Any = None

    @property
    def term(self) -> str:
        """The field's own word in Keras, which stays as it is in every language."""
        return self.keras or self.name


def settings_of(document: type[BaseModel]) -> tuple[Setting, ...]:
    """Give the declared settings of ``document``, in the order of the form."""
    return tuple(
        _setting(name, field)
        for name, field in document.model_fields.items()
        if isinstance(field.json_schema_extra, dict) and "unit" in field.json_schema_extra
    )


def label_of(document: type[BaseModel], name: str) -> Text:
    """Give the label of one setting as words that can be translated."""
    return Text(document.model_fields[name].title or name, {})


def _setting(name: str, field: Any) -> Setting:
    annotation, optional = _without_none(field.annotation)
    extra = field.json_schema_extra
    bounds = {type(bound).__name__: bound for bound in field.metadata}
    low = bounds["Ge"].ge if "Ge" in bounds else bounds["Gt"].gt if "Gt" in bounds else None
    return Setting(
        name=name,
        label=field.title,
        help=field.description,
        kind=_kind(annotation),
        default=field.default,
        low=low,
        high=bounds["Le"].le if "Le" in bounds else None,
        excludes_low="Gt" in bounds,
        unit=extra["unit"],
        keras=extra["keras"],
        choices=_choices(annotation, extra["choices"]),
        optional=optional,
        rare=extra["rare"],
        proposed=extra["proposed"],
    )


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, types.UnionType):
        left = [member for member in get_args(annotation) if member is not type(None)]
        return left[0], len(left) < len(get_args(annotation))
    return annotation, False


def _choices(annotation: Any, labels: Mapping[str, str]) -> Mapping[str, str]:
    if get_origin(annotation) is not Literal:
        return {}
    return {value: labels.get(value, value) for value in get_args(annotation)}


def _kind(annotation: Any) -> FieldKind:
    if get_origin(annotation) is Literal:
        return "choice"
    kinds: dict[Any, FieldKind] = {int: "integer", float: "number", bool: "switch", str: "text"}
    return kinds.get(annotation, "other")
