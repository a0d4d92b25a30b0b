"""The two palettes. One place per colour; curves keep theirs in every view."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """One palette. Curves take Okabe & Ito's colours, which colour-blind people tell apart.

    Source: Okabe & Ito 2008, https://jfly.uni-koeln.de/color/.
    """

    name: str
    window: str
    card: str
    field: str
    text: str
    quiet: str
    line: str
    hover: str
    accent: str
    on_accent: str
    selection: str
    error: str
    error_card: str
    warning: str
    warning_card: str
    good: str
    plot: str
    grid: str
    train: str
    validation: str
    test: str
    forecast: str
    truth: str
    naive: str
    recursive: str
    columns: tuple[str, ...]


LIGHT = Colours(
    name="light",
    window="#f4f5f7",
    card="#ffffff",
    field="#ffffff",
    text="#1d2330",
    quiet="#5b6475",
    line="#d9dde5",
    hover="#e9ecf1",
    accent="#0b63c4",
    on_accent="#ffffff",
    selection="#dceafb",
    error="#b3261e",
    error_card="#fdecea",
    warning="#8a5300",
    warning_card="#fff4de",
    good="#00704f",
    plot="#ffffff",
    grid="#8a93a5",
    train="#0072b2",
    validation="#e69f00",
    test="#009e73",
    forecast="#d55e00",
    truth="#39414f",
    naive="#8a93a5",
    recursive="#b0508a",
    columns=("#39414f", "#0072b2", "#cc79a7", "#009e73", "#e69f00", "#56b4e9"),
)

DARK = Colours(
    name="dark",
    window="#171a20",
    card="#20242c",
    field="#171a20",
    text="#e7eaf0",
    quiet="#a0a9b9",
    line="#363c48",
    hover="#2a303a",
    accent="#5aa9f5",
    on_accent="#0d1116",
    selection="#26425f",
    error="#ff8a80",
    error_card="#3c2426",
    warning="#f5c065",
    warning_card="#3a3020",
    good="#4fd1a5",
    plot="#1a1e25",
    grid="#5d6676",
    train="#56b4e9",
    validation="#e69f00",
    test="#2bc495",
    forecast="#ff7f3a",
    truth="#d3d8e2",
    naive="#8a93a5",
    recursive="#e39bc4",
    columns=("#d3d8e2", "#56b4e9", "#cc79a7", "#2bc495", "#e69f00", "#f0e442"),
)
