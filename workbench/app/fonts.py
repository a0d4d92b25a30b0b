"""Whether this machine can show Chinese."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase


def missing_cjk_font() -> str:
    """Name the Debian package that brings a Chinese font, or "" where there is one."""
    simplified = QFontDatabase.WritingSystem.SimplifiedChinese
    return "" if QFontDatabase.families(simplified) else "fonts-noto-cjk"
