"""Model: a trained network with its scalers, columns and windows. Numbers and settings only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import Field

from workbench.core.errors import ExportError
from workbench.core.experiment import Experiment
from workbench.core.fields import Document
from workbench.core.preparing.scaling import Scaler
from workbench.core.series import Series
from workbench.core.text import text
from workbench.core.transforms import Transform
from workbench.engine.judgement.intervals import Calibration
from workbench.engine.network import Network

_LONGEST = 2**63 - 1  # what times are counted in
Weights = Mapping[str, NDArray[np.float32]]


class Schema(Document):
    """What the data that the model was trained on looked like.

    Attributes:
        series: its name.
        time_name: the time column's name, or "".
        step_microseconds: the commonest distance between two rows, None without times.
        rows: how many there were.
        units: the units of measure that the file said, by column.
    """

    series: str
    time_name: str
    step_microseconds: int | None = Field(ge=-_LONGEST, le=_LONGEST)
    rows: int = Field(ge=0, le=_LONGEST)
    units: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Model:
    """Everything that is needed to forecast, and nothing that can run by itself.

    Attributes:
        experiment: what was set.
        weights: float32 arrays by their name in the network.
        input_scaler: of the columns of numbers that are seen.
        target_scaler: of the target columns.
        schema: of the training data.
        metrics: by part, in original units; what was measured after the training.
        transforms: those of the experiment, with what was measured on the training part.
        calibration: how far its forecasts were off on the validation part; None where that is not known.

    Raises:
        ExportError: the network gives targets back what it took from inputs of another scale.
    """

    experiment: Experiment
    weights: Weights
    input_scaler: Scaler
    target_scaler: Scaler
    schema: Schema
    metrics: dict[str, Any]
    transforms: tuple[Transform, ...] = ()
    calibration: Calibration | None = None

    def __post_init__(self) -> None:
        differing = self.target_scaler.differs_from(self.input_scaler)
        if differing and self.experiment.windows.restores_targets:
            raise ExportError(
                text("The model scales {names} differently as input and as target.", names=", ".join(differing)),
                hint=text("The file is damaged; save the model again from its run."),
            )


def schema_of(series: Series) -> Schema:
    """Describe the data for the model's file."""
    step = series.step
    microseconds = None if step is None else int(step / np.timedelta64(1, "us"))
    return Schema(
        series=series.name,
        time_name=series.time_name,
        step_microseconds=microseconds,
        rows=len(series),
        units=dict(series.units),
    )


def columns_of(model: Model) -> tuple[str, ...]:
    """Name every column of numbers that the model reads or forecasts, once."""
    data = model.experiment.data
    return tuple(dict.fromkeys((*data.targets, *data.inputs, *data.known)))


def weights_of(network: Network) -> dict[str, NDArray[np.float32]]:
    """Copy the weights out of ``network``, wherever it lives."""
    return {name: value.detach().cpu().numpy().copy() for name, value in network.state_dict().items()}


def network_of(model: Model) -> Network:
    """Build the model's network on the CPU, ready to forecast.

    Raises:
        ExportError: the weights do not fit the experiment's layers.
    """
    network = Network(model.experiment)
    check_weights(model.weights, network)
    network.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in model.weights.items()})
    return network.eval()


def check_weights(weights: Weights, network: Network) -> None:
    """Compare names and shapes of ``weights`` with what the layers need.

    Raises:
        ExportError: they differ.
    """
    needed = {name: tuple(value.shape) for name, value in network.state_dict().items()}
    given = {name: value.shape for name, value in weights.items()}
    if needed != given:
        wrong = sorted(name for name in needed.keys() | given.keys() if needed.get(name) != given.get(name))
        raise ExportError(
            text("The model's weights do not fit its layers: {names}.", names=", ".join(wrong[:5])),
            hint=text("The file is damaged; save the model again from its run."),
        )
