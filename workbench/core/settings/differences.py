"""In which settings two experiments differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.core.experiment import Experiment


@dataclass(frozen=True)
class Difference:
    """One setting with two values; None where one side does not have it."""

    address: str
    before: Any
    after: Any


def differences(before: Experiment, after: Experiment) -> tuple[Difference, ...]:
    """List every setting whose value differs, by address."""
    old, new = _flat(before.model_dump(mode="json"), ""), _flat(after.model_dump(mode="json"), "")
    addresses = list(dict.fromkeys([*old, *new]))
    return tuple(
        Difference(address, old.get(address), new.get(address))
        for address in addresses
        if old.get(address) != new.get(address)
    )


def _flat(value: Any, address: str) -> dict[str, Any]:
    if isinstance(value, dict):
        parts = ((f"{address}.{name}" if address else name, part) for name, part in value.items())
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        parts = ((f"{address}[{at}]", part) for at, part in enumerate(value))
    else:
        return {address: value}
    return {name: found for place, part in parts for name, found in _flat(part, place).items()}
