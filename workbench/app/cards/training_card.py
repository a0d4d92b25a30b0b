"""Card 4: how the network learns."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout

from workbench.app.cards.card import Card
from workbench.app.translation import tr
from workbench.app.widgets.field_form import FieldForm
from workbench.core.settings.training_spec import TrainingSpec


class TrainingCard(Card):
    """Loss, optimizer, learning rate, batches, epochs, stopping."""

    title: ClassVar[str] = "Training"
    name: ClassVar[str] = "training"

    def fill(self, column: QVBoxLayout) -> None:
        self.form = FieldForm(TrainingSpec, parent=self.body)
        self.form.edited.connect(lambda name, value: self.set_value("training", self.form, name, value))
        column.addWidget(self.form)

    def choices(self) -> dict[str, Any]:
        return {**super().choices(), "form": self.form}

    def refresh(self) -> None:
        training = self.bench.experiment.training
        self.form.show_document(training)
        self.say(
            tr(
                "{optimizer} {rate:g}, {epochs} epochs",
                optimizer=training.optimizer.upper() if training.optimizer == "sgd" else training.optimizer.title(),
                rate=training.learning_rate,
                epochs=training.epochs,
            )
        )
        self.show_problems([one for one in self.bench.problems if one.address.startswith("training")])
