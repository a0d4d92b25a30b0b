"""How Qt's own widgets look."""

from __future__ import annotations

from workbench.app.appearance.colours import Colours
from workbench.core.places import shipped


def style_sheet(c: Colours) -> str:
    """Write the style sheet of one palette."""
    icons = (shipped("resources") / "icons").as_posix()
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
    QAbstractSpinBox {{ padding-right: 18px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; width: 18px;
        border: none; background: transparent; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {c.hover}; }}
    QAbstractSpinBox::up-arrow {{ image: url({icons}/up-{c.name}.svg); width: 11px; height: 11px; }}
    QAbstractSpinBox::down-arrow {{ image: url({icons}/down-{c.name}.svg); width: 11px; height: 11px; }}
    QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {{ border-color: {c.accent}; }}
    QAbstractSpinBox[fault="true"], QLineEdit[fault="true"] {{ border-color: {c.error}; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QComboBox::down-arrow {{ image: url({icons}/down-{c.name}.svg); width: 12px; height: 12px; }}
    QPushButton::menu-indicator {{ image: url({icons}/down-{c.name}.svg); width: 12px; height: 12px;
        subcontrol-position: right center; subcontrol-origin: padding; left: -4px; }}
    QPushButton[menu="true"] {{ padding-right: 22px; }}
    QComboBox QAbstractItemView {{ background: {c.card}; border: 1px solid {c.line};
        selection-background-color: {c.selection}; selection-color: {c.text}; }}
    QCheckBox {{ spacing: 6px; }}
    QCheckBox::indicator, QTableView::indicator {{ width: 15px; height: 15px; border: 1px solid {c.grid};
        border-radius: 4px; background: {c.field}; }}
    QCheckBox::indicator:checked, QTableView::indicator:checked {{ background: {c.accent};
        border-color: {c.accent}; image: url({icons}/check-{c.name}.svg); }}
    QCheckBox::indicator:focus, QCheckBox::indicator:hover {{ border-color: {c.accent}; }}
    QCheckBox:focus {{ background: {c.hover}; border-radius: 4px; }}
    QRadioButton {{ spacing: 6px; }}
    QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {c.grid}; border-radius: 8px;
        background: {c.field}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {c.accent};
        background: {c.on_accent}; }}
    QRadioButton::indicator:focus, QRadioButton::indicator:hover {{ border-color: {c.accent}; }}
    QRadioButton:focus {{ background: {c.hover}; border-radius: 4px; }}
    QSlider::groove:horizontal {{ height: 4px; background: {c.line}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
        background: {c.card}; border: 2px solid {c.accent}; }}
    QSlider::handle:horizontal:focus {{ background: {c.accent}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }}
    QScrollBar::handle:hover {{ background: {c.quiet}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QTabBar {{ background: transparent; }}
    QTabBar::tab {{ padding: 8px 14px; border: none; border-bottom: 2px solid transparent; color: {c.quiet}; }}
    QTabBar#pictures::tab {{ padding: 8px 4px; }}
    QTabBar#more::tab {{ padding: 8px 3px; margin-right: 3px; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; font-weight: 600; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar::tab:focus {{ background: {c.hover}; }}
    QTabWidget::pane {{ border: none; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QTableView {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 6px; gridline-color: {c.line};
        selection-background-color: {c.selection}; selection-color: {c.text}; }}
    QTableView:focus {{ border-color: {c.accent}; }}
    QHeaderView {{ background: {c.card}; }}
    QHeaderView::section {{ background: {c.card}; color: {c.quiet}; border: none;
        border-bottom: 1px solid {c.line}; padding: 4px 8px; }}
    QHeaderView::section:vertical {{ border: none; padding: 2px 8px; }}
    QTableCornerButton::section {{ background: {c.card}; border: none; border-bottom: 1px solid {c.line}; }}
    QListWidget {{ background: transparent; border: none; outline: none; }}
    QListWidget::item {{ border-radius: 6px; }}
    QListWidget::item:selected {{ background: {c.selection}; color: {c.text}; }}
    QProgressBar {{ background: {c.hover}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 4px; }}
    QSplitter::handle {{ background: transparent; }}
    QSplitter::handle:hover {{ background: {c.line}; }}
    QDialogButtonBox, QFileDialog {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QMessageBox #qt_msgbox_label, QMessageBox #qt_msgbox_informativelabel {{ min-width: 340px; }}
    QStatusBar QLabel {{ padding: 0 6px; }}
    #search {{ background: {c.card}; border: 1px solid {c.line}; }}
    #search QListWidget::item {{ padding: 5px 6px; }}
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
