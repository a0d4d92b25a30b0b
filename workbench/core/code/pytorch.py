"""The network as a PyTorch module, with what torch does differently said in comments."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.code import pytorch_ends
from workbench.core.code.pytorch_layers import torch_lines
from workbench.core.experiment import Experiment
from workbench.core.layers.stack import Stack, stack_of


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
        yield from torch_lines(row.spec, row).made
    yield f"self.output = nn.Linear({stack.output.given.channels}, {stack.output.dense_units})"


def _steps(stack: Stack) -> Iterator[str]:
    for row in stack.active_rows:
        yield from torch_lines(row.spec, row).run
