"""Each layer kind as lines of PyTorch. A kind registers its writer here.

What torch's own layers cannot do is said in a comment, in the place where it matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from workbench.core.layers import (
    GRU,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    GatedSpec,
    LayerNormalization,
    LayerSpec,
    Masking,
    RecurrentSpec,
    RepeatVector,
    Segments,
    SimpleRNN,
)
from workbench.core.layers.activations import FORMULAS
from workbench.core.layers.stack import Row

_MODULES = {"lstm": "LSTM", "gru": "GRU", "simple_rnn": "RNN"}


@dataclass(frozen=True)
class TorchLines:
    """One layer in a module.

    Attributes:
        made: lines of ``__init__``.
        run: lines of ``forward``, which turn x into the next x.
    """

    made: tuple[str, ...]
    run: tuple[str, ...]


@singledispatch
def torch_lines(spec: LayerSpec, row: Row) -> TorchLines:
    """Write the layer of ``spec``, which stands in ``row``."""
    raise NotImplementedError(f"no PyTorch writer for the layer kind {spec.kind}")


@torch_lines.register
def _(spec: Dense, row: Row) -> TorchLines:
    bias = "" if spec.use_bias else ", bias=False"
    made = f"self.{row.name} = nn.Linear({row.given.channels}, {spec.units}{bias})"
    first = _first_weights(spec.kernel_initializer, "glorot_uniform")
    return TorchLines((*first, made), (f"x = {FORMULAS[spec.activation].of(f'self.{row.name}(x)')}",))


@torch_lines.register
def _(spec: Dropout, row: Row) -> TorchLines:
    return TorchLines((f"self.{row.name} = nn.Dropout({spec.rate:g})",), (f"x = self.{row.name}(x)",))


@torch_lines.register
def _(spec: LayerNormalization, row: Row) -> TorchLines:
    made = f"self.{row.name} = nn.LayerNorm({row.given.channels}, eps={spec.epsilon!r})"
    return TorchLines((made,), (f"x = self.{row.name}(x)",))


@torch_lines.register
def _(spec: Conv1D, row: Row) -> TorchLines:
    options = [str(row.given.channels), str(spec.filters), str(spec.kernel_size)]
    options += [f"stride={spec.strides}"] if spec.strides > 1 else []
    options += [] if spec.use_bias else ["bias=False"]
    before, after = spec.padded(row.given.steps or 0)
    run = ["x = x.transpose(1, 2)  # torch's convolutions take (batch, channels, steps)"]
    run += [f"x = nn.functional.pad(x, ({before}, {after}))"] if before or after else []
    run += [f"x = {FORMULAS[spec.activation].of(f'self.{row.name}(x)')}.transpose(1, 2)"]
    first = _first_weights(spec.kernel_initializer, "glorot_uniform")
    return TorchLines((*first, f"self.{row.name} = nn.Conv1d({', '.join(options)})"), tuple(run))


@torch_lines.register
def _(spec: Segments, row: Row) -> TorchLines:
    segments = row.output
    return TorchLines((), (f"x = x.reshape(-1, {segments.steps}, {segments.channels})  # {spec.n} steps as one",))


@torch_lines.register
def _(spec: RepeatVector, row: Row) -> TorchLines:
    return TorchLines((), (f"x = x[:, None].expand(-1, {spec.n}, -1)",))


@torch_lines.register
def _(spec: Masking, row: Row) -> TorchLines:
    return TorchLines(
        (),
        (
            "# torch's recurrent layers cannot skip steps: they read the masked ones as zeros",
            f"x = x * (x != {spec.mask_value!r}).any(-1, keepdim=True)",
        ),
    )


@torch_lines.register
def _(spec: RecurrentSpec, row: Row) -> TorchLines:
    options = ["batch_first=True"]
    if spec.bidirectional:
        options.append("bidirectional=True")
    if not spec.use_bias:
        options.append("bias=False")
    if isinstance(spec, SimpleRNN) and spec.activation == "relu":
        options.append('nonlinearity="relu"')
    made = f"self.{row.name} = nn.{_MODULES[spec.kind]}({row.given.channels}, {spec.units}, {', '.join(options)})"
    return TorchLines((*_differences(spec), made), tuple(_recurrent_steps(spec, row)))


def _recurrent_steps(spec: RecurrentSpec, row: Row) -> Iterator[str]:
    states = "(h, c)" if isinstance(spec, LSTM) else "h"
    given = "x" if spec.initial_state is None else f"x, {spec.initial_state}_state"
    if spec.go_backwards:
        yield "x = x.flip(1)"
    yield f"x, {states} = self.{row.name}({given})  # h: (directions, batch, {spec.units})"
    if spec.return_state:
        yield f"{row.name}_state = {states}"
    if not spec.return_sequences:
        yield "forward, backward = h[0], h[1]  # the last step of each direction" if spec.bidirectional else "x = h[0]"
    elif spec.bidirectional and not spec.joins_directions:
        yield "forward, backward = x.chunk(2, dim=-1)"
    if spec.bidirectional and not (spec.return_sequences and spec.joins_directions):
        yield {
            "concat": "x = torch.cat([forward, backward], dim=-1)",
            "sum": "x = forward + backward",
            "mul": "x = forward * backward",
            "ave": "x = (forward + backward) / 2",
        }[spec.merge_mode]


def _differences(spec: RecurrentSpec) -> Iterator[str]:
    native = ("tanh", "relu") if isinstance(spec, SimpleRNN) else ("tanh",)
    if spec.activation not in native:
        yield f"# torch's {_MODULES[spec.kind]} has no activation {spec.activation!r}: this one uses tanh"
    if isinstance(spec, GRU) and not spec.reset_after:
        yield "# torch's GRU resets after the recurrent product, and has a second bias; the workbench resets before"
    if spec.dropout:
        yield f"# the workbench drops {spec.dropout:g} of this layer's inputs, one choice for the whole window"
    if spec.recurrent_dropout:
        yield f"# the workbench drops {spec.recurrent_dropout:g} of the hidden state; torch's layer cannot"
    if spec.stateful:
        yield "# the workbench starts each window with the last one's state; here, hand it over between two calls"
    yield from _first_weights(spec.kernel_initializer, "glorot_uniform")
    yield from _first_weights(spec.recurrent_initializer, "orthogonal", "recurrent weights")
    if isinstance(spec, GatedSpec) and spec.use_bias and spec.expected_memory is not None:
        yield f"# the workbench's first biases let the gates remember up to {spec.expected_memory} steps"
    elif isinstance(spec, LSTM) and spec.use_bias and spec.forget_bias != 1:
        yield f"# the workbench's first bias of the forget gate is {spec.forget_bias:g}"


def _first_weights(name: str, default: str, which: str = "weights") -> Iterator[str]:
    """Say where the first weights differ; Keras' defaults differ from torch's in every layer anyway."""
    if name not in (default, "torch_default"):
        yield f"# the workbench draws the first {which} by the rule {name}"
