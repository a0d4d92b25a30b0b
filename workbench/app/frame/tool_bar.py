"""The tool bar: what is done most, from left to right in the order in which it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from workbench.app.appearance.fonts import missing_cjk_font
from workbench.app.appearance.theme import Theme, icon_size
from workbench.app.translation import tr
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.labels import label, tooltip
from workbench.app.work.bench import Bench
from workbench.core.catalogue import LANGUAGES
from workbench.core.errors import SettingsError
from workbench.core.fields import label_of
from workbench.core.settings.training_spec import TrainingSpec
from workbench.core.sources.samples import SAMPLES, Sample
from workbench.core.text import text

_SHORT = {"en": "EN", "zh_CN": "中"}


class ToolBar(QToolBar):
    """Buttons of the window's actions, the device, and the look."""

    sample_chosen = Signal(str)
    language_asked = Signal()
    theme_asked = Signal()

    def __init__(
        self, bench: Bench, theme: Theme, actions: dict[str, QAction], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bench, self._theme = bench, theme
        self.setObjectName("toolBar")
        self.setWindowTitle(tr("Tool bar"))
        self.setMovable(False)
        self.setIconSize(icon_size())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._add(actions["open"], worded=True)
        self.samples = self._menu_button(tr("Sample data"), sample_menu(self, self.sample_chosen.emit))
        self.samples.setToolTip(tooltip(tr("Series that come with the workbench")))
        self._add(actions["save"])
        self.addSeparator()
        self._add(actions["undo"])
        self._add(actions["redo"])
        self.addSeparator()
        self.train = self._add(actions["train"], worded=True)
        self.train.setObjectName("primary")
        self._add(actions["train_more"])
        self._add(actions["pause"])
        stop = self._add(actions["stop"])
        menu = QMenu(stop)
        menu.addAction(actions["stop"])
        menu.addAction(actions["discard"])
        stop.setMenu(menu)
        stop.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self._add(actions["discard"])
        self.addSeparator()
        self._add_device()
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self._add(actions["search"])
        other = "zh_CN" if language == "en" else "en"
        tip = tr("Switch to {language}", language=LANGUAGES[other])
        self.language = self._plain_button(_SHORT[other] if not missing_cjk_font() else other[:2].upper(), tip)
        self.language.clicked.connect(self.language_asked)
        tip = tr("Switch to the light colours") if theme.is_dark else tr("Switch to the dark colours")
        self.look = self._plain_button("◐", tip)
        self.look.clicked.connect(self.theme_asked)
        bench.experiment_changed.connect(self.show_device)
        bench.engine_ready.connect(self.show_devices)
        self.show_devices()

    def show_devices(self) -> None:
        """List the devices, those that cannot be used with the reason."""
        found = self._bench.devices
        names = ["auto", "cpu"] if found is None else ["auto", *(one.name for one in found.devices)]
        chosen = self._bench.experiment.training.device
        names += [chosen] if chosen not in names else []
        self.device.blockSignals(True)
        self.device.clear()
        for name in names:
            shown = name
            if name == "auto" and found is not None:
                shown = f"auto → {found.auto.name.upper()}"
            self.device.addItem(shown, name)
            if found is not None:
                reasons = {one.name: tr(one.reason) for one in found.devices} | {"auto": tr(found.auto.reason)}
                self.device.setItemData(self.device.count() - 1, reasons.get(name, ""), Qt.ItemDataRole.ToolTipRole)
        self.device.blockSignals(False)
        self.show_device()

    def show_device(self) -> None:
        """Show the device that is set."""
        at = self.device.findData(self._bench.experiment.training.device)
        if at < 0:
            self.show_devices()
            return
        self.device.setCurrentIndex(at)
        reason = self.device.itemData(at, Qt.ItemDataRole.ToolTipRole)
        self.device.setToolTip(tooltip(reason or ""))

    def _add_device(self) -> None:
        self.addWidget(label(tr("Device") + " "))
        self.device = Choice()
        self.device.setObjectName("device")
        self.device.setAccessibleName(tr("Device"))
        self.device.setMinimumContentsLength(11)
        self.device.activated.connect(self._on_device)
        self.addWidget(self.device)

    def _on_device(self, at: int) -> None:
        name = self.device.itemData(at)
        try:
            after = self._bench.experiment.with_settings("training", device=name)
        except SettingsError as error:
            self._bench.failed.emit(error)
            return
        self._bench.document.change(after, text("set {name}", name=label_of(TrainingSpec, "device")))

    def _add(self, action: QAction, *, worded: bool = False) -> QToolButton:
        self.addAction(action)
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)  # Qt makes one for every action
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if worded else style.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _menu_button(self, words: str, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setText(f"{words} ▾")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(button)
        return button

    def _plain_button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(tooltip(tip))
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(button)
        return button


def sample_menu(parent: QWidget, choose: Callable[[str], None]) -> QMenu:
    """Make the menu of all samples; ``choose`` is called with the name of the one that is taken."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for sample in SAMPLES:
        _add_sample(menu, sample, choose)
    return menu


def _add_sample(menu: QMenu, sample: Sample, choose: Callable[[str], None]) -> None:
    action = menu.addAction(tr(sample.title))
    action.setToolTip(tooltip(tr(sample.summary)))
    action.triggered.connect(lambda: choose(sample.name))
