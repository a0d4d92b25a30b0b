"""The separator between cells and the decimal mark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.core.csv.options import CsvOptions
from workbench.core.series import Guess
from workbench.core.text import text

_SEPARATORS = (",", ";", "\t", "|")
_HEAD_LINES = 50
_COMMA_NUMBER = re.compile(r"^\s*-?\d+,\d+\s*$")


@dataclass(frozen=True)
class Dialect:
    """What pandas must know to cut a line into cells."""

    separator: str
    decimal: str


def settle_dialect(written: str, options: CsvOptions) -> tuple[Dialect, list[Guess]]:
    """Settle what ``options`` leaves open from the first lines of the file."""
    lines = [line for line in written.lstrip()[:200_000].splitlines() if line.strip()][:_HEAD_LINES]
    guesses: list[Guess] = []
    separator: str | None = options.separator
    if separator is None:
        separator = _separator(lines)
        if separator != ",":
            evidence = text("It stands equally often in each of the first {count} lines.", count=len(lines))
            guesses.append(Guess("separator", separator, evidence))
    decimal: str | None = options.decimal
    if decimal is None:
        decimal = _decimal(lines, separator)
        if decimal != ".":
            evidence = text("Cells such as 12,5 stand between the separators.")
            guesses.append(Guess("decimal", decimal, evidence))
    return Dialect(separator, decimal), guesses


def _separator(lines: list[str]) -> str:
    """The candidate that cuts most lines into the header's number of cells, and into most of them."""

    def score(candidate: str) -> tuple[float, int]:
        counts = [len(_unquoted(line).split(candidate)) for line in lines]
        if counts[0] < 2:
            return 0.0, 0
        return sum(count == counts[0] for count in counts) / len(counts), counts[0]

    return max(_SEPARATORS, key=score)


def _decimal(lines: list[str], separator: str) -> str:
    if separator == ",":
        return "."
    cells = [cell for line in lines[1:] for cell in line.split(separator)]
    return "," if any(_COMMA_NUMBER.match(cell) for cell in cells) else "."


def _unquoted(line: str) -> str:
    return re.sub(r'"[^"]*"', '""', line)
