"""JSON that means two things, or nothing, is refused; everything else is what Python's own reader gives."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.strict_json import MOST_DEPTH, parse_json

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
DOCUMENTS = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(DOCUMENTS)
def test_what_was_written_is_read(document):
    assert parse_json(json.dumps(document)) == document
    assert parse_json(json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")) == document


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"a": 1, "b": 2, "a": 1}', "'a' stands twice in one place"),
        ('[{"x": {"a": 1, "a": 2}}]', "'a' stands twice in one place"),
        ("[NaN]", "NaN is no number"),
        ('{"a": -Infinity}', "-Infinity is no number"),
        ("[1e999]", "a number in it is too large"),
        ("-1e999", "a number in it is too large"),
        ("[1" + "0" * 309 + "]", "a number in it is too large"),
        ("9" * 5_000, "a number in it is too large"),
        ("[" * 200 + "]" * 200, f"it is nested deeper than {MOST_DEPTH} levels"),
        ("[" * 100_000, f"it is nested deeper than {MOST_DEPTH} levels"),
    ],
)
def test_what_means_two_things_or_nothing_is_refused(content, why):
    with pytest.raises(ValueError, match=f"^{why}$"):
        parse_json(content)


def test_the_depth_is_that_of_brackets():
    assert parse_json("[" * MOST_DEPTH + "]" * MOST_DEPTH)
    with pytest.raises(ValueError, match="nested deeper"):
        parse_json('{"a": ' + "[" * MOST_DEPTH + "]" * MOST_DEPTH + "}")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", "{} {}", "{'a': 1}"])
def test_what_is_no_json_at_all_is_python_s_own_mistake(content):
    with pytest.raises((json.JSONDecodeError, UnicodeDecodeError)):
        parse_json(content)
