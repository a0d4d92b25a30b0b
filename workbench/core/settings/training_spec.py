"""How a network learns: the settings of the Training card."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator

from workbench.core.fields import Document, setting
from workbench.core.text import text

MOST_QUANTILES = 99
MEDIAN = 0.5


class TrainingSpec(Document):
    """How the network learns."""

    loss: Literal["mse", "mae", "huber", "quantile", "gaussian_nll"] = setting(
        "Loss",
        default="mse",
        help="What training makes small: squared errors, absolute ones, or Huber's mixture of both."
        " Quantiles and the Gaussian likelihood also forecast how far off the truth may be.",
        choices={
            "mse": "Squared error (MSE)",
            "mae": "Absolute error (MAE)",
            "huber": "Huber",
            "quantile": "Quantiles (pinball)",
            "gaussian_nll": "Gaussian likelihood (NLL)",
        },
    )
    huber_delta: float = setting(
        "Huber delta",
        default=1.0,
        above=0.0,
        high=1000.0,
        help="Error, on the scaled target, from which the Huber loss grows linearly.",
        keras="delta",
        rare=True,
    )
    quantiles: tuple[float, ...] = setting(
        "Quantile levels",
        default=(0.1, 0.5, 0.9),
        help="Which quantiles the quantile loss forecasts, lowest first: 0.1 is the value that one future in ten"
        " stays below. 0.5 is the forecast itself.",
        rare=True,
    )
    optimizer: Literal["adam", "adamw", "rmsprop", "sgd"] = setting(
        "Optimizer",
        default="adam",
        help="The rule that turns gradients into new weights.",
        choices={"adam": "Adam", "adamw": "AdamW", "rmsprop": "RMSprop", "sgd": "SGD"},
    )
    learning_rate: float = setting(
        "Learning rate",
        default=0.001,
        above=0.0,
        high=10.0,
        help="Size of a step of the optimizer. Too high and the loss jumps; too low and nothing moves.",
    )
    schedule: Literal["constant", "step", "cosine", "one_cycle", "plateau"] = setting(
        "Schedule",
        default="constant",
        help="How the learning rate changes while the network learns: in steps, along a half cosine, up and down once,"
        " or whenever the validation loss has stopped falling.",
        choices={
            "constant": "Constant",
            "step": "In steps",
            "cosine": "Cosine",
            "one_cycle": "One cycle",
            "plateau": "On a plateau",
        },
    )
    warmup: int = setting(
        "Warm-up",
        default=0,
        low=0,
        high=100_000,
        unit="epochs",
        help="Over how many epochs the learning rate rises evenly to its full size, before the schedule begins.",
        rare=True,
    )
    schedule_factor: float = setting(
        "Schedule factor",
        default=0.5,
        above=0.0,
        high=0.999,
        help="What the schedules “in steps” and “on a plateau” multiply the learning rate by each time.",
        keras="factor",
        rare=True,
    )
    step_epochs: int = setting(
        "Epochs of a step",
        default=10,
        low=1,
        high=100_000,
        unit="epochs",
        help="After how many epochs the schedule “in steps” lowers the learning rate again.",
        rare=True,
    )
    plateau_patience: int = setting(
        "Plateau patience",
        default=5,
        low=1,
        high=100_000,
        unit="epochs",
        help="After how many epochs without a lower validation loss the schedule “on a plateau” lowers the rate.",
        rare=True,
    )
    peak_share: float = setting(
        "Peak of the cycle",
        default=0.3,
        low=0.01,
        high=0.99,
        help="Share of the epochs over which the schedule “one cycle” rises; over the rest it falls.",
        rare=True,
    )
    final_share: float = setting(
        "Final share",
        default=0.01,
        low=0.0,
        high=1.0,
        help="Share of the learning rate that the schedules “cosine” and “one cycle” end at.",
        keras="alpha",
        rare=True,
    )
    momentum: float = setting(
        "Momentum",
        default=0.9,
        low=0.0,
        high=0.999,
        help="How much of its last step SGD keeps. Other optimizers do not use it.",
        rare=True,
    )
    weight_decay: float = setting(
        "Weight decay",
        default=0.0,
        low=0.0,
        high=1.0,
        help="Pulls the weights towards zero a little at each step, against overfitting.",
        rare=True,
    )
    batch_size: int = setting(
        "Batch size",
        default=32,
        low=1,
        high=65_536,
        unit="samples",
        help="How many samples are averaged for one step of the optimizer.",
    )
    epochs: int = setting(
        "Epochs",
        default=50,
        low=1,
        high=100_000,
        help="How often the network sees the whole training part, at most.",
    )
    patience: int | None = setting(
        "Early stopping",
        default=10,
        low=1,
        high=100_000,
        unit="epochs",
        keras="patience",
        help="Stop when the validation loss has not improved for this many epochs. The best weights are restored.",
    )
    clip_norm: float | None = setting(
        "Gradient clipping",
        default=1.0,
        above=0.0,
        high=1e6,
        keras="global_clipnorm",
        help="Longest gradient allowed; longer ones are shortened. It keeps recurrent networks from exploding.",
    )
    clip_value: float | None = setting(
        "Clipping by value",
        default=None,
        above=0.0,
        high=1e6,
        keras="clipvalue",
        proposed=0.5,
        help="Largest part of the gradient allowed; each number beyond it is cut, before the whole is shortened.",
        rare=True,
    )
    accumulate: int = setting(
        "Accumulated batches",
        default=1,
        low=1,
        high=65_536,
        unit="batches",
        keras="gradient_accumulation_steps",
        help="How many batches make one step of the optimizer: as one large batch would, in the memory of a small one.",
        rare=True,
    )
    bptt_steps: int | None = setting(
        "Truncated BPTT",
        default=None,
        low=1,
        high=100_000,
        unit="steps",
        proposed=50,
        help="How many steps back the gradient goes through a recurrent layer; switched off, it goes all the way.",
        rare=True,
    )
    precision: Literal["float32", "mixed"] = setting(
        "Precision",
        default="float32",
        help="Mixed computes most products on a CUDA device in 16 bits: faster and smaller, and a little less exact."
        " The CPU computes in 32 bits only.",
        choices={"float32": "32 bits", "mixed": "Mixed (CUDA)"},
        rare=True,
    )
    seed: int = setting(
        "Seed",
        default=42,
        low=0,
        high=2**31 - 1,
        help="Start of all chance: first weights, order of samples, dropout."
        " The same seed repeats the run on this machine's CPU.",
        rare=True,
    )
    device: str = Field(
        default="auto",
        pattern=r"^(auto|cpu|mps|cuda(:\d+)?)$",
        title="Device",
        description="Where the training runs: auto, cpu, cuda, cuda:1 or mps.",
    )

    @property
    def values_per_target(self) -> int:
        """P, what the output gives for each step and target: the forecast alone, its quantiles, or its two moments."""
        match self.loss:
            case "quantile":
                return len(self.quantiles)
            case "gaussian_nll":
                return 2
            case _:
                return 1

    @field_validator("quantiles")
    @classmethod
    def _levels_of_a_distribution(cls, levels: tuple[float, ...]) -> tuple[float, ...]:
        if len(levels) > MOST_QUANTILES:
            raise ValueError(text("must have at most {most} entries", most=MOST_QUANTILES))
        if outside := [level for level in levels if not 0 < level < 1]:
            raise ValueError(text("must lie between 0 and 1, not {given}", given=outside[0]))
        if any(later <= level for level, later in pairwise(levels)):
            raise ValueError(text("must rise from each level to the next"))
        if MEDIAN not in levels:
            raise ValueError(text("must contain 0.5, which is the forecast itself"))
        return levels
