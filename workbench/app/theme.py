"""Colours, fonts and icons, light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

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
CJK_FAMILIES = _FAMILIES[5:]


@dataclass(frozen=True)
class Colours:
    """One palette. Curves take Okabe & Ito's colours, which colour-blind people tell apart.

    Source: Okabe & Ito 2008, https://jfly.uni-koeln.de/color/.
    """

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
    columns: tuple[str, ...]


LIGHT = Colours(
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
    columns=("#39414f", "#0072b2", "#cc79a7", "#009e73", "#e69f00", "#56b4e9"),
)

DARK = Colours(
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
    columns=("#d3d8e2", "#56b4e9", "#cc79a7", "#2bc495", "#e69f00", "#f0e442"),
)


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
        import qtawesome  # its fonts load in a tenth of a second: not before the first paint

        colours = self.colours
        made: QIcon = qtawesome.icon(f"mdi6.{name}", color=colour or colours.text, color_disabled=colours.quiet)
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
        app.setStyleSheet(_style_sheet(self.colours))


def application_font() -> QFont:
    """Give the system's font with Chinese fallbacks and figures of one width."""
    font = QFont()
    families = [font.defaultFamily(), font.family(), *_FAMILIES]
    font.setFamilies(list(dict.fromkeys(families if QGuiApplication.platformName() != "offscreen" else _FAMILIES)))
    font.setPointSizeF(10.0)
    if hasattr(QFont, "Tag"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


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


def _style_sheet(c: Colours) -> str:
    return f"""
    QToolTip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line}; padding: 6px; }}
    QMainWindow::separator {{ width: 0; height: 0; }}
    QMenuBar {{ background: {c.card}; border: none; padding: 2px 4px; }}
    QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.hover}; }}
    QMenu {{ background: {c.card}; border: 1px solid {c.line}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.selection}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.quiet}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
    QToolBar {{ background: {c.card}; border: none; border-bottom: 1px solid {c.line}; padding: 4px 8px;
        spacing: 4px; }}
    QToolBar::separator {{ background: {c.line}; width: 1px; margin: 6px 4px; }}
    QToolButton {{ border: none; border-radius: 6px; padding: 5px 8px; }}
    QToolButton:hover, QToolButton:checked {{ background: {c.hover}; }}
    QToolButton:pressed {{ background: {c.selection}; }}
    QToolButton:focus {{ outline: none; border: 1px solid {c.accent}; padding: 4px 7px; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QToolButton:disabled {{ color: {c.quiet}; }}
    QStatusBar {{ background: {c.card}; border-top: 1px solid {c.line}; }}
    QStatusBar::item {{ border: none; }}
    QPushButton {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 6px; padding: 5px 12px; }}
    QPushButton:hover {{ background: {c.hover}; }}
    QPushButton:focus {{ border-color: {c.accent}; }}
    QPushButton:disabled {{ color: {c.quiet}; }}
    QPushButton#primary, QToolButton#primary {{ background: {c.accent}; color: {c.on_accent}; border: none;
        padding: 6px 14px; font-weight: 600; }}
    QPushButton#primary:hover, QToolButton#primary:hover {{ background: {c.accent}; }}
    QPushButton#primary:disabled, QToolButton#primary:disabled {{ background: {c.line}; color: {c.quiet}; }}
    QToolButton#primary:focus {{ border: 2px solid {c.text}; padding: 4px 12px; }}
    QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit {{ background: {c.field}; border: 1px solid {c.line};
        border-radius: 5px; padding: 3px 6px; selection-background-color: {c.accent}; min-height: 18px; }}
    QAbstractSpinBox {{ padding-right: 20px; }}
    QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {{ border-color: {c.accent}; }}
    QAbstractSpinBox[fault="true"], QLineEdit[fault="true"] {{ border-color: {c.error}; }}
    QComboBox::drop-down {{ border: none; width: 18px; }}
    QComboBox QAbstractItemView {{ background: {c.card}; border: 1px solid {c.line};
        selection-background-color: {c.selection}; selection-color: {c.text}; }}
    QCheckBox {{ spacing: 6px; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }}
    QScrollBar::handle:hover {{ background: {c.quiet}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QTabBar {{ background: transparent; }}
    QTabBar::tab {{ padding: 8px 14px; border: none; border-bottom: 2px solid transparent; color: {c.quiet}; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; font-weight: 600; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar::tab:focus {{ background: {c.hover}; }}
    QTabWidget::pane {{ border: none; }}
    QTableView {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 6px; gridline-color: {c.line};
        selection-background-color: {c.selection}; selection-color: {c.text}; }}
    QTableView:focus {{ border-color: {c.accent}; }}
    QHeaderView {{ background: {c.card}; }}
    QHeaderView::section {{ background: {c.card}; color: {c.quiet}; border: none;
        border-bottom: 1px solid {c.line}; padding: 4px 8px; }}
    QTableCornerButton::section {{ background: {c.card}; border: none; }}
    QListWidget {{ background: transparent; border: none; outline: none; }}
    QListWidget::item {{ border-radius: 6px; }}
    QListWidget::item:selected {{ background: {c.selection}; color: {c.text}; }}
    QProgressBar {{ background: {c.hover}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 4px; }}
    QSplitter::handle {{ background: transparent; }}
    QSplitter::handle:hover {{ background: {c.line}; }}
    #card {{ background: {c.card}; border-radius: 8px; }}
    #cardTitle {{ font-weight: 600; }}
    #quiet {{ color: {c.quiet}; }}
    #error {{ color: {c.error}; }}
    #good {{ color: {c.good}; font-weight: 600; }}
    #headline {{ font-size: 12pt; font-weight: 600; }}
    #errorNotice {{ background: {c.error_card}; border-radius: 6px; }}
    #warningNotice {{ background: {c.warning_card}; border-radius: 6px; }}
    #infoNotice {{ background: {c.selection}; border-radius: 6px; }}
    #code {{ font-family: "DejaVu Sans Mono", "Consolas", "Menlo", monospace; background: {c.card}; }}
    """
