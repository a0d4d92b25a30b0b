import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.core.csv import read_csv
from workbench.core.errors import WorkbenchError

NUMBERS = ("", "1", "-2.5", "1,5", "1e400", "nan", "True", "١٢", "1871", "20240131")
TIMES = ("2024-01-01", "01/02/2024", "13.01.24", "10:30", "2024Q1", "now", "2024-01-01 EST", "2024-01-01T00:00+01:00")
WORDS = ("x", "日期", '"', '"a;b"', "\ufeff", "\u2028")
CELLS = st.sampled_from([*NUMBERS, *TIMES, *WORDS])
LINES = st.tuples(st.lists(CELLS, max_size=4), st.sampled_from(",;\t|")).map(lambda line: line[1].join(line[0]))
TABLES = st.tuples(st.lists(LINES, max_size=6), st.sampled_from(["\n", "\r\n", "\r", "\n\n"])).map(
    lambda table: table[1].join(table[0])
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030"])


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("any") / "rows.csv"


def check_outcome(path, content):
    """Either a series whose parts fit together, or an error of the one family."""
    path.write_bytes(content)
    try:
        outcome = read_csv(path)
    except WorkbenchError as error:
        outcome = error

    if isinstance(outcome, WorkbenchError):
        assert outcome.what
        assert outcome.hint
        return
    assert outcome.values.shape == (len(outcome), len(outcome.columns))
    assert len(set(outcome.columns)) == len(outcome.columns) > 0
    assert not np.isinf(outcome.values).any()
    assert outcome.times is None or len(outcome.times) == len(outcome)


@given(content=st.binary(max_size=200))
@settings(max_examples=300)
def test_any_bytes_give_a_series_or_say_what_is_wrong(path, content):
    check_outcome(path, content)


@given(text=TABLES, encoding=ENCODINGS)
@settings(max_examples=300)
@example(text="a,b\n1,2,3\n", encoding="utf-8")
@example(text="a ,a\n1,2\n", encoding="utf-8")
@example(text="q;v\n2024Q1;1\n2024Q2;2", encoding="utf-8")
def test_anything_like_a_table_gives_a_series_or_says_what_is_wrong(path, text, encoding):
    check_outcome(path, text.encode(encoding))


@given(text=st.text(max_size=100))
@settings(max_examples=300)
def test_any_text_gives_a_series_or_says_what_is_wrong(path, text):
    check_outcome(path, text.encode("utf-8", "surrogatepass"))
