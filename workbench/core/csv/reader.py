"""Reads a CSV file with pandas once its encoding, separator and time column are settled."""

from __future__ import annotations

import io
import itertools
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.core import storage
from workbench.core.csv.clock import find_clock
from workbench.core.csv.dialect import Dialect, settle_dialect
from workbench.core.csv.encoding import decode
from workbench.core.csv.options import CsvOptions
from workbench.core.errors import DataError
from workbench.core.series import Finding, Guess, Labels, Series
from workbench.core.text import Text, text

if TYPE_CHECKING:
    import pandas as pd

MOST_BYTES = 2**31
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]*[\r\n]")


def read_csv(path: Path, options: CsvOptions | None = None) -> Series:
    """Read the series in ``path``; what ``options`` leaves open is guessed and told in ``guesses``.

    A column of numbers becomes a column of the series; a column with any cell that is no
    number is named in ``left_out``. No row is dropped and no value is changed. A blank line
    between two rows is a missing value where there is one column, and else no row, which is told.

    Args:
        path: the file.
        options: the user's choices.

    Raises:
        StorageError: the file is missing or unreadable.
        DataError: the file is empty, has no rows or no column of numbers, or is not a table.
    """
    options = options or CsvOptions()
    content = storage.read_bytes(path, most=MOST_BYTES)
    name = path.name
    written, encoding_guess = decode(content, options.encoding, name)
    if not written.strip():
        raise DataError(
            text("{file} is empty.", file=name),
            hint=text("Choose a file with a header line and rows of numbers."),
        )
    dialect, dialect_guesses = settle_dialect(written, options)
    frame, blank_lines = _frame(written.strip("\r\n "), dialect, name)
    clock = find_clock(frame, options, name)
    columns, left_out, notices = _numeric_columns(frame, clock.used, name)
    guesses: list[Guess] = [*encoding_guess, *dialect_guesses, *clock.guesses]
    values = np.column_stack([columns[column] for column in columns])
    order = clock.order if clock.order is not None else slice(None)
    return Series(
        name=name,
        columns=tuple(columns),
        values=np.ascontiguousarray(values[order]),
        times=clock.times,
        time_name=clock.name,
        left_out=tuple(left_out),
        guesses=tuple(guesses),
        findings=tuple(Finding("notice", words) for words in (*clock.notices, *blank_lines, *notices)),
        labels={column: _labels(frame[column][order]) for column in left_out if frame[column].notna().any()},
    )


def _labels(cells: pd.Series[Any]) -> Labels:
    import pandas as pd

    codes, words = pd.factorize(cells.astype(object))
    return Labels(codes.astype(np.int32), tuple(str(word) for word in words))


def _frame(written: str, dialect: Dialect, name: str) -> tuple[pd.DataFrame, list[Text]]:
    """Give the rows, and what is to be told of blank lines between them."""
    frame = _parsed(written, dialect, name, skip_blank_lines=True)
    notices = []
    if _BLANK_LINE.search(written):  # or it stands inside quotation marks; only pandas can tell
        every_line = _parsed(written, dialect, name, skip_blank_lines=False)
        if len(frame.columns) == 1:
            frame = every_line
        elif blank := len(every_line) - len(frame):
            notices.append(text("Blank lines between the rows, which were left out: {count}.", count=f"{blank:,}"))
    frame.columns = _unique([str(column).strip() for column in frame.columns])
    if frame.empty:
        raise DataError(
            text("{file} has a header but no rows.", file=name),
            hint=text("Choose a file with at least a few dozen rows."),
        )
    return frame, notices


def _parsed(written: str, dialect: Dialect, name: str, *, skip_blank_lines: bool) -> pd.DataFrame:
    import pandas as pd  # loading it takes half a second: not before a file is read

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)  # a row longer than the header would be cut
            return pd.read_csv(
                io.StringIO(written),
                sep=dialect.separator,
                decimal=dialect.decimal,
                skipinitialspace=True,
                skip_blank_lines=skip_blank_lines,
                index_col=False,
                low_memory=False,  # else a column's type may change from one part of the file to the next
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.EmptyDataError, ValueError) as error:
        raise DataError(
            text("{file} is not a table: {why}.", file=name, why=_why(error)),
            hint=text("Check the separator, and that every row has as many cells as the header."),
        ) from error


def _why(error: Exception) -> str:
    """Say in the user's words what pandas found."""
    found = str(error).strip().rstrip(".")
    if uneven := re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", found):
        most, line, cells = uneven.groups()
        return text("line {line} has {cells} cells, the lines before it have {most}", line=line, cells=cells, most=most)
    if found.startswith("Length of header"):
        return text("its rows have more cells than its header")
    if "EOF inside string" in found:
        return text("a quotation mark is opened and never closed")
    return found


def _unique(names: list[str]) -> list[str]:
    """Number the repetitions of a name, as pandas does: a, a.1, a.2."""
    seen: set[str] = set()
    for at, name in enumerate(names):
        numbered = (f"{name}.{number}" for number in itertools.count(1))
        names[at] = name if name not in seen else next(new for new in numbered if new not in seen.union(names))
        seen.add(names[at])
    return names


def _numeric_columns(
    frame: pd.DataFrame, used: frozenset[str], name: str
) -> tuple[dict[str, np.ndarray], list[str], list[Text]]:
    columns: dict[str, np.ndarray] = {}
    left_out: list[str] = []
    notices: list[Text] = []
    for column in frame.columns:
        if column in used:
            continue
        cells = frame[column]
        if cells.dtype.kind not in "iufb" or not cells.notna().any():
            left_out.append(column)
            continue
        values = cells.to_numpy(dtype=np.float64)
        infinite = np.isinf(values)
        if infinite.any():
            values = np.where(infinite, np.nan, values)
            notices.append(
                text(
                    "{column}: values too large for a number, taken as missing: {count}.",
                    column=column,
                    count=int(infinite.sum()),
                )
            )
        columns[column] = values
    if not columns:
        raise DataError(
            text("{file} has no column of numbers.", file=name),
            hint=text("Columns with words in them are left out; check the separator and the decimal mark."),
        )
    return columns, left_out, notices
