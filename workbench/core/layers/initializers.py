"""Where first weights come from, by Keras' names.

``torch_default`` is what ``torch.nn`` does: uniform within ±1/√units for a recurrent layer,
within ±1/√inputs for a layer without memory. The rest means what it means in Keras 3.
"""

from __future__ import annotations

from typing import Literal

KernelInitializer = Literal[
    "glorot_uniform",
    "glorot_normal",
    "he_uniform",
    "he_normal",
    "lecun_uniform",
    "lecun_normal",
    "orthogonal",
    "torch_default",
]
RecurrentInitializer = Literal[
    "orthogonal",
    "identity",
    "glorot_uniform",
    "glorot_normal",
    "he_uniform",
    "he_normal",
    "lecun_uniform",
    "lecun_normal",
    "torch_default",
]
