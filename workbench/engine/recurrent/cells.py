"""One step of each recurrent kind, and torch's own kernel for the whole window where it computes the same.

Shapes: B batch, T timesteps, F inputs, u units, G gates. Weights are stored as torch stores
them, (G·u, F) and (G·u, u); Keras' are their transposes. Initial values are Keras': glorot
uniform kernel, orthogonal recurrent kernel, zero bias, and 1 for the LSTM's forget gate.
"""

from __future__ import annotations

import math
from typing import ClassVar

import torch
from torch import nn

from workbench.core.layers.activations import Activation
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.chance import Chance

States = tuple[torch.Tensor, ...]


class Cell(nn.Module):
    """Weights of one direction of a recurrent layer."""

    gates: ClassVar[int]
    state_count: ClassVar[int] = 1
    biases: ClassVar[int] = 1

    def __init__(self, inputs: int, units: int, activation: Activation, chance: Chance) -> None:
        super().__init__()
        self.units = units
        self.activation_name = activation
        self.activation = ACTIVATIONS[activation]
        generator = chance.on(torch.device("cpu"))
        wide = self.gates * units
        limit = math.sqrt(6.0 / (inputs + wide))
        self.kernel = nn.Parameter(torch.empty(wide, inputs).uniform_(-limit, limit, generator=generator))
        square = nn.init.orthogonal_(torch.empty(units, wide), generator=generator)
        self.recurrent_kernel = nn.Parameter(square.T.contiguous())
        self.bias = nn.Parameter(torch.zeros(self.biases * wide))

    def initial_states(self, x: torch.Tensor) -> States:
        """Give zeros, (B, u) for each state."""
        return (x.new_zeros(x.shape[0], self.units),) * self.state_count

    def project(self, x: torch.Tensor) -> torch.Tensor:
        """Weigh the inputs of every step at once: (B, T, F) to (B, T, G·u), bias added."""
        return nn.functional.linear(x, self.kernel, self.bias[: self.gates * self.units])

    def step(self, projected: torch.Tensor, states: States) -> States:
        """Go one step: (B, G·u) projected inputs and the last states give the next states."""
        raise NotImplementedError

    def has_native(self) -> bool:
        """Whether torch has a kernel for a whole window with this cell's activation."""
        return self.activation_name == "tanh"

    def run_native(self, x: torch.Tensor, states: States) -> tuple[torch.Tensor, States]:
        """Run a window in torch's kernel: (B, T, F) to the outputs (B, T, u) and the last states."""
        raise NotImplementedError


class LSTMCell(Cell):
    """Gates i, f, g, o: c' = f·c + i·g and h' = o·tanh(c'). States h, c.

    Source: Hochreiter & Schmidhuber 1997; behaviour of ``keras.layers.LSTM`` 3.
    """

    gates: ClassVar[int] = 4
    state_count: ClassVar[int] = 2

    def __init__(self, inputs: int, units: int, activation: Activation, chance: Chance) -> None:
        super().__init__(inputs, units, activation, chance)
        with torch.no_grad():
            self.bias[units : 2 * units] = 1.0

    def step(self, projected: torch.Tensor, states: States) -> States:
        h, c = states
        i, f, g, o = (projected + h @ self.recurrent_kernel.T).chunk(4, dim=-1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * self.activation(g)
        return torch.sigmoid(o) * self.activation(c), c

    def run_native(self, x: torch.Tensor, states: States) -> tuple[torch.Tensor, States]:
        no_bias = torch.zeros_like(self.bias)  # torch has two biases, Keras one
        weights = [self.kernel, self.recurrent_kernel, self.bias, no_bias]
        started = [state[None] for state in states]
        out, h, c = torch.lstm(x, started, weights, True, 1, 0.0, self.training, False, True)
        return out, (h[0], c[0])


class GRUCell(Cell):
    """Gates r, z, n: n = tanh(x_n + r·(U_n h + b_n)) and h' = z·h + (1 - z)·n. State h.

    The reset gate acts after the recurrent product, as in ``keras.layers.GRU(reset_after=True)``
    and in torch; hence the second bias. Keras orders the gates z, r, h.

    Source: Cho et al. 2014.
    """

    gates: ClassVar[int] = 3
    biases: ClassVar[int] = 2

    def step(self, projected: torch.Tensor, states: States) -> States:
        (h,) = states
        from_state = nn.functional.linear(h, self.recurrent_kernel, self.bias[3 * self.units :])
        x_r, x_z, x_n = projected.chunk(3, dim=-1)
        h_r, h_z, h_n = from_state.chunk(3, dim=-1)
        z = torch.sigmoid(x_z + h_z)
        n = self.activation(x_n + torch.sigmoid(x_r + h_r) * h_n)
        return (z * h + (1 - z) * n,)

    def run_native(self, x: torch.Tensor, states: States) -> tuple[torch.Tensor, States]:
        input_bias, state_bias = self.bias.chunk(2)
        weights = [self.kernel, self.recurrent_kernel, input_bias, state_bias]
        out, h = torch.gru(x, states[0][None], weights, True, 1, 0.0, self.training, False, True)
        return out, (h[0],)


class SimpleRNNCell(Cell):
    """h' = tanh(W x + U h + b). State h.

    Source: Elman 1990; behaviour of ``keras.layers.SimpleRNN`` 3.
    """

    gates: ClassVar[int] = 1

    def step(self, projected: torch.Tensor, states: States) -> States:
        (h,) = states
        return (self.activation(projected + h @ self.recurrent_kernel.T),)

    def has_native(self) -> bool:
        return self.activation_name in ("tanh", "relu")

    def run_native(self, x: torch.Tensor, states: States) -> tuple[torch.Tensor, States]:
        weights = [self.kernel, self.recurrent_kernel, self.bias, torch.zeros_like(self.bias)]
        kernel = torch.rnn_tanh if self.activation_name == "tanh" else torch.rnn_relu
        out, h = kernel(x, states[0][None], weights, True, 1, 0.0, self.training, False, True)
        return out, (h[0],)
