"""What one column shows before anything is trained: its memory, its season, its drift, and what follows from them."""

from workbench.core.exploring.proposal import Proposal, propose, taken_over

__all__ = ["Proposal", "propose", "taken_over"]
