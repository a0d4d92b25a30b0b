"""The window's words in the user's language.

The source speaks English. ``tests/translations.py`` collects every sentence of the core, the
engine and the window into ``resources/translations/*.ts``; Qt finds the translation by the
English sentence, or by its pattern where values were filled in.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from workbench.core.places import shipped
from workbench.core.text import Text

CONTEXT = "workbench"


def tr(sentence: str, **values: Any) -> str:
    """Give ``sentence`` in the user's language, with ``values`` filled in.

    A ``Text`` brings its own values; those that are Texts themselves are translated too.
    """
    if isinstance(sentence, Text):
        return tr(sentence.pattern, **sentence.values)
    translated = QCoreApplication.translate(CONTEXT, sentence)
    if not values:
        return translated
    words = {name: tr(value) if isinstance(value, Text) else value for name, value in values.items()}
    return translated.format(**words)


class Language(QObject):
    """The language in use; changing it takes effect in every window at once."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translators: list[QTranslator] = []
        self._code = "en"

    @property
    def code(self) -> str:
        """``en`` or ``zh_CN``."""
        return self._code

    def use(self, code: str) -> None:
        """Switch to ``code``, one of ``LANGUAGES``."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators = []
        if code != "en":
            qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            qts_own = QTranslator(self)
            if qts_own.load(f"{qt_folder}/qtbase_{code}.qm"):
                self._use(_WithoutMnemonics(qts_own, self))
                self._use(qts_own)
            self._install(str(shipped("resources") / "translations" / f"workbench_{code}.qm"))
        QLocale.setDefault(QLocale(code))
        self._code = code
        self.changed.emit(code)

    def _install(self, path: str) -> None:
        translator = QTranslator(self)
        if translator.load(path):
            self._use(translator)

    def _use(self, translator: QTranslator) -> None:
        QCoreApplication.installTranslator(translator)
        self._translators.append(translator)


class _WithoutMnemonics(QTranslator):
    """Finds what Qt's own catalogue has without the mnemonic only: those of "&Look in:" are younger than it."""

    def __init__(self, catalogue: QTranslator, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue

    def translate(self, context: str, sentence: str, comment: str | None = None, count: int = -1) -> str | None:
        if context == CONTEXT or "&" not in sentence:
            return None
        found = self._catalogue.translate(context, sentence.replace("&", ""), comment, count)
        return found or None  # empty words would be taken for a translation


def system_language() -> str:
    """Give the language that the system speaks, if the window speaks it too, else English."""
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"
