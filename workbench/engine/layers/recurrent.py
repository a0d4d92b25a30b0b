"""LSTM, GRU and SimpleRNN; what they compute lives in ``engine/recurrent``."""

from __future__ import annotations

from torch import nn

from workbench.core import layers
from workbench.core.layers import Shape
from workbench.engine.layers.base import build
from workbench.engine.machine.chance import Chance
from workbench.engine.recurrent import GRUCell, LSTMCell, Recurrent, SimpleRNNCell


@build.register
def _(spec: layers.LSTM, given: Shape, chance: Chance) -> nn.Module:
    return Recurrent(lambda: LSTMCell(given.channels, spec, chance), spec, chance)


@build.register
def _(spec: layers.GRU, given: Shape, chance: Chance) -> nn.Module:
    return Recurrent(lambda: GRUCell(given.channels, spec, chance), spec, chance)


@build.register
def _(spec: layers.SimpleRNN, given: Shape, chance: Chance) -> nn.Module:
    return Recurrent(lambda: SimpleRNNCell(given.channels, spec, chance), spec, chance)
