"""One step of each recurrent kind, and torch's own kernel for the whole window where it computes the same.

Shapes: B batch, T timesteps, F inputs, u units, G gates. Weights are stored as torch stores
them, (G·u, F) and (G·u, u); Keras' are their transposes. By default they start as in Keras:
glorot uniform kernel, orthogonal recurrent kernel, zero bias, and 1 for the LSTM's forget gate.
Where an equation says tanh, a layer may have another activation; the gates' is always a sigmoid.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import torch
from torch import nn

from workbench.core import layers
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.initializers import chrono_bias, first_weights
from workbench.engine.machine.chance import Chance

States = tuple[torch.Tensor, ...]

_WITH_BIASES = 4  # tensors that torch's kernels take then; 2 without


class Cell(nn.Module):
    """Weights of one direction of a recurrent layer.

    Attributes:
        kernel: (G·u, F).
        recurrent_kernel: (G·u, u).
        bias: (G·u,), or (2·G·u,) where inputs and state have one each, or None.
    """

    gates: ClassVar[int]
    state_count: ClassVar[int] = 1

    def __init__(self, inputs: int, spec: layers.RecurrentSpec, chance: Chance) -> None:
        super().__init__()
        self.spec = spec
        self.units = units = spec.units
        self.activation_name = spec.activation
        self.activation = ACTIVATIONS[spec.activation]
        wide = self.gates * units
        drawn = (
            first_weights(spec.kernel_initializer, inputs, wide, chance, torch_fan=units),
            first_weights(spec.recurrent_initializer, units, wide, chance, torch_fan=units),
        )
        self.kernel, self.recurrent_kernel = (nn.Parameter(weights) for weights in drawn)
        self.bias = nn.Parameter(self.first_bias(chance)) if spec.use_bias else None

    def first_bias(self, chance: Chance) -> torch.Tensor:
        """Give the bias that the training starts from."""
        return torch.zeros(self.gates * self.units)

    def initial_states(self, x: torch.Tensor) -> States:
        """Give zeros, (B, u) for each state."""
        return (x.new_zeros(x.shape[0], self.units),) * self.state_count

    def project(self, x: torch.Tensor) -> torch.Tensor:
        """Weigh the inputs of every step at once: (B, T, F) to (B, T, G·u), bias added."""
        bias = None if self.bias is None else self.bias[: self.gates * self.units]
        return nn.functional.linear(x, self.kernel, bias)

    def step(self, projected: torch.Tensor, states: States, state_mask: torch.Tensor | None = None) -> States:
        """Go one step.

        Args:
            projected: (B, G·u), the inputs of this step as ``project`` gives them.
            states: (B, u) each, after the step before.
            state_mask: (B, u), dropout on h where it enters the gates; h itself stays whole.

        Returns:
            The states after this step; the first of them is the output.
        """
        raise NotImplementedError

    def native_obstacle(self) -> str:
        """Say why torch has no kernel that computes this cell over a whole window; empty where it has one."""
        return (
            "" if self.activation_name == "tanh" else f"torch has no kernel with the activation {self.activation_name}"
        )

    def run_native(self, x: torch.Tensor, states: States) -> tuple[torch.Tensor, States]:
        """Run a window in torch's kernel: (B, T, F) to the outputs (B, T, u) and the last states."""
        raise NotImplementedError

    def native_weights(self) -> list[torch.Tensor]:
        """Give the weights in torch's order. Torch has two biases where Keras has one: the other is zero."""
        if self.bias is None:
            return [self.kernel, self.recurrent_kernel]
        return [self.kernel, self.recurrent_kernel, self.bias, torch.zeros_like(self.bias)]

    def weights_on(self, device: torch.device) -> list[torch.Tensor]:
        """Give ``native_weights`` as torch's kernel on ``device`` should have them."""
        weights = self.native_weights()
        return in_one_chunk(weights) if device.type == "cuda" else weights


def in_one_chunk(weights: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """Lay the weights of a cell side by side in memory of their own, as cuDNN reads them; missing biases are zeros.

    Weights that lie elsewhere torch copies together itself at each call, and warns each time. And of a cell without
    biases it compares the places of the two matrices alone, while cuDNN takes what follows them for the biases: in
    the one row of memory that a training keeps, that would be the weights of the next layer.

    Source: ``try_get_weight_buf`` in torch's ``aten/src/ATen/native/cudnn/RNN.cpp``.
    """
    kernel, recurrent_kernel, *biases = weights
    wide = len(kernel)
    biases = biases or [kernel.new_zeros(wide), kernel.new_zeros(wide)]
    every = [kernel, recurrent_kernel, *biases]
    chunk = torch.cat([one.flatten() for one in every])
    pieces = chunk.split([one.numel() for one in every])
    return [piece.view_as(one) for piece, one in zip(pieces, every, strict=True)]


class LSTMCell(Cell):
    """Gates i, f, g, o: c' = f·c + i·g and h' = o·tanh(c'). States h, c.

    Source: Hochreiter & Schmidhuber 1997; behaviour of ``keras.layers.LSTM`` 3.
    """

    spec: layers.LSTM
    gates: ClassVar[int] = 4
    state_count: ClassVar[int] = 2

    def first_bias(self, chance: Chance) -> torch.Tensor:
        bias = super().first_bias(chance)
        input_gate, forget_gate = bias[: self.units], bias[self.units : 2 * self.units]
        if self.spec.expected_memory is None:
            forget_gate.fill_(self.spec.forget_bias)
        else:
            forget_gate.copy_(chrono_bias(self.units, self.spec.expected_memory, chance))
            input_gate.copy_(-forget_gate)
        return bias

    def step(self, projected: torch.Tensor, states: States, state_mask: torch.Tensor | None = None) -> States:
        h, c = states
        seen = h if state_mask is None else h * state_mask
        i, f, g, o = (projected + seen @ self.recurrent_kernel.T).chunk(4, dim=-1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * self.activation(g)
        return torch.sigmoid(o) * self.activation(c), c

    def run_native(self, x: torch.Tensor, states: States) -> tuple[torch.Tensor, States]:
        started = [state[None] for state in states]
        weights = self.weights_on(x.device)
        has_bias = len(weights) == _WITH_BIASES
        out, h, c = torch.lstm(x, started, weights, has_bias, 1, 0.0, self.training, False, True)
        return out, (h[0], c[0])


class GRUCell(Cell):
    """Gates r, z, n: n = tanh(x_n + r·(U_n h + b_n)) and h' = z·h + (1 - z)·n. State h.

    With ``reset_after``, as above, the reset gate acts after the recurrent product, which has a bias
    of its own. Without it, n = tanh(x_n + U_n (r·h)) and there is one bias. Keras orders the gates
    z, r, h.

    Source: Cho et al. 2014; behaviour of ``keras.layers.GRU`` 3.
    """

    spec: layers.GRU
    gates: ClassVar[int] = 3

    def first_bias(self, chance: Chance) -> torch.Tensor:
        bias = torch.zeros(self.spec.biases * self.gates * self.units)
        if self.spec.expected_memory is not None:  # z is the gate that keeps the state
            bias[self.units : 2 * self.units] = chrono_bias(self.units, self.spec.expected_memory, chance)
        return bias

    def step(self, projected: torch.Tensor, states: States, state_mask: torch.Tensor | None = None) -> States:
        (h,) = states
        seen = h if state_mask is None else h * state_mask
        x_r, x_z, x_n = projected.chunk(3, dim=-1)
        if self.spec.reset_after:
            bias = None if self.bias is None else self.bias[3 * self.units :]
            h_r, h_z, h_n = nn.functional.linear(seen, self.recurrent_kernel, bias).chunk(3, dim=-1)
            n = self.activation(x_n + torch.sigmoid(x_r + h_r) * h_n)
        else:
            to_gates, to_n = self.recurrent_kernel.split([2 * self.units, self.units])
            h_r, h_z = (seen @ to_gates.T).chunk(2, dim=-1)
            n = self.activation(x_n + (torch.sigmoid(x_r + h_r) * seen) @ to_n.T)
        z = torch.sigmoid(x_z + h_z)
        return (z * h + (1 - z) * n,)

    def native_obstacle(self) -> str:
        if not self.spec.reset_after:
            return "torch's GRU resets after the recurrent product alone"
        return super().native_obstacle()

    def native_weights(self) -> list[torch.Tensor]:
        if self.bias is None:
            return super().native_weights()
        return [self.kernel, self.recurrent_kernel, *self.bias.chunk(2)]

    def run_native(self, x: torch.Tensor, states: States) -> tuple[torch.Tensor, States]:
        weights = self.weights_on(x.device)
        has_bias = len(weights) == _WITH_BIASES
        out, h = torch.gru(x, states[0][None], weights, has_bias, 1, 0.0, self.training, False, True)
        return out, (h[0],)


class SimpleRNNCell(Cell):
    """h' = tanh(W x + U h + b). State h.

    Source: Elman 1990; behaviour of ``keras.layers.SimpleRNN`` 3.
    """

    gates: ClassVar[int] = 1

    def step(self, projected: torch.Tensor, states: States, state_mask: torch.Tensor | None = None) -> States:
        (h,) = states
        seen = h if state_mask is None else h * state_mask
        return (self.activation(projected + seen @ self.recurrent_kernel.T),)

    def native_obstacle(self) -> str:
        return "" if self.activation_name == "relu" else super().native_obstacle()

    def run_native(self, x: torch.Tensor, states: States) -> tuple[torch.Tensor, States]:
        kernel = torch.rnn_tanh if self.activation_name == "tanh" else torch.rnn_relu
        weights = self.weights_on(x.device)
        has_bias = len(weights) == _WITH_BIASES
        out, h = kernel(x, states[0][None], weights, has_bias, 1, 0.0, self.training, False, True)
        return out, (h[0],)
