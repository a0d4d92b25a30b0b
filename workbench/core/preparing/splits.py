"""The chronological split: what the network learns from, what stops it, what judges it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.core.experiment import WindowSpec
from workbench.core.text import Text, text

Part = Literal["train", "validation", "test"]
PARTS: tuple[Part, ...] = ("train", "validation", "test")
# of sentences that say "part" themselves
PART_NAMES: dict[Part, Text] = {"train": text("training"), "validation": text("validation"), "test": text("test")}
PART_WORDS: dict[Part, Text] = {
    "train": text("training part"),
    "validation": text("validation part"),
    "test": text("test part"),
}


@dataclass(frozen=True)
class Split:
    """Three parts of a series, one after the other, as half-open ranges of steps."""

    train: range
    validation: range
    test: range

    def __getitem__(self, part: Part) -> range:
        ranges: dict[Part, range] = {"train": self.train, "validation": self.validation, "test": self.test}
        return ranges[part]


Splits = tuple[tuple[range, Split], ...]  # of each series of a group: its steps, and those of each part


def split_steps(steps: int, windows: WindowSpec) -> Split:
    """Cut ``steps`` steps by the shares of ``windows``, oldest first and without overlap."""
    train = round(steps * windows.train_share)
    validation = round(steps * (windows.train_share + windows.validation_share))
    return Split(range(0, train), range(train, validation), range(validation, steps))


def split_spans(spans: Sequence[range], windows: WindowSpec) -> Splits:
    """Split each of several series that stand one behind the other by time: its steps, and those of each part."""
    return tuple((span, moved(split_steps(len(span), windows), span.start)) for span in spans)


def moved(split: Split, steps: int) -> Split:
    """Give the same parts so many steps later."""
    parts = (split[part] for part in PARTS)
    return Split(*(range(part.start + steps, part.stop + steps) for part in parts))
