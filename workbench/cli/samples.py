"""``workbench samples``: the series that come with the app."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from workbench.cli import output
from workbench.cli.writing import refuse_to_replace
from workbench.core.errors import SettingsError
from workbench.core.sources.samples import SAMPLES, sample_csv, sample_named
from workbench.core.storage import write_whole


def samples(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A sample to write.", show_default=False)] = None,
    csv_file: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it.", show_default=False)
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there.")] = False,
) -> None:
    """List the samples, or write one of them as a CSV file.

    Raises:
        DataError: there is no such sample.
        SettingsError: only one of name and file was given.
        StorageError: the file cannot be written, or is already there.
    """
    if name is None and csv_file is None:
        output.show(_table())
        return
    if name is None or csv_file is None:
        raise SettingsError(
            "To write a sample, both its name and a file are needed.",
            hint="Write it as in: workbench samples nile -o nile.csv.",
        )
    sample = sample_named(name)
    refuse_to_replace(csv_file, overwrite=overwrite)
    write_whole(csv_file, sample_csv(sample))
    output.say(str(csv_file))


def _table() -> Table:
    table = Table()
    table.add_column("Name", no_wrap=True)
    table.add_column("Rows", justify="right")
    table.add_column("Columns", justify="right")
    table.add_column("What it is")
    for sample in SAMPLES:
        series = sample.series()
        table.add_row(sample.name, f"{len(series):,}", str(len(series.columns)), sample.summary)
    return table
