"""A large text file is read as many small ones that must agree, into columns that are mapped."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from workbench.core.csv.options import CsvOptions
from workbench.core.csv.plausible import implausible
from workbench.core.csv.reader import read_csv
from workbench.core.errors import DataError, StorageError, UnsettledError
from workbench.core.large.blocks import Block, blocks_of, first_lines
from workbench.core.large.memory import block_bytes
from workbench.core.large.store import Building, Damaged, Stored, blocks_rows, key_of, load
from workbench.core.large.words import (
    Findings,
    findings_from_json,
    findings_to_json,
    guesses_from_json,
    guesses_to_json,
)
from workbench.core.series import Finding, Guess, Series, Times
from workbench.core.stopping import Progress
from workbench.core.text import text

_TIMES_THE_FILE = 3  # columns of 8 bytes for cells of two letters, and a second copy where rows are turned round


def read_large(path: Path, options: CsvOptions, progress: Progress) -> Series:
    """Give the series of a text file whose columns do not fit into the memory.

    The values are a map of a file in the cache, made when the file is first read. Every block goes
    through the reader of small files, with what it made out in the first one; blocks that
    disagree are refused, so that nothing is read by two rules.

    Raises:
        StorageError: the file cannot be read, or the cache has no room.
        DataError: the file is no series, or changes its structure on the way.
    """
    key = key_of(path, options.model_dump_json())
    told: tuple[Finding, ...] = ()
    try:
        stored = load(key)
    except Damaged:
        stored = None
        words = text("The columns kept of {file} were damaged; they were removed, and the file was read again.",
                     file=path.name)  # fmt: skip
        told = (Finding("cache_damaged", words),)
    if stored is None:
        with Building(key, _TIMES_THE_FILE * key.size) as building:
            made = _Reading(path, options, building)
            for block in blocks_of(path, block_bytes()):
                progress(0.95 * block.done / key.size)
                made.take(block)
            if key_of(path, key.options) != key:
                raise DataError(
                    text("{file} changed while it was read.", file=path.name),
                    hint=text("Wait until the program that writes it has ended, and open it again."),
                )
            stored = made.finish()
    progress(1.0)
    return _series(path, stored, told)


def _series(path: Path, stored: Stored, told: tuple[Finding, ...]) -> Series:
    about = stored.about
    larger = Finding(
        "larger_than_memory",
        text("{file} is larger than the memory: its columns are kept in {folder}.",
             file=path.name, folder=about["folder"]),
    )  # fmt: skip
    return Series(
        name=path.name,
        columns=tuple(about["columns"]),
        values=stored.values,
        times=stored.times,
        time_name=about["time_name"],
        left_out=tuple(about["left_out"]),
        guesses=guesses_from_json(about["guesses"]),
        findings=(larger, *told, *findings_from_json(about["findings"])),
        lines=stored.lines,
        units=about.get("units", {}),
    )


@dataclass
class _Reading:
    """What is known while the blocks go by."""

    path: Path
    options: CsvOptions
    building: Building
    header: bytes = b""
    first: Series | None = None
    units: dict[str, str] = field(default_factory=dict)  # those that every block names alike
    last_time: np.datetime64 | None = None
    step: np.timedelta64 | None = None
    blocks: list[range] = field(default_factory=list)
    latest: np.datetime64 | None = None
    overlaps: bool = False  # a block has times from before the end of another above it
    falling: bool = True  # every block lies before the one above it
    seams: list[tuple[np.datetime64, np.datetime64, int]] = field(default_factory=list)
    lost: dict[str, int] = field(default_factory=dict)  # columns that hold words further down, and from which line
    appeared: set[str] = field(default_factory=set)
    group: str = ""  # the column that tells series of one block apart
    findings: Findings = field(default_factory=Findings)
    some: list[tuple[Times, NDArray[np.int64]]] = field(default_factory=list)  # times of each block, and their lines

    def take(self, block: Block) -> None:
        """Read a block, and write its rows below those of the blocks before."""
        if self.first is None:
            series = self._read(block.content)
            self.first, self.step, self.units = series, series.step, dict(series.units)
            above = int(series.lines.min()) - 1 if series.lines is not None else 1
            self.header = first_lines(block.content, above)
            self.options = _pinned(self.options, series.guesses)
            before = 0
        elif not block.content.strip():
            return
        else:
            series = self._of_later(block)
            self._compare(series, block)
            self.units = {name: unit for name, unit in self.units.items() if series.units.get(name) == unit}
            before = block.first_line - 1 - self.header.count(b"\n")
        for finding in series.findings:
            if finding.code == "implausible_times":
                continue  # what is far from the others of a block is looked at among those of all blocks
            if finding.code == "many_series":
                self.group = self.group or str(finding.message.values["column"])
                continue
            if not self._is_of_the_header(finding) or before == 0:
                self.findings.add(finding, before)
        self._write(series, before)

    def finish(self) -> Stored:
        """Put the rows in order, and give what was written."""
        first = self.first
        if first is None:
            raise DataError(
                text("{file} is empty.", file=self.path.name),
                hint=text("Choose a file with a header line and rows of numbers."),
            )
        kept = [at for at, name in enumerate(first.columns) if name not in self.lost]
        if not kept:
            raise DataError(
                text("{file} has no column of numbers.", file=self.path.name),
                hint=text("Columns with words in them are left out; check the separator and the decimal mark."),
            )
        falls = first.times is not None and self.falling and len(self.blocks) > 1
        self._tell_seams(falls)
        if self.group:
            words = text("Every time comes again for each {column}. In a file larger than the memory the series are "
                         "not told apart: all rows are one.", column=self.group)  # fmt: skip
            self.findings.add(Finding("many_series", words))
        if self.some:
            times, lines = (np.concatenate(parts) for parts in zip(*self.some, strict=True))
            for finding in implausible(times, lines):
                self.findings.add(finding)
        order = self.blocks[::-1] if falls else self.blocks
        if falls or len(kept) < len(first.columns):
            self.building.rearrange(order, kept, len(first.columns))
        for name, line in self.lost.items():
            words = text("{column} holds words further down, first below line {line}; it is left out.",
                         column=name, line=f"{line:,}")  # fmt: skip
            self.findings.add(Finding("words_further_down", words, 1, (line,)))
        for name in sorted(self.appeared):
            words = text("{column} has no number in the first {rows} rows; it is left out.",
                         column=name, rows=f"{len(self.blocks[0]):,}")  # fmt: skip
            self.findings.add(Finding("numbers_further_down", words))
        about: dict[str, Any] = {
            "columns": [first.columns[at] for at in kept],
            "time_name": first.time_name,
            "left_out": [*first.left_out, *self.lost],
            "units": {name: unit for name, unit in self.units.items() if name not in self.lost},
            "guesses": guesses_to_json(first.guesses),
            "findings": findings_to_json(self.findings.all()),
            "folder": str(self.building.folder.parent),
        }
        return self.building.finish(about, blocks_rows(self.blocks), len(kept))

    def _read(self, content: bytes, options: CsvOptions | None = None) -> Series:
        """Read some lines as a file of the same name, so that the reader's words fit."""
        small = self.building.folder / "block" / self.path.name
        try:
            small.parent.mkdir(exist_ok=True)
            small.write_bytes(content)
            return read_csv(small, options or self.options)
        except OSError as error:
            raise StorageError(
                text("{path} could not be saved: {why}.", path=small, why=error.strerror or str(error)),
                hint=text("Free some space or choose another folder; what was there before is unchanged."),
            ) from error
        finally:
            small.unlink(missing_ok=True)

    def _of_later(self, block: Block) -> Series:
        """Read a later block; what it alone leaves open follows from the rows before it."""
        content = self.header + block.content
        try:
            return self._read(content)
        except UnsettledError as error:
            fitting = [one for one in self._readings(content, error) if self._goes_on(one)]
            if len(fitting) != 1:
                raise self._elsewhere(error, block) from error
            return fitting[0]
        except DataError as error:
            raise self._elsewhere(error, block) from error

    def _readings(self, content: bytes, error: UnsettledError) -> list[Series]:
        found = []
        for value in error.options:
            try:
                found.append(self._read(content, self.options.model_copy(update={error.option: value})))
            except DataError:  # it cannot be read so: the question has one answer less
                continue
        return found

    def _goes_on(self, series: Series) -> bool:
        """Whether the rows follow on those before at the usual distance."""
        if series.times is None or self.last_time is None or self.step is None:
            return False
        ahead = min(abs(series.times[0] - self.last_time), abs(series.times[-1] - self.last_time))
        return bool(ahead <= 2 * self.step and series.step == self.step)

    def _compare(self, series: Series, block: Block) -> None:
        """Refuse a block that was read by other rules than the first."""
        first = self.first
        assert first is not None  # this is a later block
        if (series.times is None) != (first.times is None) or series.time_name != first.time_name:
            raise DataError(
                text(
                    "{file}: below line {line} the cells of {column} cannot all be read as dates or times.",
                    file=self.path.name,
                    line=f"{block.first_line:,}",
                    column=first.time_name or series.time_name,
                ),
                hint=text("Mend those rows, choose another time column, or say that the rows are already in order."),
            )
        known = {guess.option: guess.value for guess in first.guesses}
        for guess in series.guesses:
            if guess.option in known and known[guess.option] != guess.value:
                raise DataError(
                    text(
                        "{file} changes on the way: above line {line} {option} is {before}, below it {after}.",
                        file=self.path.name,
                        line=f"{block.first_line:,}",
                        option=guess.option,
                        before=repr(known[guess.option]),
                        after=repr(guess.value),
                    ),
                    hint=text("Set data.options.{option}, or divide the file.", option=guess.option),
                )
        for name in first.columns:
            if name not in series.columns and name in series.labels:
                self.lost.setdefault(name, block.first_line)
        self.appeared.update(name for name in series.columns if name in first.left_out and name not in first.labels)

    def _write(self, series: Series, before: int) -> None:
        first = self.first
        assert first is not None  # the block is the first, or a later one
        start = self.blocks[-1].stop if self.blocks else 0
        self.blocks.append(range(start, start + len(series)))
        if series.columns == first.columns:
            values = series.values
        else:
            values = np.full((len(series), len(first.columns)), np.nan)
            for at, name in enumerate(first.columns):
                if name in series.columns:
                    values[:, at] = series.column(name)
        self.building.add("values", values)
        if series.times is not None:
            self.building.add("times", series.times)
            self._look_at_seam(series.times, before)
            self._remember_some(series, before)
        if first.lines is not None and series.lines is not None:
            self.building.add("lines", series.lines + before)

    def _remember_some(self, series: Series, before: int) -> None:
        """Keep the first, the last and some other times of a block, to see at the end which are far from all."""
        assert series.times is not None  # who calls it has looked
        ends = [int(series.times.argmin()), int(series.times.argmax())]
        rows = np.array([*range(0, len(series), max(1, len(series) // 20)), *ends])
        lines = series.lines[rows] + before if series.lines is not None else np.zeros(len(rows), np.int64)
        self.some.append((series.times[rows], lines))

    def _look_at_seam(self, times: Times, before: int) -> None:
        if self.last_time is not None:
            self.seams.append((self.last_time, times[0], before))
            previous = self.seams[-2][1] if len(self.seams) > 1 else self._first_time()
            self.falling = self.falling and bool(times[-1] <= previous)
        self.overlaps = self.overlaps or (self.latest is not None and bool(times.min() < self.latest))
        self.latest = times.max() if self.latest is None else max(self.latest, times.max())
        self.last_time = times[-1]

    def _first_time(self) -> np.datetime64:
        assert self.first is not None  # there was a block before
        assert self.first.times is not None  # and it had times
        first: np.datetime64 = self.first.times[0]
        return first

    def _tell_seams(self, falls: bool) -> None:
        """Tell of the two rows at the seam of two blocks what the reader tells of any two rows."""
        if self.overlaps and not falls:
            words = text("The rows are not in the order of their times; times that come again far below were not"
                         " looked for.")  # fmt: skip
            self.findings.add(Finding("repeats_not_looked_for", words))
        for last, then, line in self.seams if not falls else ():
            distance = then - last
            for applies, words in self._of_distance(distance):
                if applies:
                    self.findings.add(Finding("notice", words, 1, (line,) if self.first_has_lines else ()))

    @property
    def first_has_lines(self) -> bool:
        """Whether the reader tells lines at all."""
        return self.first is not None and self.first.lines is not None

    def _of_distance(self, distance: np.timedelta64) -> tuple[tuple[bool, Any], ...]:
        none = np.timedelta64(0)
        wide = self.step is not None and self.step > none and distance > self.step * 3 / 2
        return (
            (
                bool(distance < none),
                text("Rows where the time goes back: {count}. They are kept in the order of the file.", count=1),
            ),
            (
                bool(distance == none),
                text("Rows that repeat the time of the row before: {count}.", count=1),
            ),
            (
                bool(wide),
                text("Gaps in the times: {count}.", count=1),
            ),
        )

    def _is_of_the_header(self, finding: Finding) -> bool:
        """Whether a later block only repeats what the header brought with it."""
        above = self.header.count(b"\n")
        return bool(finding.lines) and max(finding.lines) <= above

    def _elsewhere(self, error: DataError, block: Block) -> DataError:
        return DataError(
            text(
                "{file}, lines {first} to {last}: {what}",
                file=self.path.name,
                first=f"{block.first_line:,}",
                last=f"{block.first_line + max(0, len(block.content.splitlines()) - 1):,}",
                what=error.what,
            ),
            hint=error.hint,
        )


def _pinned(options: CsvOptions, guesses: tuple[Guess, ...]) -> CsvOptions:
    """Settle what the first block settled, as far as a guess is a value of its option."""
    for guess in guesses:
        value: object = guess.value
        try:
            options = CsvOptions.model_validate({**options.model_dump(), guess.option: value})
        except ValidationError:  # told in words only; the blocks are compared by it
            continue
    return options
