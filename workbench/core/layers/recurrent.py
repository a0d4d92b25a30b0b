"""SimpleRNN, LSTM and GRU."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbench.core.fields import LayerName, setting
from workbench.core.layers.activations import Activation
from workbench.core.layers.base import LayerSpec, Shape
from workbench.core.layers.initializers import KernelInitializer, RecurrentInitializer

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
        help="Function that shapes the values the layer gives, with Keras' defaults (leaky_relu: slope 0.2)."
        " The gates always use a sigmoid.",
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
        help="Share of the hidden state set to zero on its way to the next step;"
        " the same values at every step of a window.",
        rare=True,
    )
    go_backwards: bool = setting(
        "Go backwards",
        default=False,
        help="Read the window from its last step to its first.",
        rare=True,
    )
    initial_state: LayerName | None = setting(
        "Initial state",
        default=None,
        help="Start from the final state of an earlier layer instead of zeros: the decoder of an encoder–decoder.",
        rare=True,
    )
    stateful: bool = setting(
        "Stateful",
        default=False,
        help="Start each window with the state that the window before it ended with.",
        rare=True,
    )
    use_bias: bool = setting("Use bias", default=True, help="Add a learnt number to each gate.", rare=True)
    kernel_initializer: KernelInitializer = setting(
        "First weights", default="glorot_uniform", help="How the weights of the inputs are drawn before the training.",
        rare=True,
    )  # fmt: skip
    recurrent_initializer: RecurrentInitializer = setting(
        "First recurrent weights",
        default="orthogonal",
        help="How the weights of the state are drawn before the training; orthogonal ones keep its length.",
        rare=True,
    )

    @property
    def directions(self) -> int:
        """2 when the window is read both ways, else 1."""
        return 2 if self.bidirectional else 1

    @property
    def passes_mask(self) -> bool:
        return self.return_sequences

    @property
    def repeats_output(self) -> bool:
        """Whether a masked step repeats the last output. Where both directions give sequences, it is zero instead.

        Source: ``keras.layers.Bidirectional`` 3, which sets ``zero_output_for_mask`` there.
        """
        return not (self.bidirectional and self.return_sequences)

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
        starts_from_zeros = self.initial_state is None and not self.stateful
        return self.directions * self.idle_at_one_step(given.channels) if given.steps == 1 and starts_from_zeros else 0

    def cell_parameters(self, inputs: int) -> int:
        """Count one direction's parameters for ``inputs`` values per step."""
        raise NotImplementedError

    def idle_at_one_step(self, inputs: int) -> int:
        """Count one direction's parameters that a window of one step can never train.

        The state before the first step is zero, so whatever is multiplied by it has a
        gradient of zero.
        """
        return 0


class GatedSpec(RecurrentSpec):
    """What the kinds with gates share."""

    expected_memory: int | None = setting(
        "Expected memory",
        default=None,
        low=3,
        high=1_000_000,
        unit="steps",
        help="Start with gates that keep the state for up to this many steps (chrono initialisation);"
        " it takes the place of the forget bias.",
        rare=True,
    )


class LSTM(GatedSpec):
    """Long short-term memory: gates decide what the layer keeps, forgets and shows.

    Source: Hochreiter & Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735; forget gate after
    Gers et al. 2000, doi:10.1162/089976600300015015. Gate order i, f, g, o as in torch and Keras.
    """

    title: ClassVar[str] = "LSTM"
    summary: ClassVar[str] = "Remembers over long spans: a cell state guarded by three gates."
    state_names: ClassVar[tuple[str, ...]] = ("h", "c")

    kind: Literal["lstm"] = "lstm"
    forget_bias: float = setting(
        "Forget bias",
        default=1.0,
        low=-20.0,
        high=20.0,
        help="First bias of the forget gate: 1 remembers for about ten steps, 4 for more than a hundred.",
        keras="unit_forget_bias",
        rare=True,
    )

    def cell_parameters(self, inputs: int) -> int:
        return 4 * self.units * (inputs + self.units + self.use_bias)

    def idle_at_one_step(self, inputs: int) -> int:
        recurrent = 4 * self.units * self.units
        forget_gate = self.units * (inputs + self.use_bias)  # it only ever scales a cell state of zero
        return recurrent + forget_gate


class GRU(GatedSpec):
    """Gated recurrent unit: two gates, one state; lighter than an LSTM.

    With ``reset_after``, as in torch and by default in Keras, the reset gate acts after the
    recurrent product; hence two biases. Without it the gate acts before, as in the paper.

    Source: Cho et al. 2014, doi:10.3115/v1/D14-1179.
    """

    title: ClassVar[str] = "GRU"
    summary: ClassVar[str] = "Nearly the memory of an LSTM with two gates and fewer weights."

    kind: Literal["gru"] = "gru"
    reset_after: bool = setting(
        "Reset after",
        default=True,
        help="Apply the reset gate after the recurrent product, as torch does; off, before it, as first published.",
        rare=True,
    )

    @property
    def biases(self) -> int:
        """How many numbers are added to each gate's sums."""
        return self.use_bias * (2 if self.reset_after else 1)

    def cell_parameters(self, inputs: int) -> int:
        return 3 * self.units * (inputs + self.units + self.biases)

    def idle_at_one_step(self, inputs: int) -> int:
        recurrent = 3 * self.units * self.units
        if self.reset_after and self.use_bias:
            return recurrent  # the reset gate still scales the second bias
        return recurrent + self.units * (inputs + self.use_bias)  # it only ever scales a state of zero


class SimpleRNN(RecurrentSpec):
    """The plain recurrent layer: the state is a squashed sum of the input and the last state.

    Source: Elman 1990, doi:10.1207/s15516709cog1402_1.
    """

    title: ClassVar[str] = "SimpleRNN"
    summary: ClassVar[str] = "The plain recurrence: quick, and the first to forget."

    kind: Literal["simple_rnn"] = "simple_rnn"

    def cell_parameters(self, inputs: int) -> int:
        return self.units * (inputs + self.units + self.use_bias)

    def idle_at_one_step(self, inputs: int) -> int:
        return self.units * self.units
