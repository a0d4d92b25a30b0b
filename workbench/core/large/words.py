"""Sentences, guesses and findings as JSON, and findings of many blocks as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from workbench.core.series import Finding, Guess
from workbench.core.text import Text

_LINES_TOLD = 20


def to_json(sentence: str) -> Any:
    """Give a sentence with what it was made from."""
    if not isinstance(sentence, Text):
        return str(sentence)
    values = {name: to_json(value) if isinstance(value, str) else value for name, value in sentence.values.items()}
    return {"pattern": sentence.pattern, "values": values}


def from_json(written: Any) -> Any:
    """Give the sentence again; other values stay as they are."""
    if isinstance(written, dict):
        return Text(written["pattern"], {name: from_json(value) for name, value in written["values"].items()})
    return written


def guesses_to_json(guesses: Iterable[Guess]) -> list[Any]:
    """Give guesses as JSON."""
    return [[one.option, one.value, to_json(one.evidence)] for one in guesses]


def guesses_from_json(written: list[Any]) -> tuple[Guess, ...]:
    """Give the guesses again."""
    return tuple(Guess(option, value, from_json(evidence)) for option, value, evidence in written)


def findings_to_json(findings: Iterable[Finding]) -> list[Any]:
    """Give findings as JSON."""
    return [[one.code, to_json(one.message), one.count, list(one.lines)] for one in findings]


def findings_from_json(written: list[Any]) -> tuple[Finding, ...]:
    """Give the findings again."""
    return tuple(Finding(code, from_json(message), count, tuple(lines)) for code, message, count, lines in written)


class Findings:
    """Gathers what was found in each block; the same of several blocks is told once, with the sum of its counts."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Finding] = {}

    def add(self, finding: Finding, lines_before: int = 0) -> None:
        """Take a finding, whose lines are counted from the block's beginning."""
        message = finding.message
        others = {name: value for name, value in message.values.items() if name != "count"}
        key = (finding.code, message.pattern, tuple(sorted((name, str(value)) for name, value in others.items())))
        lines = tuple(line + lines_before for line in finding.lines)
        known = self._found.get(key)
        if known is None:
            self._found[key] = replace(finding, lines=lines)
            return
        if "count" in message.values:
            count = _count(known) + _count(finding)
            values = {**message.values, "count": count if isinstance(message.values["count"], int) else f"{count:,}"}
        else:  # it is about the file, not about some of its rows
            count, values = max(known.count, finding.count), message.values
        told = (*known.lines, *lines)[:_LINES_TOLD]
        self._found[key] = Finding(finding.code, Text(message.pattern, values), count, told)

    def all(self) -> tuple[Finding, ...]:
        """Give what was found, in the order in which it was found first."""
        return tuple(self._found.values())


def _count(finding: Finding) -> int:
    """Count what a finding is about, by its own words where they say it."""
    told = str(finding.message.values.get("count", "")).replace(",", "")
    return int(told) if told.isdigit() else finding.count
