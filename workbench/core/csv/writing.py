"""Cells that a spreadsheet shows as they are."""

from __future__ import annotations

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


def harmless(cell: str) -> str:
    """Keep a spreadsheet from computing the words in ``cell``; for text cells, never for numbers.

    Source: https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
