"""The left side: the experiment, one card for each of its parts."""

from __future__ import annotations

from workbench.app.cards.card import Card
from workbench.app.cards.data_card import DataCard
from workbench.app.cards.layers_card import LayersCard
from workbench.app.cards.training_card import TrainingCard
from workbench.app.cards.windows_card import WindowsCard

CARDS: tuple[type[Card], ...] = (DataCard, WindowsCard, LayersCard, TrainingCard)

__all__ = ["CARDS", "Card", "DataCard", "LayersCard", "TrainingCard", "WindowsCard"]
