"""JSON out of files that anybody may have written: what means two things, or nothing, is refused."""

from __future__ import annotations

import json
import math
import sys
from typing import Any

from workbench.core.text import Text, text

MOST_DEPTH = 32
_LARGEST = int(sys.float_info.max)


def parse_json(content: str | bytes) -> Any:
    """Give what ``content`` says.

    Raises:
        ValueError: it is no JSON, names something twice in one place, holds a number that is none or too large, or is
            nested deeper than ``MOST_DEPTH``; the first argument says why.
    """
    try:
        document = json.loads(content, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError as error:
        raise _too_deep() from error
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise
    except ValueError as error:  # of a number with thousands of digits, or ours
        raise error if isinstance(error.args[0], Text) else _too_large() from error
    _check_inside(document)
    return document


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Python and others keep the last of two; who wrote the first would never know."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise ValueError(text("{name} stands twice in one place", name=repr(twice[:40])))
    return found


def _no_number(written: str) -> float:
    raise ValueError(text("{given} is no number", given=written))


def _check_inside(document: Any) -> None:
    """Look at each level in turn; a document is as deep as it has levels."""
    level, depth = [[document]], 0
    while level:
        inner = []
        for values in level:
            for value in values:
                kind = type(value)
                if kind is dict:
                    inner.append(list(value.values()))
                elif kind is list:
                    inner.append(value)
                elif (kind is float and not math.isfinite(value)) or (kind is int and abs(value) > _LARGEST):
                    raise _too_large()
        level, depth = inner, depth + 1
        if inner and depth > MOST_DEPTH:
            raise _too_deep()


def _too_deep() -> ValueError:
    return ValueError(text("it is nested deeper than {most} levels", most=MOST_DEPTH))


def _too_large() -> ValueError:
    return ValueError(text("a number in it is too large"))
