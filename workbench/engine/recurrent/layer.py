"""A recurrent layer over whole windows, with the meaning of Keras 3."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

from workbench.core.layers.recurrent import RecurrentSpec
from workbench.engine.chance import Chance
from workbench.engine.recurrent.cells import Cell, States


class Recurrent(nn.Module):
    """Runs one or two cells over a window and gives what the spec asks for.

    Args:
        make_cell: makes the cell of one direction.
        spec: return_sequences, directions, merge mode, dropouts.
        chance: where dropout masks come from.
    """

    def __init__(self, make_cell: Callable[[], Cell], spec: RecurrentSpec, chance: Chance) -> None:
        super().__init__()
        self.spec = spec
        self.chance = chance
        self.forward_cell = make_cell()
        self.backward_cell = make_cell() if spec.bidirectional else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, T, F) to (B, T, C) with return_sequences, else to (B, C)."""
        return self.run(x)[0]

    def run(self, x: torch.Tensor) -> tuple[torch.Tensor, States]:
        """Give the output as ``forward`` does, and the last states of each direction, (B, u) each.

        The backward direction's last step is the window's first one. So without sequences the
        output joins the two *final* states: its value at the window's last step has seen only
        one step.
        """
        spec = self.spec
        out, states = self._run_direction(self.forward_cell, x, backwards=spec.go_backwards)
        if self.backward_cell is None:
            return out, states
        back, back_states = self._run_direction(self.backward_cell, x, backwards=not spec.go_backwards)
        if spec.return_sequences:
            back = back.flip(1)
        return self._merge(out, back), (*states, *back_states)

    def _run_direction(self, cell: Cell, x: torch.Tensor, *, backwards: bool) -> tuple[torch.Tensor, States]:
        if backwards:
            x = x.flip(1)
        if self.training and self.spec.dropout > 0:
            x = x * self.chance.mask(x, (x.shape[0], 1, x.shape[2]), self.spec.dropout)
        states = cell.initial_states(x)
        masked = self.training and self.spec.recurrent_dropout > 0
        if cell.has_native() and not masked:
            outputs, states = cell.run_native(x, states)
        else:
            outputs, states = self._run_steps(cell, x, states, masked=masked)
        return (outputs if self.spec.return_sequences else outputs[:, -1]), states

    def _run_steps(self, cell: Cell, x: torch.Tensor, states: States, *, masked: bool) -> tuple[torch.Tensor, States]:
        """Step by step: for what torch's kernels do not offer. The mask falls on h, one for the window."""
        mask = self.chance.mask(x, states[0].shape, self.spec.recurrent_dropout) if masked else None
        outputs = []
        for projected in cell.project(x).unbind(1):
            h = states[0] if mask is None else states[0] * mask
            states = cell.step(projected, (h, *states[1:]))
            outputs.append(states[0])
        return torch.stack(outputs, dim=1), states

    def _merge(self, out: torch.Tensor, back: torch.Tensor) -> torch.Tensor:
        match self.spec.merge_mode:
            case "concat":
                return torch.cat([out, back], dim=-1)
            case "sum":
                return out + back
            case "mul":
                return out * back
            case "ave":
                return (out + back) / 2
