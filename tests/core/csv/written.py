"""CSV files for one test."""

from workbench.core.csv import CsvOptions, read_csv


def read(folder, content, **options):
    """Write ``content`` to a file and read it as a series."""
    path = folder / "rows.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv(path, CsvOptions(**options))


def guessed(series):
    """What the reader decided by itself."""
    return {guess.option: guess.value for guess in series.guesses}
