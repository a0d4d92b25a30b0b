"""A recurrent layer over whole windows, with the meaning of Keras 3."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

from workbench.core.layers.recurrent import RecurrentSpec
from workbench.engine.machine.chance import Chance
from workbench.engine.recurrent.cells import Cell, States
from workbench.engine.recurrent.paths import run_window


class Recurrent(nn.Module):
    """Runs one or two cells over a window and gives what the spec asks for.

    Args:
        make_cell: makes the cell of one direction.
        spec: return_sequences, directions, merge mode, dropouts, stateful.
        chance: where dropout masks come from.

    Attributes:
        bptt_steps: truncated back-propagation through time: while training, gradients flow through
            at most this many steps, counted from the end of the window; None lets them through all.
    """

    def __init__(self, make_cell: Callable[[], Cell], spec: RecurrentSpec, chance: Chance) -> None:
        super().__init__()
        self.spec = spec
        self.chance = chance
        self.bptt_steps: int | None = None
        self.forward_cell = make_cell()
        self.backward_cell = make_cell() if spec.bidirectional else None
        self._kept: States | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, T, F) to (B, T, C) with return_sequences, else to (B, C)."""
        return self.run(x)[0]

    def run(
        self, x: torch.Tensor, initial_state: States | None = None, step_mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, States]:
        """Give the output as ``forward`` does, and the last states of each direction, (B, u) each.

        The backward direction's last step is the window's first one. So without sequences the
        output joins the two *final* states: its value at the window's last step has seen only
        one step.

        Args:
            x: (B, T, F).
            initial_state: (B, u) for each state of each direction, in the order in which they are
                given back. Without it a stateful layer goes on from its last window, any other
                starts from zeros.
            step_mask: (B, T), True where a step counts.
        """
        spec = self.spec
        starts = self._starting_states(x) if initial_state is None else initial_state
        count = self.forward_cell.state_count
        out, states = self._run_direction(self.forward_cell, x, starts[:count], step_mask, backwards=spec.go_backwards)
        if self.backward_cell is not None:
            back, back_states = self._run_direction(
                self.backward_cell, x, starts[count:], step_mask, backwards=not spec.go_backwards
            )
            out = self._merge(out, back.flip(1) if spec.return_sequences else back)
            states = (*states, *back_states)
        if spec.stateful:
            self._keep(states)
        return out, states

    def reset_states(self) -> None:
        """Start the next window from zeros."""
        self._kept = None

    def _run_direction(
        self, cell: Cell, x: torch.Tensor, states: States, step_mask: torch.Tensor | None, *, backwards: bool
    ) -> tuple[torch.Tensor, States]:
        if backwards:
            x, step_mask = x.flip(1), None if step_mask is None else step_mask.flip(1)
        state_mask = None
        if self.training and self.spec.dropout > 0:
            x = x * self.chance.mask(x, (x.shape[0], 1, x.shape[2]), self.spec.dropout)
        if self.training and self.spec.recurrent_dropout > 0:
            state_mask = self.chance.mask(x, tuple(states[0].shape), self.spec.recurrent_dropout)
        outputs, states = self._run_pieces(cell, x, states, state_mask, step_mask)
        if step_mask is None:  # the last output is h, and its gradient need not be spread over every step
            return (outputs if self.spec.return_sequences else states[0]), states
        # As in Keras, there is no output to repeat before the first step that counts: zeros,
        # whatever state the layer started from.
        is_silent = step_mask.cumsum(1) == 0 if self.spec.repeats_output else ~step_mask
        outputs = outputs.masked_fill(is_silent[..., None], 0.0)
        return (outputs if self.spec.return_sequences else outputs[:, -1]), states

    def _run_pieces(
        self,
        cell: Cell,
        x: torch.Tensor,
        states: States,
        state_mask: torch.Tensor | None,
        step_mask: torch.Tensor | None,
    ) -> tuple[torch.Tensor, States]:
        """Run the window whole, or in pieces of ``bptt_steps`` between which no gradient flows.

        Pieces are counted from the end, where the output is; so it is the first one that may be shorter.
        """
        steps = x.shape[1]
        length = self.bptt_steps if self.training and self.bptt_steps is not None else steps
        if length >= steps:
            wants_outputs = self.spec.return_sequences or step_mask is not None
            masks = {"state_mask": state_mask, "step_mask": step_mask}
            return run_window(cell, x, states, **masks, wants_outputs=wants_outputs)
        outputs = []
        for end in range(steps % length or length, steps + 1, length):
            piece = slice(max(0, end - length), end)
            mask = None if step_mask is None else step_mask[:, piece]
            out, states = run_window(cell, x[:, piece], states, state_mask=state_mask, step_mask=mask)
            outputs.append(out)
            if end < steps:
                states = tuple(state.detach() for state in states)
        return torch.cat(outputs, dim=1), states

    def _starting_states(self, x: torch.Tensor) -> States:
        """Zeros, or for a stateful layer the states that it kept: row by row, zeros for further rows."""
        cells = [self.forward_cell] if self.backward_cell is None else [self.forward_cell, self.backward_cell]
        zeros = tuple(state for cell in cells for state in cell.initial_states(x))
        if self._kept is None:
            return zeros
        return tuple(
            torch.cat([kept[: len(x)].to(zero), zero[len(kept) :]])
            for kept, zero in zip(self._kept, zeros, strict=True)
        )

    def _keep(self, states: States) -> None:
        """Remember the states without their gradients; rows that a smaller batch does not have stay."""
        rows = len(states[0])
        rests = states if self._kept is None else tuple(kept.to(states[0]) for kept in self._kept)
        self._kept = tuple(
            torch.cat([state.detach(), rest.detach()[rows:]]) for state, rest in zip(states, rests, strict=True)
        )

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
