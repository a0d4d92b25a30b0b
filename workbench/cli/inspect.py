"""``workbench inspect``: what a file holds, as the reader understands it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table as Drawn

from workbench.cli import output
from workbench.cli.exit_codes import GOOD, MISTAKE
from workbench.cli.writing import refuse_to_replace
from workbench.core.csv.inspection import frame_of
from workbench.core.csv.options import CsvOptions
from workbench.core.experiment import Experiment
from workbench.core.fields import settings_of
from workbench.core.formats.inspection import inspect_file
from workbench.core.settings.experiment_file import with_values
from workbench.core.storage import write_whole

if TYPE_CHECKING:
    import pandas as pd

_MOST_COLUMNS = 40


def inspect(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file, an archive with one, a workbook or a Parquet file.")
    ],
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="OPTION=VALUE", help="How to read it, as in day_first=true; may be repeated."),
    ] = None,
    frame_file: Annotated[
        Path | None,
        typer.Option("--out", metavar="FRAME.parquet", help="Where to write the table.", show_default=False),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Tell what is in a file: columns, time, what was guessed, what is odd, and what is unclear.

    Raises:
        SettingsError: an option does not exist, or cannot have that value.
        StorageError: the table cannot be written, or is already there.
    """
    options = _options(assignments or [])
    if frame_file is not None:
        refuse_to_replace(frame_file, overwrite=overwrite)
    told, table = inspect_file(file, options)
    if table is not None and frame_file is not None:
        write_whole(frame_file, _parquet(frame_of(table)))
    if as_json:
        output.say_json(told, indent=1)
    else:
        _show(told, file)
    raise typer.Exit(MISTAKE if told["status"] == "error" else GOOD)


_SPELT_OUT = {"tab": "\t", "\\t": "\t", "space": " ", "none": ""}


def _options(assignments: list[str]) -> CsvOptions:
    """Read ``separator=;`` as the experiment's ``data.options.separator``; words need no quotation marks."""
    of_words = {setting.name for setting in settings_of(CsvOptions) if setting.kind in ("text", "choice")}
    whole = []
    for assignment in assignments:
        name, equals, value = assignment.strip().removeprefix("data.options.").partition("=")
        if equals and name.strip() in of_words and value != "null" and not value.startswith('"'):
            value = json.dumps(_SPELT_OUT.get(value, value))
        whole.append(f"data.options.{name}{equals}{value}")
    return with_values(Experiment(), whole).data.options


def _parquet(frame: pd.DataFrame) -> bytes:
    written = io.BytesIO()
    frame.to_parquet(written, engine="pyarrow", index=False)
    return written.getvalue()


def _show(told: dict[str, Any], file: Path) -> None:
    if told["error"] is not None:
        output.tell(told["error"]["message"])
        return
    time = told["time"]
    span = f"{time['first']} to {time['last']} ({time['column']})" if time else "rows in order"
    rows = [] if told["rows"] is None else [("Rows", f"{told['rows']:,}"), ("Time", span)]
    output.say(output.aligned([("File", str(file)), *rows]))
    if told["columns"]:
        output.show(_drawn(told["columns"]))
    lines = [
        *(("Guessed", f"{one['option']} = {one['value']!r}: {one['evidence']}") for one in told["guesses"]),
        *(("Notice", one["message"]) for one in told["warnings"]),
        *(("Question", f"{one['message']} Proposed: {one['chosen']}.") for one in told["questions"]),
    ]
    if lines:
        output.say(output.aligned(lines))


def _drawn(columns: list[dict[str, Any]]) -> Drawn:
    drawn = Drawn()
    drawn.add_column("Column")
    drawn.add_column("Kind")
    for title in ("Missing", "First", "Last"):
        drawn.add_column(title, justify="right")
    for column in columns[:_MOST_COLUMNS]:
        ends = [_cell(column[end]) for end in ("first", "last")]
        drawn.add_row(_cell(column["name"]), column["kind"], f"{column['missing']:,}", *ends)
    if len(columns) > _MOST_COLUMNS:
        drawn.add_row(f"… {len(columns) - _MOST_COLUMNS:,} more", "", "", "", "")
    return drawn


def _cell(value: object) -> str:
    from rich.markup import escape

    return escape("–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)[:30])
