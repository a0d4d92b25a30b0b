"""A folder of files with the same columns: the series of one group, told apart by a column with the files' names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from workbench.core.csv.options import CsvOptions
from workbench.core.errors import DataError, storage_error
from workbench.core.large.memory import is_larger_than_memory
from workbench.core.series import Finding, Labels, Series
from workbench.core.sources.groups import one_behind_the_other
from workbench.core.stopping import Progress
from workbench.core.storage import size_of
from workbench.core.text import text

GROUPS = ("file", "file name", "name of the file")  # the first that is no column of the files
_MOST_FILES = 10_000


def files_in(folder: Path, suffixes: Sequence[str]) -> list[Path]:
    """Give the tables in ``folder``, in the order in which people count: a2 before a10.

    Raises:
        StorageError: the folder cannot be read.
        DataError: there is no table in it, or more than anybody means.
    """
    try:
        found = [one for one in folder.iterdir() if one.is_file() and one.name.lower().endswith(tuple(suffixes))]
    except OSError as error:
        raise storage_error(folder, error, saving=False) from error
    files = [one for one in found if not one.name.startswith(".")]
    if not 0 < len(files) <= _MOST_FILES:
        raise DataError(
            text("The folder {folder} holds {count:,} tables.", folder=folder.name, count=len(files)),
            hint=text("Choose a folder with one file for each series; at most {most:,} are read.", most=_MOST_FILES),
        )
    return sorted(files, key=_counted)


def _counted(file: Path) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", file.name.casefold())]


def read(
    folder: Path,
    suffixes: Sequence[str],
    read_one: Callable[[Path, CsvOptions, Progress], Series],
    options: CsvOptions,
    progress: Progress,
) -> Series:
    """Give the rows of all tables in ``folder`` one behind the other, with a column of the files' names.

    Args:
        folder: where they are.
        suffixes: how the names of tables end.
        read_one: reads one file.
        options: the user's choices, for every file.
        progress: told how much is read, from 0 to 1; may raise to end the reading.

    Raises:
        StorageError: a file cannot be read.
        DataError: a file is no series, or has other columns than the first.
    """
    files = files_in(folder, suffixes)
    if is_larger_than_memory(sum(map(size_of, files))):
        raise DataError(
            text("The tables in {folder} are larger than the memory.", folder=folder.name),
            hint=text("Put fewer files into the folder, or join them into one file, which is read by blocks."),
        )
    parts: list[Series] = []
    for at, file in enumerate(files):
        part = read_one(file, options, _share(progress, at, len(files)))
        parts.append(_like(parts[0], part, files[0].name, file.name) if parts else part)
    return _joined(folder.name, files, parts)


def _share(progress: Progress, at: int, count: int) -> Progress:
    """Give what tells how much of one file is read as how much of all."""
    return lambda share: progress((at + share) / count)


def _like(first: Series, part: Series, first_name: str, name: str) -> Series:
    """Give ``part`` with its columns in the order of the first file's."""
    same_clock = (first.times is None) == (part.times is None) and first.time_name == part.time_name
    if set(part.columns) != set(first.columns) or set(part.labels) != set(first.labels) or not same_clock:
        different = sorted(
            (set(part.columns) ^ set(first.columns))
            | (set(part.labels) ^ set(first.labels))
            | ({part.time_name, first.time_name} - {""} if not same_clock else set())
        )
        raise DataError(
            text("{file} has other columns than {first}: {columns}.",
                 file=name, first=first_name, columns=", ".join(different)),
            hint=text("Put only files with the same columns into the folder."),
        )  # fmt: skip
    return replace(part, columns=first.columns, values=np.ascontiguousarray(part.select(first.columns)))


def _joined(name: str, files: Sequence[Path], parts: Sequence[Series]) -> Series:
    words: dict[str, tuple[str, ...]] = {}
    for label in parts[0].labels:
        words[label] = tuple(dict.fromkeys(word for part in parts for word in part.labels[label].words))
    alike = []
    for part in parts:
        labels = {label: _coded(part.labels[label], of) for label, of in words.items()}
        alike.append(replace(part, labels=labels))
    findings = tuple(
        replace(found, message=text("{series}: {what}", series=file.name, what=found.message))
        for file, part in zip(files, parts, strict=True)
        for found in part.findings
    )
    units, other = _units(files, parts)
    group = next(one for one in GROUPS if one not in (*parts[0].columns, *parts[0].labels))
    codes = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])
    whole = one_behind_the_other(alike)
    named = {group: Labels(codes, tuple(file.name for file in files)), **whole.labels}
    return replace(whole, name=name, labels=named, findings=(*findings, *other), units=units)


def _units(files: Sequence[Path], parts: Sequence[Series]) -> tuple[dict[str, str], list[Finding]]:
    """Give the units that no file contradicts, and tell of those that one does."""
    said: dict[str, dict[str, str]] = {}  # by column, each unit with the first file that says it
    for file, part in zip(files, parts, strict=True):
        for column, unit in part.units.items():
            said.setdefault(column, {}).setdefault(unit, file.name)
    told = []
    for column, units in said.items():
        if len(units) > 1:
            shown = ", ".join(f"{unit} ({file})" for unit, file in units.items())
            words = text("{column} has several units: {units}; the numbers were taken as they are.",
                         column=column, units=shown)  # fmt: skip
            told.append(Finding("mixed_units", words, len(units)))
    return {column: next(iter(units)) for column, units in said.items() if len(units) == 1}, told


def _coded(labels: Labels, words: Sequence[str]) -> Labels:
    """Give the same words with codes among the ``words`` of all files."""
    places = {word: at for at, word in enumerate(words)}
    new = np.array([*(places[word] for word in labels.words), -1], np.int32)
    return Labels(new[labels.codes], tuple(words))
