"""Workbooks: .xlsx, .xls and .ods, through calamine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.core.csv.options import CsvOptions
from workbench.core.csv.reader import series_of
from workbench.core.csv.table import Table
from workbench.core.errors import DataError, UnsettledError, storage_error
from workbench.core.formats.bounds import refuse_beyond_memory
from workbench.core.formats.columns import table_of as typed_table
from workbench.core.formats.magic import damaged, kind_of, locked
from workbench.core.formats.package import SheetFacts, refuse_bombs, refuse_repeated, sheet_facts
from workbench.core.formats.sheet import Row, table_of
from workbench.core.series import Finding, Guess, Series
from workbench.core.stopping import Progress, untold
from workbench.core.text import text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_TOLD_EVERY = 2**14  # rows
_BYTES_OF_A_CELL = 100


def table(path: Path, options: CsvOptions, progress: Progress = untold) -> Table:
    """Give the rows of the one sheet that holds some, or of the one that ``options`` names.

    Cells keep the types that they have in the workbook. Hidden sheets are only read by name.

    Raises:
        StorageError: it cannot be read.
        UnsettledError: several sheets hold rows.
        DataError: it is damaged, locked, too large, or holds no table.
    """
    import python_calamine as calamine

    progress(0.0)
    kind = kind_of(path)
    if kind != "xls":
        refuse_bombs(path)
    if kind == "ods":
        refuse_repeated(path)
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            sheet, facts, told = _chosen(book, path, options, bounded=kind != "xlsx")
            progress(0.3)
            refuse_beyond_memory(path, _BYTES_OF_A_CELL * sheet.height * sheet.width)
            rows = _rows(sheet, progress)
    except calamine.PasswordError as error:
        raise locked(path) from error
    except OSError as error:
        raise storage_error(path, error, saving=False) from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError) as error:
        raise damaged(path) from error
    guesses, findings = told
    name = path.name
    found = table_of(rows, name)
    progress(0.9)
    typed = typed_table(
        found.frame,
        options,
        name,
        guesses=guesses,
        findings=(*findings, *_missing_told(facts), *found.findings),
        lines=found.lines,
        units=found.units,
    )
    progress(1.0)
    return typed


def read(path: Path, options: CsvOptions, progress: Progress) -> Series:
    """Give the rows of the one sheet that holds some, or of the one that ``options`` names.

    Raises:
        StorageError: it cannot be read.
        UnsettledError: several sheets hold rows, or words can be read as times in several ways.
        DataError: it is damaged, locked, too large, or holds no table of numbers.
    """
    return series_of(table(path, options, progress))


def _chosen(
    book: CalamineWorkbook, path: Path, options: CsvOptions, *, bounded: bool
) -> tuple[CalamineSheet, SheetFacts, tuple[tuple[Guess, ...], tuple[Finding, ...]]]:
    """Give the sheet to read, what is known of it, and what is to be told of the choice."""
    import python_calamine as calamine

    tables = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
    names = [one.name for one in book.sheets_metadata]
    shown = [one.name for one in tables if one.visible == calamine.SheetVisibleEnum.Visible]
    hidden = [one.name for one in tables if one.name not in shown]
    if options.sheet is not None and options.sheet not in [one.name for one in tables]:
        raise DataError(
            text("{file} has no sheet {sheet}.", file=path.name, sheet=repr(options.sheet)),
            hint=text("Its sheets are: {sheets}.", sheets=", ".join(one.name for one in tables)),
        )
    findings: list[Finding] = []
    if hidden and options.sheet not in hidden:
        told = text("Hidden sheets, which were not read: {sheets}.", sheets=", ".join(hidden))
        findings.append(Finding("hidden_sheets", told, len(hidden)))
    sizes: dict[str, tuple[int, CalamineSheet, SheetFacts]] = {}
    for name in [options.sheet] if options.sheet is not None else shown:
        facts = SheetFacts() if bounded else sheet_facts(path, names, name)
        sheet = book.get_sheet_by_name(name)
        if sheet.height and sheet.width:
            sizes[name] = (sheet.height * sheet.width, sheet, facts)
    if not sizes:
        raise _nothing_there(path, hidden if options.sheet is None else [])
    by_size = sorted(sizes, key=lambda one: -sizes[one][0])
    if len(sizes) > 1:
        raise UnsettledError(
            text("{file} has several sheets with rows: {sheets}.", file=path.name, sheets=", ".join(sizes)),
            hint=text("Set data.options.sheet to the name of the one to read."),
            option="sheet",
            code="several_sheets",
            options=list(sizes),
            proposal=by_size[0],
        )
    chosen = by_size[0]
    guesses: tuple[Guess, ...] = ()
    if options.sheet is None and len(tables) > 1:
        guesses = (Guess("sheet", chosen, text("It is the only sheet with rows that is not hidden.")),)
    return sizes[chosen][1], sizes[chosen][2], (guesses, tuple(findings))


def _nothing_there(path: Path, hidden: list[str]) -> DataError:
    if hidden:
        return UnsettledError(
            text("{file} has rows only on hidden sheets: {sheets}.", file=path.name, sheets=", ".join(hidden)),
            hint=text("Set data.options.sheet to the name of the one to read."),
            option="sheet",
            code="hidden_sheets",
            options=hidden,
        )
    return DataError(
        text("{file} is empty.", file=path.name), hint=text("Choose a file with a header line and rows of numbers.")
    )


def _rows(sheet: CalamineSheet, progress: Progress) -> list[Row]:
    """Give every row from the first, so that a row's place is its line."""
    start = sheet.start or (0, 0)
    rows: list[Row] = [[] for _ in range(start[0])]
    before: list[Any] = [None] * start[1]
    for at, row in enumerate(sheet.iter_rows()):
        rows.append([*before, *(_cell(cell) for cell in row)] if before else [_cell(cell) for cell in row])
        if at % _TOLD_EVERY == 0:
            progress(0.3 + 0.5 * at / max(1, sheet.height))
    return rows


def _cell(cell: Any) -> Any:
    """Give a cell without the blanks around its words; None for an empty one."""
    if isinstance(cell, str):
        return cell.strip() or None
    return cell


def _missing_told(facts: SheetFacts) -> tuple[Finding, ...]:
    found = []
    if facts.errors:
        found.append(
            Finding(
                "error_cells",
                text("Cells with an error, such as #N/A, taken as missing: {count}.", count=facts.errors),
                facts.errors,
            )
        )
    if facts.uncomputed:
        found.append(
            Finding(
                "uncomputed_formulas",
                text(
                    "Formulas without a result, taken as missing: {count}. Open the file in a spreadsheet and save it"
                    " to have them computed.",
                    count=facts.uncomputed,
                ),
                facts.uncomputed,
            )
        )
    return tuple(found)
