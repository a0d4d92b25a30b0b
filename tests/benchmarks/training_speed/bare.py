"""The bare torch loop: ``nn.LSTM``, ``nn.GRU`` or ``nn.RNN``, tensors in memory, nothing else."""

from __future__ import annotations

import time

import torch
from torch import nn

from tests.benchmarks.training_speed.sampling import BARE, Epoch, Variant
from tests.benchmarks.training_speed.workloads import HORIZON, LEARNING_RATE, SEED, Workload, arrays

_KINDS = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}


class BareNetwork(nn.Module):
    """The workload's layers as torch offers them: (B, T, 1) to (B, H)."""

    def __init__(self, workload: Workload) -> None:
        super().__init__()
        self.workload = workload
        self.recurrent, self.dropouts, inputs = nn.ModuleList(), nn.ModuleList(), 1
        rates = workload.dropouts or (0.0,) * len(workload.units)
        for units, rate in zip(workload.units, rates, strict=True):
            kind = _KINDS[workload.kind]
            self.recurrent.append(kind(inputs, units, batch_first=True, bidirectional=workload.bidirectional))
            self.dropouts.append(nn.Dropout(rate) if rate else nn.Identity())
            inputs = units * (2 if workload.bidirectional else 1)
        self.head = nn.Linear(inputs, 1 if workload.head_per_step else HORIZON)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer, dropout in zip(self.recurrent, self.dropouts, strict=True):
            x = dropout(layer(x)[0])
        if self.workload.head_per_step:
            out: torch.Tensor = self.head(x[:, -HORIZON:])[..., 0]
        elif self.workload.bidirectional:  # the backward direction ends at the window's first step
            forward, backward = x.chunk(2, dim=-1)
            out = self.head(torch.cat([forward[:, -1], backward[:, 0]], dim=-1))
        else:
            out = self.head(x[:, -1])
        return out

    @property
    def parameter_count(self) -> int:
        return sum(parameter.numel() for parameter in self.parameters())


class BareTraining:
    """The loop that everybody writes first; ratios are to its seconds."""

    def __init__(self, workload: Workload, windows: int) -> None:
        self.batch = workload.batch
        self.threads = torch.get_num_threads()
        self.x, self.y = (torch.from_numpy(values) for values in arrays(workload, windows))
        self.network = BareNetwork(workload)
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=LEARNING_RATE)
        self.order = torch.Generator().manual_seed(SEED)

    def epoch(self) -> Epoch:
        """Train for one epoch."""
        losses = []
        began = time.perf_counter()
        batches = torch.randperm(len(self.x), generator=self.order).split(self.batch)
        for index in batches:
            self.optimizer.zero_grad(set_to_none=True)
            loss = nn.functional.mse_loss(self.network(self.x[index]), self.y[index])
            loss.backward()
            self.optimizer.step()
            losses.append(loss.detach())
        seconds = time.perf_counter() - began
        weighted = sum(float(loss) * len(index) for loss, index in zip(losses, batches, strict=True))
        return Epoch(seconds, weighted / len(self.x))

    @property
    def variant(self) -> Variant:
        return Variant(BARE, self.network.parameter_count, self.epoch)
