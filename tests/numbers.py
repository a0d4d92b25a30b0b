"""Everything that can be told apart in a value: its numbers and words."""

import dataclasses

import numpy as np


def numbers_in(value):
    """Give every number and word inside what a run tells, in order, but for durations."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in ("seconds", "windows_per_second", "windows", "forecaster", "state"):
                yield from numbers_in(getattr(value, field.name))
    elif isinstance(value, dict):
        for name in value:
            yield from numbers_in(value[name])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from numbers_in(one)
    elif isinstance(value, np.ndarray):
        yield value.tobytes()
    elif isinstance(value, int | float | str):
        yield repr(value)
