"""The network as a PyTorch module that computes exactly what ours does, whatever torch's own layers lack.

``pytorch.py`` shows the network to a reader and says in comments what torch does differently; this one is for a
program that must give the same forecasts.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.code import pytorch_ends
from workbench.core.code.pytorch_layers import torch_lines
from workbench.core.experiment import Experiment
from workbench.core.layers import GRU, LSTM, Masking, RecurrentSpec, SimpleRNN
from workbench.core.layers.activations import FORMULAS
from workbench.core.layers.stack import Row, behind_a_mask, stack_of

_MODULES = {"lstm": "LSTM", "gru": "GRU", "simple_rnn": "RNN"}
_MERGED = {
    "concat": "torch.cat([forward, backward], dim=-1)",
    "sum": "forward + backward",
    "mul": "forward * backward",
    "ave": "(forward + backward) / 2",
}


def exact_network(experiment: Experiment) -> str:
    """Write ``Network``, and before it what it is made of that torch does not have."""
    stack = stack_of(experiment)
    masked = behind_a_mask(stack.active_rows)
    lines = [
        "class Network(nn.Module):",
        "    def __init__(self):",
        "        super().__init__()",
        *(f"        {line}" for row in stack.active_rows for line in _made(row, masked)),
        f"        self.output = nn.Linear({stack.output.given.channels}, {stack.output.dense_units})",
        "        self.states = {}  # the last states of layers that hand them on",
        "",
        "    def forward(self, x):  " + f"# (batch, {stack.input.steps}, {stack.input.channels})",
        *(f"        {line}" for line in pytorch_ends.first_lines(experiment)),
        *(f"        {line}" for row in stack.active_rows for line in _run(row, masked)),
        *(f"        {line}" for line in pytorch_ends.last_lines(experiment, stack)),
    ]
    source = "\n".join(lines) + "\n"
    return f"{_STEP_BY_STEP}\n\n{source}" if "StepByStep(" in source else source


def is_step_by_step(spec: RecurrentSpec, *, is_masked: bool) -> bool:
    """Whether torch's own layer cannot compute the layer."""
    native = ("tanh", "relu") if isinstance(spec, SimpleRNN) else ("tanh",)
    return is_masked or spec.activation not in native or (isinstance(spec, GRU) and not spec.reset_after)


def _made(row: Row, masked: frozenset[str]) -> Iterator[str]:
    spec = row.spec
    if not isinstance(spec, RecurrentSpec):
        yield from (line for line in torch_lines(spec, row).made if not line.startswith("#"))
        return
    ways, bias = (", bidirectional=True" if spec.bidirectional else ""), ("" if spec.use_bias else ", bias=False")
    kind, sizes = _MODULES[spec.kind], f"{row.given.channels}, {spec.units}"
    if is_step_by_step(spec, is_masked=row.name in masked):
        resets = ", reset_after=False" if isinstance(spec, GRU) and not spec.reset_after else ""
        function = FORMULAS[spec.activation].as_function
        yield f'self.{row.name} = StepByStep("{kind}", {sizes}, {function}{resets}{ways}{bias})'
    else:
        relu = ', nonlinearity="relu"' if isinstance(spec, SimpleRNN) and spec.activation == "relu" else ""
        yield f"self.{row.name} = nn.{kind}({sizes}, batch_first=True{relu}{ways}{bias})"


def _run(row: Row, masked: frozenset[str]) -> Iterator[str]:
    spec = row.spec
    if isinstance(spec, Masking):
        yield f"mask = (x != {spec.mask_value!r}).any(-1)  # the steps that count"
        yield "x = x.masked_fill(~mask[..., None], 0.0)"
    elif isinstance(spec, RecurrentSpec):
        yield from _recurrent(spec, row, is_masked=row.name in masked)
    else:
        yield from torch_lines(spec, row).run


def _recurrent(spec: RecurrentSpec, row: Row, *, is_masked: bool) -> Iterator[str]:
    given = ["x"]
    if spec.initial_state is not None:
        given.append(f'self.states["{spec.initial_state}"]')
    elif spec.stateful:
        given.append(f'self.states.get("{row.name}")')
    if is_masked:
        given.append("mask=mask.flip(1)" if spec.go_backwards else "mask=mask")
    if spec.go_backwards:
        yield "x = x.flip(1)"
    keeps = spec.return_state or spec.stateful
    reads_last = not spec.return_sequences and not is_masked
    states = "states" if not reads_last else ("(h, c)" if isinstance(spec, LSTM) else "h")
    yield f"x, {states} = self.{row.name}({', '.join(given)})"
    if is_masked and not spec.repeats_output:
        yield f"x = x.masked_fill(~{given[-1].removeprefix('mask=')}[..., None], 0.0)"
    if keeps:
        yield f'self.states["{row.name}"] = {states}'
    u = spec.units
    if reads_last:
        yield "forward, backward = h[0], h[1]  # the last step of each direction" if spec.bidirectional else "x = h[0]"
    elif not spec.return_sequences:
        yield f"forward, backward = x[:, -1, :{u}], x[:, 0, {u}:]" if spec.bidirectional else "x = x[:, -1]"
    elif spec.bidirectional and not spec.joins_directions:
        yield "forward, backward = x.chunk(2, dim=-1)"
    if spec.bidirectional and not (spec.return_sequences and spec.joins_directions):
        yield f"x = {_MERGED[spec.merge_mode]}"


_STEP_BY_STEP = '''\
class StepByStep(nn.Module):
    """A recurrent layer, one step after the other, with what torch's own layers do not have.

    That is other activations, a GRU that resets before the recurrent product, and masks: a step that does not count
    leaves the states as they are and repeats the output, which is zero before the first step that counts.
    """

    def __init__(self, kind, inputs, units, activation, reset_after=True, bidirectional=False, bias=True):
        super().__init__()
        self.kind, self.units, self.activation, self.reset_after = kind, units, activation, reset_after
        self.ways = ("", "_reverse") if bidirectional else ("",)
        wide = {"LSTM": 4, "GRU": 3, "RNN": 1}[kind] * units
        for way in self.ways:
            for name, shape in (("weight_ih", (wide, inputs)), ("weight_hh", (wide, units)),
                                ("bias_ih", (wide,)), ("bias_hh", (wide,))):
                drawn = nn.Parameter(torch.empty(shape).uniform_(-(units**-0.5), units**-0.5))
                self.register_parameter(f"{name}_l0{way}", drawn if bias or len(shape) == 2 else None)

    def forward(self, x, states=None, mask=None):
        """(batch, steps, inputs) to outputs (batch, steps, ways * units) and last states (ways, batch, units)."""
        count = 2 if self.kind == "LSTM" else 1
        if states is None:
            states = (x.new_zeros(len(self.ways), len(x), self.units),) * count
        elif count == 1:
            states = (states,)
        outputs, last = [], []
        for at, way in enumerate(self.ways):
            out, ends = self.one_way(x, tuple(state[at] for state in states), mask, way)
            outputs.append(out)
            last.append(ends)
        ends = tuple(torch.stack(of_ways) for of_ways in zip(*last))
        return torch.cat(outputs, dim=-1), ends if count == 2 else ends[0]

    def one_way(self, x, states, mask, way):
        from_x, from_h, bias_x, bias_h = (
            getattr(self, f"{name}_l0{way}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        outputs, begun = [None] * x.shape[1], None
        for t in range(x.shape[1])[:: -1 if way else 1]:
            new = self.step(nn.functional.linear(x[:, t], from_x, bias_x), states, from_h, bias_h)
            if mask is not None:
                counts = mask[:, t, None]
                new = tuple(torch.where(counts, one, old) for one, old in zip(new, states))
                begun = counts if begun is None else begun | counts
            states = new
            outputs[t] = states[0] if begun is None else torch.where(begun, states[0], 0.0)
        return torch.stack(outputs, dim=1), states

    def step(self, x, states, weight, bias):
        act, h = self.activation, states[0]
        if self.kind == "RNN":
            return (act(x + nn.functional.linear(h, weight, bias)),)
        if self.kind == "LSTM":
            i, f, g, o = (x + nn.functional.linear(h, weight, bias)).chunk(4, dim=-1)
            c = f.sigmoid() * states[1] + i.sigmoid() * act(g)
            return o.sigmoid() * act(c), c
        x_r, x_z, x_n = x.chunk(3, dim=-1)
        h_r, h_z, h_n = nn.functional.linear(h, weight, bias).chunk(3, dim=-1)
        r, z = (x_r + h_r).sigmoid(), (x_z + h_z).sigmoid()
        if not self.reset_after:
            h_n = nn.functional.linear(r * h, weight[2 * self.units :])
        n = act(x_n + (r * h_n if self.reset_after else h_n))
        return (z * h + (1 - z) * n,)
'''
