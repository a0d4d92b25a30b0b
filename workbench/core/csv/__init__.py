"""From the bytes of a CSV file to a Series, with everything that was guessed on the way."""

from workbench.core.csv.options import CsvOptions
from workbench.core.csv.reader import read_csv

__all__ = ["CsvOptions", "read_csv"]
