"""Short trainings whose every event is kept."""

import torch

from tests.made_series import experiment_on, sine
from workbench.core.preparing.prepared import prepare
from workbench.core.stopping import StopToken
from workbench.engine.learning.events import BatchDone, Compiling, EpochDone
from workbench.engine.learning.losses import loss_for
from workbench.engine.machine.devices import Device
from workbench.engine.network import Network
from workbench.engine.training import train

CPU = Device("cpu", True, "always there")


class Training:
    """A training that has not begun: its network, its samples, its token, and the events so far."""

    def __init__(self, experiment=None, series=None, *, state=None):
        self.experiment = experiment or experiment_on()
        self.prepared = prepare(sine(200) if series is None else series, self.experiment)
        self.network = Network(self.experiment)
        self.stop = StopToken()
        self.rates = None
        self.state = state
        self.events = []

    def __iter__(self):
        tokens = {"stop": self.stop, "rates": self.rates}
        for event in train(self.network, self.prepared, device=CPU, **tokens, state=self.state):
            if isinstance(event, Compiling):
                continue  # whether the kernels lie in the cache is the machine's affair
            self.events.append(event)
            yield event

    def to_the_end(self):
        """Train until the last event."""
        for _ in self:
            pass
        return self

    def of(self, kind):
        """The events of one kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def losses(self):
        """Of every batch, then of every epoch on the validation part."""
        return [batch.loss for batch in self.of(BatchDone)], [epoch.validation_loss for epoch in self.of(EpochDone)]

    @property
    def weights(self):
        """A copy of every weight as it is now."""
        return {name: value.clone() for name, value in self.network.state_dict().items()}

    def loss_on(self, part):
        """The mean loss over one part with the weights as they are now."""
        windows = self.prepared.windows[part]
        x, y = (torch.from_numpy(values.copy()) for values in (windows.x, windows.y))
        with torch.inference_mode():
            return loss_for(self.experiment.training)(self.network.eval().distribution(x), y).item()


def same(one, other):
    """Whether two sets of weights are equal to the last bit."""
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)
