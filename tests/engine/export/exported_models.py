"""Models of every layer kind and preset, trained shortly, and what a program without the workbench makes of them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import numpy as np

from tests.engine.trained import Training
from tests.made_columns import EVERYTHING, sales
from tests.made_columns import experiment as with_columns
from tests.made_series import experiment_on, numbered, sine
from workbench.core.layers import (
    GRU,
    LAYER_KINDS,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    Masking,
    RepeatVector,
    Segments,
    SimpleRNN,
)
from workbench.core.layers.activations import Activation
from workbench.core.preparing.prepared import prepare
from workbench.core.settings.presets import PRESETS
from workbench.core.transforms import BoxCox, Difference, SeasonalDifference
from workbench.engine.model import Model, schema_of, weights_of

SEQUENCES = {"return_sequences": True}
BOTH = {"bidirectional": True}
RECURRENT = (SimpleRNN, LSTM, GRU)
ACTIVATIONS = get_args(Activation)
IN_EVERY_KIND = ("gelu", "leaky_relu", "hard_sigmoid", "linear")  # computed in a loop, or with numbers: in each kind
FEW = ("relu", "celu", "selu", "exponential")  # the last overflows in a recurrent layer of 8 steps

# One stack for each kind alone; a recurrent layer turns a sequence into the vector that the output reads.
KINDS = {
    kind.__name__: {
        LSTM: (LSTM(units=4),),
        GRU: (GRU(units=4),),
        SimpleRNN: (SimpleRNN(units=4),),
        Dense: (Dense(units=3, activation="gelu"), GRU(units=3)),
        Dropout: (LSTM(units=4), Dropout(rate=0.5)),
        LayerNormalization: (LayerNormalization(), GRU(units=3), LayerNormalization()),
        Conv1D: (Conv1D(filters=3, padding="same", strides=2, activation="tanh"), GRU(units=3)),
        Segments: (Segments(n=2), LSTM(units=3)),
        RepeatVector: (GRU(units=3), RepeatVector(n=3), GRU(units=3, **SEQUENCES)),
        Masking: (Masking(mask_value=0.0), LSTM(units=3, **SEQUENCES), GRU(units=3, go_backwards=True)),
    }[kind]
    for kind in LAYER_KINDS
}

OPTIONS = {
    **{
        f"{kind.__name__} {name}": (kind(units=3, activation=name),)
        for at, name in enumerate(ACTIVATIONS)
        for kind in (RECURRENT if name in IN_EVERY_KIND else RECURRENT[at % 3 :][:1])
        if name != "exponential"
    },
    **{
        f"{kind.__name__} {merge} {'back' if back else 'on'} {'every' if every else 'last'}": (
            kind(units=3, merge_mode=merge, go_backwards=back, return_sequences=every, return_state=True, **BOTH),
            *([SimpleRNN(units=3)] if every else []),
        )
        for kind in RECURRENT
        for merge, back, every in (
            ("concat", False, True), ("concat", True, False), ("sum", True, True), ("mul", False, False),
            ("ave", True, True),
        )
    },
    **{f"{kind.__name__} without bias": (kind(units=3, use_bias=False, dropout=0.3),) for kind in RECURRENT},
    "GRU resets before": (GRU(units=3, reset_after=False),),
    "GRU resets before, gelu": (GRU(units=3, reset_after=False, activation="gelu", use_bias=False),),
    **{
        f"{kind.__name__} linked": (
            kind(units=3, return_state=True, **BOTH),
            RepeatVector(n=3),
            kind(units=3, initial_state=f"{kind.model_fields['kind'].default}_1", **SEQUENCES, **BOTH),
        )
        for kind in RECURRENT
    },
    **{
        f"{kind.__name__} masked": (Masking(mask_value=0.0), kind(units=3, **SEQUENCES, **BOTH), kind(units=3))
        for kind in RECURRENT
    },
    **{
        f"{kind.__name__} masked both ways, {'back' if back else 'on'}, then not": (
            Masking(mask_value=0.0),
            kind(units=3, go_backwards=back, **SEQUENCES, **BOTH),
            Conv1D(filters=2, kernel_size=2),
            GRU(units=3),
        )
        for kind, back in ((LSTM, True), (GRU, False))
    },
    **{f"Conv1D {padding}": (Conv1D(filters=3, padding=padding), GRU(units=3)) for padding in ("valid", "causal")},
    **{f"Dense {name}": (LSTM(units=3), Dense(units=3, activation=name, use_bias=False)) for name in FEW},
}  # fmt: skip

ENDS = {
    f"{normalisation}, season {season}, {loss}": {
        "windows": {"normalisation": normalisation, "season": season, "horizon": 3, "gap": 1},
        "loss": loss,
    }
    for normalisation, season, loss in (
        ("none", None, "mse"), ("last", None, "quantile"), ("mean_std", 3, "gaussian_nll"), ("last_std", 3, "quantile"),
        ("last_std", None, "gaussian_nll"),
    )
}  # fmt: skip

COLUMNS = {
    "everything": EVERYTHING,
    "Box-Cox and seasonal difference": {
        "transforms": (BoxCox(column="sales"), SeasonalDifference(column="sales", season=2)),
    },
    "whole calendar": {
        "calendar": ("hour_of_day", "day_of_week", "day_of_month", "month_of_year", "day_of_year"),
        "known": ("plan", "sky"),
        "transforms": (Difference(column="plan"),),
    },
    "a target that is not seen": {
        "inputs": ("weather",),
        "transforms": (Difference(column="sales"),),
        "windows": {"normalisation": "none"},
    },
}


def trained_model(experiment, series, epochs=1):
    """Give the model of a few epochs."""
    settled = prepare(series, experiment).experiment  # it knows the words of its columns
    training = Training(settled.with_settings("training", epochs=epochs), series).to_the_end()
    prepared = training.prepared
    return Model(
        experiment=prepared.experiment,
        weights=weights_of(training.network),
        input_scaler=prepared.input_scaler,
        target_scaler=prepared.target_scaler,
        schema=schema_of(prepared.series),
        metrics={},
        transforms=prepared.transforms,
    )


def model_of_stack(stack):
    """Train a stack; a decoder forecasts as many steps as it has, and a mask needs zeros that nothing moves."""
    decodes = any(isinstance(layer, RepeatVector) for layer in stack)
    masks = any(isinstance(layer, Masking) for layer in stack)
    windows = {"horizon": 3 if decodes else 2, "normalisation": "none" if masks else "last"}
    return trained_model(experiment_on(layers=stack, windows=windows), sine(80))


def models():
    """Give every model by its name."""
    for name, stack in {**KINDS, **OPTIONS}.items():
        yield name, model_of_stack(stack)
    for preset in PRESETS:
        yield preset.name, model_of_stack(preset.layers)
    abc = numbered(80, ("a", "b", "c"))
    for name, settings in ENDS.items():
        yield (
            name,
            trained_model(experiment_on(("c", "a"), inputs=("a", "b", "c"), layers=(GRU(units=3),), **settings), abc),
        )
    for name, data in COLUMNS.items():
        yield name, trained_model(with_columns(layers=(GRU(units=3),), **data), sales(80))


NAMES = (*KINDS, *OPTIONS, *(preset.name for preset in PRESETS), *ENDS, *COLUMNS)


def elsewhere(program, *arguments, folder):
    """Run a program that cannot import the workbench, in a folder of its own, and give what it prints as JSON."""
    blocked = "import sys; sys.modules['workbench'] = None\n"  # importing it fails
    started = subprocess.run(
        [sys.executable, "-c", blocked + program, *arguments],
        cwd=folder, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert started.returncode == 0, started.stderr
    return json.loads(started.stdout)


def save_arrays(path: Path, arrays):
    """Write arrays so that nothing in the file is Python's own."""
    np.savez(
        path, **{name: values.astype(str) if values.dtype == object else values for name, values in arrays.items()}
    )
