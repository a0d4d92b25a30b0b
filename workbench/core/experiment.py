"""Experiment: the one document. The form, the file, the command line and undo all read it."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from workbench.core.csv.options import CsvOptions
from workbench.core.fields import Document, setting
from workbench.core.layers import LSTM, AnyLayer, LayerSpec
from workbench.core.mistakes import settings_error
from workbench.core.text import text

VERSION = 2
MOST_LAYERS = 64
MOST_QUANTILES = 99
MEDIAN = 0.5


class SampleSource(Document):
    """Rows that ship with the app."""

    kind: Literal["sample"] = "sample"
    name: str


class FileSource(Document):
    """Rows from a file; a relative path starts at the experiment's own folder."""

    kind: Literal["file"] = "file"
    path: str

    @field_validator("path")
    @classmethod
    def _can_be_written(cls, path: str) -> str:
        if "\0" in path or any("\ud800" <= letter <= "\udfff" for letter in path):
            raise ValueError(text("must be a file name of whole characters, not {given}", given=ascii(path)))
        return path


Source = Annotated[SampleSource | FileSource, Field(discriminator="kind")]
Normalisation = Literal["none", "last", "mean_std", "last_std"]


class DataSpec(Document):
    """Which rows and columns are used."""

    source: Source = SampleSource(name="seattle-temps")
    options: CsvOptions = CsvOptions()
    targets: tuple[str, ...] = setting("Targets", default=("temp",), help="The columns to forecast.")
    inputs: tuple[str, ...] = setting(
        "Inputs",
        default=("temp",),
        help="The columns whose past the network sees; usually the targets and what moves them.",
    )

    @field_validator("targets", "inputs")
    @classmethod
    def _name_no_column_twice(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if twice := [name for at, name in enumerate(names) if name in names[:at]]:
            raise ValueError(text("names {column} more than once", column=repr(twice[0])))
        return names


class WindowSpec(Document):
    """How the series is cut into samples, and which part serves for what."""

    timesteps: int = setting(
        "Timesteps",
        default=30,
        low=1,
        high=100_000,
        unit="steps",
        help="How many past steps the network sees in one sample (the look-back).",
    )
    horizon: int = setting(
        "Horizon",
        default=1,
        low=1,
        high=10_000,
        unit="steps",
        keras="predict_steps",
        help="How many future steps the network forecasts at once.",
    )
    stride: int = setting(
        "Stride",
        default=1,
        low=1,
        high=100_000,
        unit="steps",
        help="Steps from the start of one sample to the start of the next.",
        rare=True,
    )
    gap: int = setting(
        "Gap",
        default=0,
        low=0,
        high=100_000,
        unit="steps",
        help="Steps left out between the last past step and the first forecast one.",
        rare=True,
    )
    train_share: float = setting(
        "Training share",
        default=0.70,
        low=0.05,
        high=0.98,
        help="Share of the steps, from the start, that the network learns from.",
    )
    validation_share: float = setting(
        "Validation share",
        default=0.15,
        low=0.01,
        high=0.90,
        help="Share of the steps, after the training part, that decides when to stop. The rest is the test part.",
    )
    context: Literal["overlap", "strict"] = setting(
        "Look-back at a boundary",
        default="overlap",
        help="Whether the past of a validation or test sample may reach into the part before it. Its targets never do.",
        choices={"overlap": "may overlap", "strict": "strictly apart"},
        rare=True,
    )
    scaler: Literal["standard", "minmax", "robust", "none"] = setting(
        "Scaler",
        default="standard",
        help="How columns are brought to one size, measured on the training part alone:"
        " standard gives mean 0 and deviation 1, robust uses median and quartiles.",
        choices={
            "standard": "Standard (z-score)",
            "minmax": "Min-max (0–1)",
            "robust": "Robust (quartiles)",
            "none": "None",
        },
    )
    normalisation: Normalisation = setting(
        "Normalisation",
        default="last",
        help="What is taken from every sample before the layers see it, and given back to its forecast."
        " A level that the training part never had then does no harm.",
        choices={
            "none": "None",
            "last": "Last value",
            "mean_std": "Mean and deviation",
            "last_std": "Last value and deviation",
        },
    )
    season: int | None = setting(
        "Seasonal residual",
        default=None,
        proposed=24,
        low=2,
        high=50_000,
        unit="steps",
        help="Length of the season: the layers see the difference to one season before, and the forecast"
        " is a correction to the last season.",
    )

    @property
    def restores_targets(self) -> bool:
        """Whether something of a target's own past is given back to its forecast."""
        return self.normalisation != "none" or self.season is not None

    @model_validator(mode="after")
    def _a_test_part_is_left(self) -> WindowSpec:
        if self.train_share + self.validation_share > 0.99 + 1e-9:
            raise ValueError(
                text(
                    "training {train:.0%} and validation {validation:.0%} leave less than 1% for the test part",
                    train=self.train_share,
                    validation=self.validation_share,
                )
            )
        return self


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


class Experiment(Document):
    """Everything a person has set: data, windows, layers and training.

    The network always ends in one more layer that is not listed: the output, a ``Dense`` whose
    size follows from the windows, the targets and the loss. Around the layers stand the window
    normalisation and the seasonal residual, which have no weights.
    """

    version: Literal[2] = 2
    data: DataSpec = DataSpec()
    windows: WindowSpec = WindowSpec()
    layers: tuple[AnyLayer, ...] = Field(default=(LSTM(),), max_length=MOST_LAYERS)
    training: TrainingSpec = TrainingSpec()

    def with_settings(self, part: Literal["data", "windows", "training"], **values: Any) -> Experiment:
        """Give the experiment with some settings of one part changed.

        Raises:
            SettingsError: a value is out of its bounds.
        """
        document = getattr(self, part)
        return self.model_copy(update={part: _revalidated(document, values, part)})

    def with_layers(self, *stack: LayerSpec) -> Experiment:
        """Give the experiment with another stack of layers."""
        return self.model_copy(update={"layers": tuple(stack)})

    def with_layer(self, index: int, **values: Any) -> Experiment:
        """Give the experiment with some settings of layer ``index`` changed.

        Raises:
            SettingsError: a value is out of its bounds.
        """
        changed = _revalidated(self.layers[index], values, f"layers[{index}]")
        return self.with_layers(*self.layers[:index], changed, *self.layers[index + 1 :])

    def to_json(self) -> str:
        """Give the content of the experiment's file."""
        return self.model_dump_json(indent=2) + "\n"


def _revalidated(document: Any, values: dict[str, Any], address: str) -> Any:
    fields = {name: getattr(document, name) for name in type(document).model_fields}
    try:
        return type(document).model_validate({**fields, **values})
    except ValidationError as error:
        raise settings_error(error, type(document), address) from error
