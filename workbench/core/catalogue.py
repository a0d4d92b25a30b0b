"""Sentences in another language, without Qt: the catalogue that the translators write, read as it stands.

The window has Qt look a sentence up in the compiled catalogue; a report is also made where no Qt is.
Both come from the same file.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from workbench.core.errors import SettingsError
from workbench.core.places import shipped
from workbench.core.text import Text, text

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}


@dataclass(frozen=True)
class Words:
    """One language.

    Attributes:
        code: ``en`` or ``zh_CN``.
        translations: by the English sentence or its pattern.
    """

    code: str = "en"
    translations: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __call__(self, words: str) -> str:
        """Give a ``Text`` in this language, its values too; plain words, as a column's name, stay as they are.

        A sentence that nobody has translated stays English.
        """
        if not isinstance(words, Text):
            return words
        pattern = self.translations.get(words.pattern) or words.pattern
        values = {name: self(value) if isinstance(value, Text) else value for name, value in words.values.items()}
        return pattern.format(**values)


@lru_cache
def words_in(language: str) -> Words:
    """Give the words of a language.

    Raises:
        SettingsError: nobody speaks it here.
    """
    if language not in LANGUAGES:
        raise SettingsError(
            text("There is no language {language} here.", language=repr(language)),
            hint=text("There are: {languages}.", languages=", ".join(LANGUAGES)),
        )
    if language == "en":
        return Words()
    messages = ET.parse(shipped("resources") / "translations" / f"workbench_{language}.ts").getroot().iter("message")
    found = {message.findtext("source") or "": message.findtext("translation") or "" for message in messages}
    return Words(language, found)
