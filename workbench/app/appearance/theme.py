"""Colours, fonts and icons, light and dark."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from workbench.app.appearance.colours import DARK, LIGHT, Colours
from workbench.app.appearance.style_sheet import style_sheet
from workbench.core.places import shipped

ThemeChoice = Literal["system", "light", "dark"]

GRID = 4  # every distance in the window is a multiple of this many pixels

_FAMILIES = (
    "Inter",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans",
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
# what a Linux without desktop settings falls back to: nobody has chosen it
_NO_CHOICE = ("", "Sans", "Sans Serif", "DejaVu Sans")


class Theme(QObject):
    """The look in use; follows the system unless the user chose."""

    changed = Signal()

    def __init__(self, choice: ThemeChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice: ThemeChoice = choice
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are on."""
        if self.choice == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.choice == "dark"

    @property
    def colours(self) -> Colours:
        """The palette in use."""
        return DARK if self.is_dark else LIGHT

    def use(self, choice: ThemeChoice) -> None:
        """Switch to another look."""
        self.choice = choice
        self._apply()
        self.changed.emit()

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        """Give the icon called ``name`` in Material Design Icons."""
        colours = self.colours
        made: QIcon = _icons().icon(f"mdi6.{name}", color=colour or colours.text, color_disabled=colours.quiet)
        return made

    def _on_system_changed(self) -> None:
        if self.choice == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # a theme needs one
        app.setStyle("Fusion")
        app.setPalette(_palette(self.colours))
        app.setStyleSheet(style_sheet(self.colours))


@cache
def _icons() -> Any:
    """Load the one font of icons that is used, and not the eleven others that qtawesome brings.

    It takes some hundredths of a second: not before the first paint.
    """
    import qtawesome
    from qtawesome.iconic_font import IconicFont

    folder = Path(qtawesome.__file__).parent / "fonts"
    (font,), (names,) = (folder.glob(f"materialdesignicons6-*.{suffix}") for suffix in ("ttf", "json"))
    return IconicFont(("mdi6", font.name, names.name))


def application_font() -> QFont:
    """Give the system's font with Chinese fallbacks and figures of one width."""
    font = QFont()
    system = [] if font.defaultFamily() in _NO_CHOICE else [font.defaultFamily(), font.family()]
    font.setFamilies(list(dict.fromkeys([*system, *_FAMILIES])))
    font.setPointSizeF(10.0)
    if hasattr(QFont, "Tag"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def application_icon() -> QIcon:
    """Give the program's own icon."""
    return QIcon(str(shipped("resources") / "icons" / "workbench.svg"))


def icon_size() -> QSize:
    """Give the size of icons in the tool bar."""
    return QSize(18, 18)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.field,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.PlaceholderText: colours.quiet,
        role.Button: colours.card,
        role.ButtonText: colours.text,
        role.BrightText: colours.error,
        role.ToolTipBase: colours.card,
        role.ToolTipText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.Light: colours.hover,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.line,
        role.Shadow: colours.line,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.quiet))
    return palette
