"""Pydantic's findings in the user's words: every mistake at once, each at its address."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from workbench.core.errors import Fault, SettingsError
from workbench.core.fields import settings_of
from workbench.core.text import Text, text


def settings_error(error: ValidationError, model: type[BaseModel], prefix: str = "") -> SettingsError:
    """Translate what pydantic says of a ``model`` whose own address is ``prefix``."""
    faults = [_fault(entry, model, prefix) for entry in error.errors()]
    hint = text("Correct the settings that are named here.")
    if len(faults) == 1:
        what = text("{address}: {message}", address=faults[0].address, message=faults[0].message)
        return SettingsError(what, faults=faults, hint=hint)
    return SettingsError(text("{count} settings are not valid.", count=len(faults)), faults=faults, hint=hint)


def _fault(entry: Any, model: type[BaseModel], prefix: str) -> Fault:
    where, models = _follow(entry["loc"], model)
    address = _address(prefix, where)
    name, given, context = str(where[-1]) if where else "", entry["input"], entry.get("ctx", {})
    match entry["type"]:
        case "extra_forbidden":
            return Fault(address, _unknown(name, models))
        case "missing":
            return Fault(address, text("is missing"))
        case "union_tag_not_found":
            return Fault(f"{address}.kind", text("is missing"))
        case "greater_than_equal" | "greater_than" | "less_than_equal":
            return Fault(address, _out_of_bounds(name, models, given))
        case "literal_error" | "union_tag_invalid":
            allowed = context.get("expected") or context["expected_tags"]
            is_kind = isinstance(given, dict)
            tag = given.get("kind") if is_kind else given
            address = f"{address}.kind" if is_kind else address
            return Fault(address, text("must be one of {allowed}, not {given}", allowed=allowed, given=repr(tag)))
        case "value_error":
            return Fault(address, context["error"].args[0])
        case "too_long":
            return Fault(address, text("must have at most {most} entries", most=context["max_length"]))
        case "int_type" | "int_from_float" | "float_type" | "bool_type" | "string_type" | "tuple_type":
            kind = _KINDS[entry["type"].split("_")[0]]
            return Fault(address, text("must be {kind}, not {given}", kind=kind, given=repr(given)))
        case "string_pattern_mismatch":
            return Fault(address, text("must be auto, cpu, cuda, cuda:N or mps, not {given}", given=repr(given)))
        case "finite_number":
            return Fault(address, text("must be a finite number"))
        case _:
            message = entry["msg"].removeprefix("Input ").replace("should", "must")
            return Fault(address, f"{message}, not {given!r}")


_KINDS = {
    "int": text("a whole number"),
    "float": text("a number"),
    "bool": text("true or false"),
    "string": text("text"),
    "tuple": text("a list"),
}


def _follow(loc: Sequence[str | int], model: type[BaseModel]) -> tuple[list[str | int], list[type[BaseModel]]]:
    """Give the address without the tags of unions, and the documents that may hold its last name."""
    models, where, left = [model], [], list(loc)
    while left:
        part = left.pop(0)
        if len(models) > 1 and isinstance(part, str):  # of a union, pydantic names the member first
            models = [kind for kind in models if part == _tag(kind)]
            continue
        where.append(part)
        if left and isinstance(part, str):
            models = [
                inner
                for kind in models
                if part in kind.model_fields
                for inner in _documents_in(kind.model_fields[part].annotation)
            ] or models
    return where, models


def _documents_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for argument in get_args(annotation) for found in _documents_in(argument)]


def _tag(model: type[BaseModel]) -> str | None:
    kind = model.model_fields.get("kind")
    return kind.default if kind else None


def _address(prefix: str, where: Sequence[str | int]) -> str:
    address = prefix
    for part in where:
        address += f"[{part}]" if isinstance(part, int) else f".{part}" if address else part
    return address


def _unknown(name: str, models: Sequence[type[BaseModel]]) -> str:
    known = sorted({field for model in models for field in model.model_fields})
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return text("is not a setting; did you mean {near}?", near=near[0])
    return text("is not a setting; known here: {known}", known=", ".join(known))


def _out_of_bounds(name: str, models: Sequence[type[BaseModel]], given: Any) -> str:
    declared = next(one for model in models for one in settings_of(model) if one.name == name)
    values = {"low": f"{declared.low:,.10g}", "high": f"{declared.high:,.10g}", "given": given}
    if declared.excludes_low:
        return text("must be above {low} and at most {high}, not {given}", **values)
    if declared.unit:
        return text("must be from {low} to {high} {unit}, not {given}", unit=Text(declared.unit, {}), **values)
    return text("must be from {low} to {high}, not {given}", **values)
