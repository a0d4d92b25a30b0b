"""Card 2: how the series is cut into samples, with the real shapes."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from workbench.app.appearance.theme import GRID
from workbench.app.cards.card import Card
from workbench.app.translation import tr
from workbench.app.widgets.field_form import FieldForm
from workbench.app.widgets.figures import shares
from workbench.app.widgets.labels import label
from workbench.app.widgets.split_bar import SplitBar
from workbench.core.experiment import WindowSpec
from workbench.core.preparing.features import feature_count
from workbench.core.text import text


class WindowsCard(Card):
    """Timesteps, horizon, split and scaler."""

    title: ClassVar[str] = "Windows"
    name: ClassVar[str] = "windows"

    def fill(self, column: QVBoxLayout) -> None:
        self.form = FieldForm(WindowSpec, hidden=("train_share", "validation_share"), parent=self.body)
        self.form.edited.connect(lambda name, value: self.set_value("windows", self.form, name, value))
        column.addWidget(self.form)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(label(tr("Split")))
        self.bar = SplitBar(self.theme)
        self.bar.moving.connect(self._say_shares)
        self.bar.moved.connect(self._on_split)
        line.addWidget(self.bar, 1)
        self.share_words = label(role="quiet")
        line.addWidget(self.share_words)
        column.addLayout(line)
        self.shapes = label(wraps=True)
        self.shapes.setObjectName("shapes")
        self.shapes.setToolTip(tr("Samples of the training part, in Keras' order of axes."))
        column.addWidget(self.shapes)

    def refresh(self) -> None:
        experiment, series = self.bench.experiment, self.bench.mended
        windows = experiment.windows
        self.form.show_document(windows)
        self.bar.show_shares(windows.train_share, windows.validation_share)
        self.share_words.setText(shares(windows))
        features, targets = feature_count(experiment), len(experiment.data.targets)
        samples = "N"
        if series is not None:
            from workbench.core.preparing.cutting import fitting_counts

            counts = {part: left for part, (left, _) in fitting_counts(series, experiment).items()}
            samples = f"{counts['train']:,}"
            self.share_words.setToolTip(
                tr(
                    "Samples: training {train}, validation {validation}, test {test}",
                    **{part: f"{count:,}" for part, count in counts.items()},
                )
            )
        self.shapes.setText(
            f"X [{samples}, {windows.timesteps}, {features}]   y [{samples}, {windows.horizon}, {targets}]\n"
            + tr("[samples, timesteps, features]")
        )
        self.say(
            tr("{timesteps} steps → {horizon}, {shares}", timesteps=windows.timesteps, horizon=windows.horizon,
               shares=shares(windows))
        )  # fmt: skip
        self.show_problems([one for one in self.bench.problems if one.address.startswith("windows")])

    def choices(self) -> dict[str, Any]:
        return {**super().choices(), "form": self.form}

    def _say_shares(self, train: float, validation: float) -> None:
        moved = self.bench.experiment.windows.model_copy(update={"train_share": train, "validation_share": validation})
        self.share_words.setText(shares(moved))

    def _on_split(self, train: float, validation: float) -> None:
        after = self.bench.experiment.with_settings("windows", train_share=train, validation_share=validation)
        self.change(after, text("move the split"))
