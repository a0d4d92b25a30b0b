import copy
import pickle

import pytest

from workbench.core.text import Text, text


def test_a_text_reads_as_its_sentence_with_the_values_in_it():
    told = text("{file} has {count:,} rows.", file="a.csv", count=12_000)

    assert told == "a.csv has 12,000 rows."
    assert isinstance(told, str)


def test_a_text_remembers_what_a_translator_needs():
    told = text("{file} is empty.", file="a.csv")

    assert told.pattern == "{file} is empty."
    assert told.values == {"file": "a.csv"}


def test_braces_in_a_value_are_left_alone():
    told = text("{file} is empty.", file="{why}.csv")

    assert told == "{why}.csv is empty."


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda told: pickle.loads(pickle.dumps(told))])
def test_a_copy_can_still_be_translated(again):
    told = text("{count} rows", count=3)

    copied = again(told)

    assert isinstance(copied, Text)
    assert (copied, copied.pattern, copied.values) == ("3 rows", "{count} rows", {"count": 3})
