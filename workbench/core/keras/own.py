"""What the workbench wrote into a Keras file besides, if what Keras reads of it is still what the workbench wrote."""

from __future__ import annotations

import json
from dataclasses import dataclass

from workbench.core.errors import ExportError, SettingsError
from workbench.core.experiment import Experiment
from workbench.core.keras.archive import KerasFile
from workbench.core.keras.model import model_config
from workbench.core.layers.stack import stack_of
from workbench.core.preparing.features import numbers_seen
from workbench.core.preparing.scaling import Scaler, scaler_from_json
from workbench.core.settings.experiment_file import parse_experiment
from workbench.core.text import text

FORMAT = 1


@dataclass(frozen=True, eq=False)
class Own:
    """What was set, and how the columns are scaled."""

    experiment: Experiment
    inputs: Scaler
    targets: Scaler


def own_settings(file: KerasFile) -> Own | None:
    """Give what was written, or None where Keras or somebody else wrote or changed the model.

    Raises:
        ExportError: it is damaged.
    """
    own = file.own
    if not isinstance(own, dict) or own.get("format") != FORMAT:
        return None
    try:
        experiment = parse_experiment(json.dumps(own["experiment"]).encode())
        if any(problem.severity == "error" for problem in stack_of(experiment).problems):
            raise TypeError("the layers do not fit together")
        inputs, targets = (scaler_from_json(own["scalers"][name]) for name in ("inputs", "targets"))
        if (inputs.columns, targets.columns) != (numbers_seen(experiment.data), experiment.data.targets):
            raise TypeError("the scalers are for other columns")
        config = json.loads(json.dumps(model_config(experiment, inputs, targets)))
    except (SettingsError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise damaged_own(file.name) from error
    return Own(experiment, inputs, targets) if config == file.config else None


def damaged_own(name: str) -> ExportError:
    """Say that what the workbench wrote is not what it writes."""
    return ExportError(
        text("{file} is damaged: what the workbench wrote into it cannot be read.", file=name),
        hint=text("Export the model again, or take workbench.json out of the zip file."),
    )
