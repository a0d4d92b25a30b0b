"""The layer kinds as torch modules: one file for each file of ``core/layers``, with the builders of its kinds."""

from workbench.engine.layers import convolution, feedforward, normalization, recurrent, steps
from workbench.engine.layers.base import build

ROOMS = (convolution, feedforward, normalization, recurrent, steps)  # importing them registers their builders

__all__ = ["ROOMS", "build"]
