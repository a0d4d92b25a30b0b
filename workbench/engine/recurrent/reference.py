"""The reference: a window, one readable step at a time. It computes everything; faster paths must agree with it."""

from __future__ import annotations

import torch

from workbench.engine.recurrent.cells import Cell, States


def run_steps(
    cell: Cell,
    x: torch.Tensor,
    states: States,
    *,
    state_mask: torch.Tensor | None = None,
    step_mask: torch.Tensor | None = None,
) -> tuple[torch.Tensor, States]:
    """Run one direction over a window.

    A step that does not count leaves the states as they are, so that its output is the one before it.

    Args:
        cell: the weights, and what one step computes.
        x: (B, T, F), in the order in which it is read.
        states: (B, u) each, before the first step.
        state_mask: (B, u), recurrent dropout, the same at every step.
        step_mask: (B, T), True where a step counts.

    Returns:
        The outputs (B, T, u), and the states after the last step, (B, u) each.
    """
    counts = None if step_mask is None else step_mask[..., None].unbind(1)  # T times (B, 1)
    outputs = []
    for at, projected in enumerate(cell.project(x).unbind(1)):
        after = cell.step(projected, states, state_mask)
        if counts is not None:
            after = tuple(torch.where(counts[at], new, old) for new, old in zip(after, states, strict=True))
        states = after
        outputs.append(states[0])
    return torch.stack(outputs, dim=1), states
