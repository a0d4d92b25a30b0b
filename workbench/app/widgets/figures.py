"""How the window writes counts and shares."""

from __future__ import annotations

from workbench.core.experiment import WindowSpec


def shares(windows: WindowSpec) -> str:
    """Write the split as 70/15/15."""
    train, validation = 100 * windows.train_share, 100 * windows.validation_share
    return f"{train:.0f}/{validation:.0f}/{100 - train - validation:.0f}"


def short_count(count: int) -> str:
    """Write a count in four figures at most, as in 16.9k; nothing is a dash."""
    if count == 0:
        return "–"
    if count < 1_000:
        return str(count)
    if count < 999_500:
        return f"{count / 1_000:.1f}k" if count < 99_950 else f"{count / 1_000:.0f}k"
    return f"{count / 1_000_000:.1f}M"


def short_duration(seconds: float) -> str:
    """Write a duration as 38 s, 2:05 or 1:02:05."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
