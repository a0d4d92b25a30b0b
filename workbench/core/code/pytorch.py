"""The network as a PyTorch module, with what torch does differently said in comments."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.code import pytorch_ends
from workbench.core.experiment import Experiment
from workbench.core.layers import LSTM, Dense, Dropout, LayerSpec, RecurrentSpec, SimpleRNN
from workbench.core.layers.stack import Row, Stack, stack_of

_MODULES = {"lstm": "LSTM", "gru": "GRU", "simple_rnn": "RNN"}


def pytorch_code(experiment: Experiment) -> str:
    """Write the network of ``experiment`` as a ``torch.nn.Module``.

    Torch's recurrent layers have two biases where Keras has one, other first weights, and no
    recurrent dropout; the comments say where that matters.
    """
    stack = stack_of(experiment)
    lines = [
        "import torch",
        "from torch import nn",
        "",
        "",
        "class Network(nn.Module):",
        "    def __init__(self):",
        "        super().__init__()",
        *(f"        {line}" for line in _modules(stack)),
        "",
        "    def forward(self, x):  " + f"# (batch, {stack.input.steps}, {stack.input.channels})",
        *(f"        {line}" for line in pytorch_ends.first_lines(experiment)),
        *(f"        {line}" for line in _steps(stack)),
        *(f"        {line}" for line in pytorch_ends.last_lines(experiment, stack)),
        "",
        "",
        *pytorch_ends.loss_lines(experiment.training),
    ]
    return "\n".join(lines) + "\n"


def _modules(stack: Stack) -> Iterator[str]:
    for row in stack.active_rows:
        yield from _comments(row.spec)
        yield f"self.{row.name} = {_module(row)}"
    yield f"self.output = nn.Linear({stack.output.given.channels}, {stack.output.dense_units})"


def _module(row: Row) -> str:
    spec = row.spec
    if isinstance(spec, RecurrentSpec):
        options = ["batch_first=True"]
        if spec.bidirectional:
            options.append("bidirectional=True")
        if isinstance(spec, SimpleRNN) and spec.activation == "relu":
            options.append('nonlinearity="relu"')
        return f"nn.{_MODULES[spec.kind]}({row.given.channels}, {spec.units}, {', '.join(options)})"
    if isinstance(spec, Dense):
        return f"nn.Linear({row.given.channels}, {spec.units})"
    if isinstance(spec, Dropout):
        return f"nn.Dropout({spec.rate:g})"
    return f"nn.Identity()  # {spec.title}: the workbench cannot write this kind as PyTorch source yet"


def _steps(stack: Stack) -> Iterator[str]:
    for row in stack.active_rows:
        if isinstance(row.spec, RecurrentSpec):
            yield from _recurrent_steps(row, row.spec)
        elif isinstance(row.spec, Dense) and row.spec.activation != "linear":
            function = "torch." if row.spec.activation in ("tanh", "sigmoid", "relu", "selu") else "nn.functional."
            yield f"x = {function}{row.spec.activation}(self.{row.name}(x))"
        else:
            yield f"x = self.{row.name}(x)"


def _recurrent_steps(row: Row, spec: RecurrentSpec) -> Iterator[str]:
    states = "(h, c)" if isinstance(spec, LSTM) else "h"
    if spec.go_backwards:
        yield "x = x.flip(1)"
    yield f"x, {states} = self.{row.name}(x)  # h: (directions, batch, {spec.units})"
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


def _comments(spec: LayerSpec) -> Iterator[str]:
    if not isinstance(spec, RecurrentSpec):
        return
    native = ("tanh", "relu") if isinstance(spec, SimpleRNN) else ("tanh",)
    if spec.activation not in native:
        yield f"# torch's {_MODULES[spec.kind]} has no activation {spec.activation!r}: this one uses tanh"
    if spec.dropout:
        yield f"# the workbench drops {spec.dropout:g} of this layer's inputs, one choice for the whole window"
    if spec.recurrent_dropout:
        yield f"# the workbench drops {spec.recurrent_dropout:g} of the hidden state; torch's layer cannot"
