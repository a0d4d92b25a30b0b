"""Experiment: the one document. The form, the file, the command line and undo all read it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from workbench.core.csv.options import CsvOptions
from workbench.core.fields import Document, setting
from workbench.core.layers import LSTM, AnyLayer, LayerSpec
from workbench.core.mending.spec import Mending
from workbench.core.preparing.calendar_features import CALENDAR_KINDS, CalendarKind
from workbench.core.settings.mistakes import settings_error
from workbench.core.settings.training_spec import TrainingSpec
from workbench.core.text import text
from workbench.core.transforms import AnyTransform

VERSION = 3
MOST_LAYERS = 64
MOST_WORDS = 1_000  # of one column: each is a feature


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


class Categories(Document):
    """The words of a column that the network tells apart: one feature for each, 1 in its rows and 0 elsewhere."""

    column: str
    words: tuple[str, ...] = Field(max_length=MOST_WORDS)


class DataSpec(Document):
    """Which rows and columns are used. A column that nothing names is ignored."""

    source: Source = SampleSource(name="seattle-temps")
    options: CsvOptions = CsvOptions()
    targets: tuple[str, ...] = setting("Targets", default=("temp",), help="The columns to forecast.")
    inputs: tuple[str, ...] = setting(
        "Inputs",
        default=("temp",),
        help="The columns whose past the network sees; usually the targets and what moves them.",
    )

    # The clock and missing values; core/mending says what is done.
    mending: Mending = Mending()

    # Roles beside targets and inputs; core/preparing/features.py says what they become.
    known: tuple[str, ...] = setting(
        "Known in future",
        default=(),
        help="The columns whose future values are given when a forecast is made, as a plan, a price or a holiday;"
        " the network sees their past and their future.",
    )
    group: str | None = setting(
        "Group",
        default=None,
        help="The column that names the series each row belongs to, where one file holds many.",
    )
    calendar: tuple[CalendarKind, ...] = setting(
        "Calendar",
        default=(),
        help="What the network is told of the clock, as sine and cosine; it is known in the future by itself.",
    )
    transforms: tuple[AnyTransform, ...] = setting(
        "Transforms",
        default=(),
        help="How columns are changed before they are scaled; forecasts are changed back to original units.",
    )
    categories: tuple[Categories, ...] = setting(
        "Words",
        default=(),
        help="The words of each column of words among the inputs; left open, they are those of the training part.",
    )

    @field_validator("calendar")
    @classmethod
    def _in_one_order(cls, kinds: tuple[CalendarKind, ...]) -> tuple[CalendarKind, ...]:
        return tuple(kind for kind in CALENDAR_KINDS if kind in kinds)

    @field_validator("targets", "inputs", "known")
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


class Experiment(Document):
    """Everything a person has set: data, windows, layers and training.

    The network always ends in one more layer that is not listed: the output, a ``Dense`` whose
    size follows from the windows, the targets and the loss. Around the layers stand the window
    normalisation and the seasonal residual, which have no weights.
    """

    version: Literal[3] = 3
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
