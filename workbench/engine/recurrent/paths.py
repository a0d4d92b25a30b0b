"""The one place where it is chosen how a window is run, and why."""

from __future__ import annotations

import torch

from workbench.engine.recurrent.cells import Cell, States
from workbench.engine.recurrent.reference import run_steps


def run_window(
    cell: Cell,
    x: torch.Tensor,
    states: States,
    *,
    state_mask: torch.Tensor | None = None,
    step_mask: torch.Tensor | None = None,
) -> tuple[torch.Tensor, States]:
    """Run one direction over a window on the fastest path that computes it.

    Args, values and gradients are those of ``reference.run_steps``.
    """
    if native_obstacle(cell, state_mask=state_mask, step_mask=step_mask):
        return run_steps(cell, x, states, state_mask=state_mask, step_mask=step_mask)
    return cell.run_native(x, states)


def native_obstacle(cell: Cell, *, state_mask: torch.Tensor | None, step_mask: torch.Tensor | None) -> str:
    """Say why torch's kernels cannot run this window, so that the reference must; empty where they can.

    Torch's kernels take no mask on the state between two steps. Of masked steps they know only
    those at the end of a window (packed sequences), while a mask may fall anywhere.
    """
    if state_mask is not None:
        return "torch's kernels have no dropout on the state between two steps"
    if step_mask is not None:
        return "torch's kernels cannot skip steps in the middle of a window"
    return cell.native_obstacle()
