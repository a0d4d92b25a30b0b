"""The Chinese catalogue: complete, with the same values to fill in, and compiled as it is written."""

import re
import string
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QFileDialog, QLabel

from tests import translations
from workbench.app.translation import Language, tr
from workbench.core.text import text

CATALOGUE = translations.FOLDER / "workbench_zh_CN.ts"


@pytest.fixture(scope="module")
def chinese():
    return translations.read(CATALOGUE)


def placeholders(sentence):
    """Give what is filled in, and how it is written: {share:.0%} is another one than {share}."""
    return sorted((name, spec, turned) for _, name, spec, turned in string.Formatter().parse(sentence) if name)


def test_the_catalogue_holds_the_sentences_of_the_source_and_no_others(chinese):
    assert list(chinese) == translations.collect(), "run python -m tests.translations"


def test_every_sentence_is_translated(chinese):
    unfinished = [
        message.findtext("source")
        for message in ET.parse(CATALOGUE).getroot().iter("message")
        if message.find("translation").get("type") == "unfinished" or not message.findtext("translation").strip()
    ]

    assert unfinished == []


def test_every_translation_fills_in_the_same_values(chinese):
    wrong = {
        sentence: translation
        for sentence, translation in chinese.items()
        if placeholders(sentence) != placeholders(translation)
    }

    assert wrong == {}


def test_a_translation_keeps_the_keys_of_menus(chinese):
    wrong = [sentence for sentence, translation in chinese.items() if ("&" in sentence) != ("&" in translation)]

    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one(qapp, chinese):
    compiled = QTranslator()
    assert compiled.load(str(CATALOGUE.with_suffix(".qm")))

    said = {sentence: compiled.translate(translations.CONTEXT, sentence) for sentence in chinese}

    assert {sentence: words for sentence, words in said.items() if words != chinese[sentence]} == {}


@pytest.fixture
def language(qapp):
    used = Language()
    yield used
    used.use("en")


def test_values_are_filled_into_the_translated_pattern_and_translated_themselves(language):
    inner = text("a whole number")
    sentence = text("must be {kind}, not {given}", kind=inner, given="'x'")
    english = tr(sentence)

    language.use("zh_CN")

    assert english == "must be a whole number, not 'x'"
    assert tr(sentence) != english
    assert tr("a whole number") in tr(sentence)
    assert "'x'" in tr(sentence)


def test_a_sentence_without_a_translation_stays_as_it_is(language):
    language.use("zh_CN")

    assert tr("temp_max") == "temp_max"
    assert tr("{brace", **{}) == "{brace"


def test_qts_own_buttons_are_translated_too(language, qtbot):
    from PySide6.QtWidgets import QMessageBox

    language.use("zh_CN")
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)

    assert "Save" not in {button.text() for button in box.buttons()}


def test_qts_own_file_dialog_is_translated_too_whatever_letters_are_underlined(language, qtbot):
    language.use("zh_CN")
    dialog = QFileDialog(None, "", "", "*.csv")
    qtbot.addWidget(dialog)

    left = [one.text() for one in dialog.findChildren(QLabel) if re.search("[a-z]{2}", one.text())]

    assert left == []


def test_what_qt_cannot_translate_stays_as_it_is(language):
    language.use("zh_CN")

    assert QCoreApplication.translate("QFileDialog", "Not &known") == "Not &known"
