"""Fonts that the packaged program brings, and whether this machine can show Chinese."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from workbench.core.places import shipped


def missing_cjk_font() -> str:
    """Name the Debian package that brings a Chinese font, or "" where there is one."""
    simplified = QFontDatabase.WritingSystem.SimplifiedChinese
    return "" if QFontDatabase.families(simplified) else "fonts-noto-cjk"


def load_shipped_fonts() -> None:
    """Make the fonts in ``resources/fonts`` known to Qt; only the packaged program has any (build.spec)."""
    for file in sorted((shipped("resources") / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
