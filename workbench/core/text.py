"""Words for the user that can still be translated after their numbers are filled in."""

from __future__ import annotations

from typing import Any


class Text(str):
    """An English sentence that remembers the pattern and the values it was made from.

    The core and the engine speak English and know no translator; the window looks the
    pattern up in the user's language and fills the same values in again.
    """

    pattern: str
    values: dict[str, Any]

    def __new__(cls, pattern: str, values: dict[str, Any]) -> Text:
        """Fill ``values`` into ``pattern``, which uses the syntax of ``str.format``."""
        made = super().__new__(cls, pattern.format(**values))
        made.pattern = pattern
        made.values = values
        return made

    def __getnewargs__(self) -> tuple[str, dict[str, Any]]:  # type: ignore[override]  # str copies need both
        return self.pattern, self.values


def text(pattern: str, **values: Any) -> Text:
    """Give the sentence ``pattern`` with ``values`` filled in.

    Every ``pattern`` is a literal, so that the translators' catalogue can be collected
    from the source.
    """
    return Text(pattern, values)


def joined(*sentences: str) -> Text:
    """Give several sentences, each of them translated by itself, as one; empty ones are left out."""
    first, *others = [one for one in sentences if one] or [""]
    whole = first if isinstance(first, Text) else text("{sentence}", sentence=first)
    for other in others:
        whole = text("{first} {second}", first=whole, second=other)
    return whole
