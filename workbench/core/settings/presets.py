"""Ready-made stacks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.core.errors import SettingsError
from workbench.core.layers import GRU, LSTM, Dropout, LayerSpec
from workbench.core.text import text


@dataclass(frozen=True)
class Preset:
    """A stack to start from; the output layer is added to every stack by itself.

    Attributes:
        name: what the command line calls it.
        title: what the menu calls it.
        summary: one line on what it is good for.
    """

    name: str
    title: str
    summary: str
    layers: tuple[LayerSpec, ...]


PRESETS: tuple[Preset, ...] = (
    Preset(
        "stacked",
        title="Stacked",
        summary="Two LSTM layers of 32 units: what forecasts best on most series, and the beginning that is proposed.",
        layers=(LSTM(units=32, return_sequences=True), LSTM(units=32)),
    ),
    Preset(
        "small",
        title="Small",
        summary="One LSTM of 32 units: trains in seconds, and is often enough.",
        layers=(LSTM(units=32),),
    ),
    Preset(
        "note",
        title="Note's stack",
        summary="The study note's network: LSTM 128, dropout, LSTM 128, LSTM 64.",
        layers=(
            LSTM(units=128, return_sequences=True),
            Dropout(rate=0.5),
            LSTM(units=128, return_sequences=True),
            LSTM(units=64),
        ),
    ),
    Preset(
        "bidirectional",
        title="Bidirectional",
        summary="Reads each window both ways; for patterns whose end explains their start.",
        layers=(LSTM(units=32, bidirectional=True),),
    ),
    Preset(
        "gru",
        title="GRU",
        summary="Two GRU layers: fewer weights than LSTM, often as good.",
        layers=(GRU(units=32, return_sequences=True), GRU(units=32)),
    ),
)


def preset_named(name: str) -> Preset:
    """Give the preset called ``name``; case and a longer form ("note's stack") do not matter.

    Raises:
        SettingsError: there is none.
    """
    wanted = re.sub(r"[^a-z]", "", name.lower())
    for preset in PRESETS:
        if wanted.startswith(preset.name):
            return preset
    raise SettingsError(
        text("There is no preset called {name}.", name=name),
        hint=text("Choose one of {names}.", names=", ".join(preset.name for preset in PRESETS)),
    )
