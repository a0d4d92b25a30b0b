"""JSON out of files that anybody may have written: what means two things, or nothing, is refused."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from workbench.core.text import text

MOST_DEPTH = 32
_MOST_DIGITS = 300  # of a whole number; the largest float has 309


def parse_json(content: str | bytes) -> Any:
    """Give what ``content`` says.

    Raises:
        ValueError: it is no JSON, names something twice in one place, holds a number that is none or too long, or is
            nested deeper than ``MOST_DEPTH``.
    """
    try:
        document = json.loads(
            content, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_number, parse_int=_whole_number
        )
    except RecursionError as error:
        raise ValueError(text("it is nested deeper than {most} levels", most=MOST_DEPTH)) from error
    _refuse_deep(document)
    return document


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Python and others keep the last of two; who wrote the first would never know."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(text("{name} stands twice in one place", name=_short(twice)))
    return found


def _no_number(written: str) -> float:
    raise ValueError(text("{given} is no number", given=written))


def _number(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(text("{given} is larger than a number can be", given=_short(written)))
    return number


def _whole_number(written: str) -> int:
    if len(written) > _MOST_DIGITS:
        raise ValueError(text("{given} is larger than a number can be", given=_short(written)))
    return int(written)


def _short(words: str) -> str:
    return repr(words if len(words) <= 40 else f"{words[:40]}…")


def _refuse_deep(document: Any) -> None:
    level, depth = [document], 0
    while level := [inner for one in level for inner in _inside(one)]:
        depth += 1
        if depth > MOST_DEPTH:
            raise ValueError(text("it is nested deeper than {most} levels", most=MOST_DEPTH))


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
