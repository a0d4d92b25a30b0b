"""Sentences in another language where no Qt is."""

import pytest

from workbench.core.catalogue import Words, words_in
from workbench.core.errors import SettingsError
from workbench.core.text import Text, text

CHINESE = Words("zh_CN", {"{count} steps": "{count} 步", "last value": "末值", "a {b}": "一个{b}"})


def test_a_sentence_is_found_by_its_pattern_and_keeps_its_values():
    assert CHINESE(text("{count} steps", count="1,000")) == "1,000 步"


def test_values_that_are_sentences_are_translated_too():
    assert CHINESE(text("a {b}", b=text("last value"))) == "一个末值"


def test_a_name_that_looks_like_a_sentence_stays():
    assert CHINESE("last value") == "last value"


def test_what_nobody_has_translated_stays_english():
    assert CHINESE(text("{file} is new", file="a.csv")) == "a.csv is new"


def test_the_window_and_the_report_read_one_catalogue():
    assert words_in("zh_CN")(text("There is no trained model yet.")) != "There is no trained model yet."
    assert words_in("en")(text("There is no trained model yet.")) == "There is no trained model yet."


def test_a_language_that_nobody_speaks_here_is_refused():
    with pytest.raises(SettingsError) as refused:
        words_in("fr")

    assert str(refused.value) == "There is no language 'fr' here.\nThere are: en, zh_CN."


def test_a_label_is_a_sentence_without_values():
    assert CHINESE(Text("last value", {})) == "末值"
