"""SimpleRNN, LSTM and GRU."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbench.core.fields import setting
from workbench.core.layers.activations import Activation
from workbench.core.layers.base import LayerSpec, Shape

MergeMode = Literal["concat", "sum", "mul", "ave"]


class RecurrentSpec(LayerSpec):
    """What the three recurrent kinds share; the settings mean what they mean in Keras 3."""

    reads_sequences: ClassVar[bool] = True
    state_names: ClassVar[tuple[str, ...]] = ("h",)

    units: int = setting(
        "Units",
        default=32,
        low=1,
        high=4096,
        help="Size of the hidden state. More units remember more and train more slowly.",
    )
    activation: Activation = setting(
        "Activation",
        default="tanh",
        help="Function that shapes the values the layer gives. The gates always use a sigmoid.",
        rare=True,
    )
    return_sequences: bool = setting(
        "Return sequences",
        default=False,
        help="Give the hidden state of every step, not only of the last one. A recurrent layer that follows needs it.",
    )
    return_state: bool = setting(
        "Return state",
        default=False,
        help="Also hand out the final state: h, and for an LSTM the cell state c."
        " The next layer still reads the output alone.",
    )
    bidirectional: bool = setting(
        "Bidirectional",
        default=False,
        help="Read the window forwards and backwards with two sets of weights.",
    )
    merge_mode: MergeMode = setting(
        "Merge mode",
        default="concat",
        help="How the two directions of a bidirectional layer become one output.",
        choices={
            "concat": "Side by side (concat)",
            "sum": "Sum (sum)",
            "mul": "Product (mul)",
            "ave": "Mean (ave)",
        },
        rare=True,
    )
    dropout: float = setting(
        "Input dropout",
        default=0.0,
        low=0.0,
        high=0.95,
        help="Share of the layer's inputs set to zero while training; the same inputs at every step of a window.",
        keras="dropout",
        rare=True,
    )
    recurrent_dropout: float = setting(
        "Recurrent dropout",
        default=0.0,
        low=0.0,
        high=0.95,
        help="Share of the hidden state set to zero on its way to the next step; trains more slowly.",
        rare=True,
    )
    go_backwards: bool = setting(
        "Go backwards",
        default=False,
        help="Read the window from its last step to its first.",
        rare=True,
    )

    @property
    def directions(self) -> int:
        """2 when the window is read both ways, else 1."""
        return 2 if self.bidirectional else 1

    @property
    def joins_directions(self) -> bool:
        """Whether both directions stand side by side in the output."""
        return self.bidirectional and self.merge_mode == "concat"

    @property
    def headline(self) -> str:
        return f"{self.units}"

    def output_shape(self, given: Shape) -> Shape:
        channels = self.units * (2 if self.joins_directions else 1)
        return Shape(given.steps if self.return_sequences else None, channels)

    def state_shapes(self, given: Shape) -> dict[str, Shape]:
        if not self.return_state:
            return {}
        ways = ("forward ", "backward ") if self.bidirectional else ("",)
        return {f"{way}{name}": Shape(None, self.units) for way in ways for name in self.state_names}

    def parameters(self, given: Shape) -> int:
        return self.directions * self.cell_parameters(given.channels)

    def idle_parameters(self, given: Shape) -> int:
        return self.directions * self.idle_at_one_step(given.channels) if given.steps == 1 else 0

    def cell_parameters(self, inputs: int) -> int:
        """Count one direction's parameters for ``inputs`` values per step."""
        raise NotImplementedError

    def idle_at_one_step(self, inputs: int) -> int:
        """Count one direction's parameters that a window of one step can never train.

        The state before the first step is zero, so whatever is multiplied by it has a
        gradient of zero.
        """
        return 0


class LSTM(RecurrentSpec):
    """Long short-term memory: gates decide what the layer keeps, forgets and shows.

    Source: Hochreiter & Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735; forget gate after
    Gers et al. 2000, doi:10.1162/089976600300015015. Gate order i, f, g, o as in torch and Keras.
    """

    title: ClassVar[str] = "LSTM"
    summary: ClassVar[str] = "Remembers over long spans: a cell state guarded by three gates."
    state_names: ClassVar[tuple[str, ...]] = ("h", "c")

    kind: Literal["lstm"] = "lstm"

    def cell_parameters(self, inputs: int) -> int:
        return 4 * self.units * (inputs + self.units + 1)

    def idle_at_one_step(self, inputs: int) -> int:
        recurrent = 4 * self.units * self.units
        forget_gate = self.units * (inputs + 1)  # it only ever scales a cell state of zero
        return recurrent + forget_gate


class GRU(RecurrentSpec):
    """Gated recurrent unit: two gates, one state; lighter than an LSTM.

    The reset gate acts after the recurrent product, as Keras' ``reset_after=True`` and torch do;
    hence two biases.

    Source: Cho et al. 2014, doi:10.3115/v1/D14-1179.
    """

    title: ClassVar[str] = "GRU"
    summary: ClassVar[str] = "Nearly the memory of an LSTM with two gates and fewer weights."

    kind: Literal["gru"] = "gru"

    def cell_parameters(self, inputs: int) -> int:
        return 3 * self.units * (inputs + self.units + 2)

    def idle_at_one_step(self, inputs: int) -> int:
        return 3 * self.units * self.units


class SimpleRNN(RecurrentSpec):
    """The plain recurrent layer: the state is a squashed sum of the input and the last state.

    Source: Elman 1990, doi:10.1207/s15516709cog1402_1.
    """

    title: ClassVar[str] = "SimpleRNN"
    summary: ClassVar[str] = "The plain recurrence: quick, and the first to forget."

    kind: Literal["simple_rnn"] = "simple_rnn"

    def cell_parameters(self, inputs: int) -> int:
        return self.units * (inputs + self.units + 1)

    def idle_at_one_step(self, inputs: int) -> int:
        return self.units * self.units
