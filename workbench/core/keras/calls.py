"""What was found in a Keras file or in Keras source, before any of it is a layer of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.core.text import Text, text

_MOST = 100_000  # of steps or columns: each column gets a name


@dataclass(frozen=True)
class Unknown:
    """A value that only running the code would give.

    Attributes:
        source: as it stands in the code.
    """

    source: str


@dataclass(frozen=True)
class Call:
    """One layer as Keras names it.

    Attributes:
        kind: Keras' class.
        settings: by Keras' names.
        where: a line of the code, or the layer's name.
        inner: the layer that it wraps.
        backward: the second layer that it wraps.
    """

    kind: str
    settings: Mapping[str, Any]
    where: Text
    inner: Call | None = None
    backward: Call | None = None


@dataclass(frozen=True)
class Left:
    """One thing that could not be taken over.

    Attributes:
        where: a line of the code, or a layer's name.
        what: as Keras has it.
        why: and what is done instead.
        changes_forecasts: whether the network gives other numbers for it; else only the training differs.
    """

    where: Text
    what: str | Text
    why: Text
    changes_forecasts: bool = True

    @property
    def words(self) -> Text:
        """Tell the user."""
        return text("{where}: {what}. Not taken over: {why}.", where=self.where, what=self.what, why=self.why)


@dataclass
class Found:
    """Everything that was found.

    Attributes:
        calls: the layers, from the input to the output.
        steps: T, or None where it is open.
        features: F, or None where it is open.
        training: settings of ``TrainingSpec`` by their names here.
        left: what could not be taken over so far.
    """

    calls: list[Call] = field(default_factory=list)
    steps: int | None = None
    features: int | None = None
    training: dict[str, Any] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)

    def input(self, shape: Any, where: Text) -> None:
        """Take the input's shape, without the batch: (timesteps, features)."""
        if isinstance(shape, Unknown):
            why = text("it is computed in the code; set the timesteps by hand")
            self.left.append(Left(where, f"input shape {shape.source}", why, changes_forecasts=False))
            return
        sizes = list(shape) if isinstance(shape, list | tuple) else []
        if len(sizes) != 2:
            self.left.append(Left(where, f"input shape {shape!r}", text("only (timesteps, features) can be read")))
            return
        for name, size in zip(("steps", "features"), sizes, strict=True):
            if isinstance(size, Unknown):
                why = text("it is computed in the code; set it by hand")
                self.left.append(Left(where, f"{name} = {size.source}", why, changes_forecasts=False))
            elif size is not None and (not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= _MOST):
                self.left.append(Left(where, f"{name} = {size!r}", text("it is no number of steps or columns")))
            else:
                setattr(self, name, size)
