"""What the self test does besides the window's own way: every kind of file, every optimizer, a Keras file's weights.

Each of them loads libraries, or parts of them, that nothing else needs: what was not packed shows here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from workbench.core.csv.options import CsvOptions
from workbench.core.experiment import Experiment
from workbench.core.fields import settings_of
from workbench.core.formats import read_file
from workbench.core.large.reading import read_large
from workbench.core.series import Series
from workbench.core.settings.training_spec import TrainingSpec
from workbench.core.stopping import StopToken, untold

_ROWS, _ROWS_TRAINED = 500, 800
_STEP = np.timedelta64(1, "h")


def prove_reading(folder: Path) -> str:
    """Write one table in every kind of file and read it back; give the kinds that were read.

    Raises:
        ValueError: other values came back.
    """
    values = np.round(np.sin(np.arange(_ROWS) / 7.0), 6)
    times = np.datetime64("2024-01-01T00", "s") + _STEP * np.arange(_ROWS)
    words = np.where(np.arange(_ROWS) % 3, "dry", "wet")
    files = _write_tables(folder, times, values, words)
    read = {file.name: read_file(file) for file in files}
    for name, series in read.items():
        if set(series.labels["sky"].words) != {"dry", "wet"}:
            raise ValueError(f"the words of {name} were read otherwise than they were written")
    read["a large file"] = read_large(files[0], CsvOptions(), untold)  # which has no words
    for name, series in read.items():
        if not np.array_equal(series.column("level"), values):
            raise ValueError(f"{name} was read with other values than were written")
    return ", ".join(read)


def _write_tables(folder: Path, times: np.ndarray, values: np.ndarray, words: np.ndarray) -> list[Path]:
    import gzip

    import openpyxl
    import pyarrow as pa
    from pyarrow import feather, parquet

    text, packed, sheet, columns, arrow = (
        folder / f"read.{suffix}" for suffix in ("csv", "csv.gz", "xlsx", "parquet", "feather")
    )
    rows = list(zip(times.tolist(), values.tolist(), words.tolist(), strict=True))
    lines = "".join(f"{time:%Y-%m-%d %H:%M:%S},{value!r},{word}\n" for time, value, word in rows)
    text.write_text("time,level,sky\n" + lines, encoding="utf-8")
    packed.write_bytes(gzip.compress(text.read_bytes()))
    book = openpyxl.Workbook()
    for row in [("time", "level", "sky"), *rows]:
        book.active.append(row)
    book.save(sheet)
    table = pa.table({"time": times, "level": values, "sky": words.tolist()})
    parquet.write_table(table, columns)
    feather.write_feather(table, arrow)
    return [text, packed, sheet, columns, arrow]


def prove_sorting() -> str:
    """Sort Chinese names as a file dialog does; give them.

    Raises:
        ValueError: they were not sorted by their sound: Qt finds no data of its library for languages.
    """
    from PySide6.QtCore import QCollator, QLocale

    names = ["上海", "北京"]  # shàng, běi; the other way round by the numbers of their characters
    collator = QCollator(QLocale("zh_CN"))
    if collator.compare(*names) <= 0:
        raise ValueError("Chinese names are not sorted by their sound")
    return ", ".join(reversed(names))


def prove_kernels() -> str:
    """Run the compiled kernels of every kind of recurrent layer; give who compiled them.

    Raises:
        ValueError: there are none, or they do not run.
    """
    from workbench.engine.recurrent import carrier

    for kind in ("lstm", "gru", "simple_rnn"):
        if why := carrier.obstacle(kind):
            raise ValueError(f"the kernels of {kind} cannot be used: {why}")
    return carrier.origin()


def prove_training(experiment: Experiment, series: Series) -> str:
    """Train one epoch with every optimizer and schedule on a part of ``series``; give the optimizers' names.

    Raises:
        ValueError: a training ended without a loss.
    """
    from workbench.engine.learning.events import EpochDone
    from workbench.engine.runs import run

    choices = {one.name: tuple(one.choices) for one in settings_of(TrainingSpec) if one.choices}
    part = series.take(np.arange(min(len(series), _ROWS_TRAINED)))
    for at, schedule in enumerate(choices["schedule"]):
        optimizer = choices["optimizer"][at % len(choices["optimizer"])]
        wanted = experiment.with_settings("training", optimizer=optimizer, schedule=schedule, epochs=1)
        events = list(run(wanted, part, StopToken()))
        if not any(isinstance(event, EpochDone) and np.isfinite(event.train_loss) for event in events):
            raise ValueError(f"the training with {optimizer} ended without a loss")
    return ", ".join(choices["optimizer"])


def prove_keras(path: Path) -> str:
    """Read an exported Keras file with its weights back as a model; give how many layers it has.

    Raises:
        ValueError: it is not the workbench's own.
    """
    from workbench.engine.export.keras import load_keras

    model = load_keras(path)
    if model is None:
        raise ValueError("the exported Keras file was not read as a model")
    return str(len(model.experiment.layers))
