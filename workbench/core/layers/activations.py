"""Activation functions that Keras and torch compute alike."""

from __future__ import annotations

from typing import Literal

Activation = Literal["tanh", "sigmoid", "relu", "elu", "selu", "gelu", "silu", "softplus", "softsign", "linear"]
