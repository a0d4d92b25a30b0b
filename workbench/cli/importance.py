"""``workbench importance``: what a trained network looks at."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Plain

from workbench.cli import output
from workbench.cli.exit_codes import INTERRUPTED
from workbench.cli.forecast import ModelFile
from workbench.core.errors import DataError
from workbench.core.series import number_with_unit, with_unit
from workbench.core.text import text

if TYPE_CHECKING:
    from workbench.engine.judgement.importance import Importance

_BLOCKS = " ▁▂▃▄▅▆▇█"


def importance(
    model_file: ModelFile,
    method: Annotated[
        Literal["permutation", "occlusion"],
        typer.Option("--method", help="Show the past of another sample, or the mean of the window."),
    ] = "permutation",
    part: Annotated[
        Literal["validation", "train"], typer.Option("--part", help="Whose samples; the test part stays closed.")
    ] = "validation",
    repeats: Annotated[int, typer.Option("--repeats", metavar="N", help="Permutation: how many draws.")] = 5,
    samples: Annotated[int, typer.Option("--samples", metavar="N", help="At most so many samples.")] = 512,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Of the draws.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure how much worse a model forecasts when an input, or some lags of it, say nothing.

    It is measured on the model's own data. Nothing is trained anew: of two inputs that say the same, either may
    matter little. Ctrl+C ends it and keeps what was measured.

    Raises:
        DataError: the model's own data cannot be used, or its part has too few samples.
        ExportError: the model is damaged or from a newer version.
        SettingsError: a number is out of its bounds.
        StorageError: the model cannot be read.
    """
    from workbench.cli.train import interruptible
    from workbench.engine.judgement.importance import ImportanceChoice, ImportanceMeasured
    from workbench.engine.judgement.questions import ask_importance
    from workbench.engine.runs import open_model

    choice = ImportanceChoice(method, part, repeats, samples, seed=seed)
    opened = open_model(model_file)
    if opened.series is None:
        raise DataError(
            text("The model's own data cannot be used: {why}", why=opened.notice),
            hint=text("Bring its data back to where it was; importance is measured there."),
        )
    if opened.notice is not None:
        output.tell(opened.notice)
    with interruptible() as stop:
        *_, last = ask_importance(opened.model, opened.series, choice, stop)
    assert isinstance(last, ImportanceMeasured)  # it ends with it or raises
    targets = opened.model.experiment.data.targets
    if as_json:
        output.say_json(_document(last.importance, targets) | {"is_whole": last.is_whole}, indent=2)
    else:
        for at, name in enumerate(targets):
            output.show(_table(last.importance, at, name, opened.series.units.get(name, "")))
    if not last.is_whole:
        raise typer.Exit(INTERRUPTED)


def _document(found: Importance, targets: tuple[str, ...]) -> dict[str, Any]:
    """Give everything that was measured; what is not measured yet is null."""
    by_column, by_lag = found.by_column, found.by_lag
    return {
        "method": found.choice.method,
        "part": found.choice.part,
        "samples": found.samples,
        "lags": [[lags.start, lags.stop - 1] for lags in found.lags],
        "targets": {
            name: {
                "mae": float(found.error[at]),
                "inputs": {
                    found.channels[one].name: {
                        "rise": _known(by_column[one, :, at].mean()),
                        "deviation": _known(by_column[one, :, at].std()),
                        "rise_by_lag": [_known(value) for value in by_lag[one, ..., at].mean(axis=1)],
                        "deviation_by_lag": [_known(value) for value in by_lag[one, ..., at].std(axis=1)],
                    }
                    for one in found.by_importance()
                },
            }
            for at, name in enumerate(targets)
        },
    }


def _table(found: Importance, target: int, name: str, unit: str) -> Table:
    """Draw each input with its rise of the error, and its lags as a row of bars, the farthest first."""
    error = number_with_unit(output.number(float(found.error[target])), unit)
    title = f"{name}: MAE {error} on {found.samples:,} samples; it rises by"
    table = Table(title=escape(title), title_justify="left")
    table.add_column("without")
    for head in (with_unit("rise", unit), with_unit("deviation", unit), "% of the MAE"):
        table.add_column(escape(head), justify="right")
    table.add_column(f"lags {found.lags[-1].stop - 1} … 1")
    by_lag = found.by_lag[..., target].mean(axis=2)
    highest = np.nanmax(by_lag) if np.isfinite(by_lag).any() else 0.0
    for at in found.ranked(target):
        rises = found.by_column[at, :, target]
        share = f"{rises.mean() / found.error[target]:+.0%}" if found.error[target] > 0 else "–"
        cells = (output.number(float(rises.mean())), output.number(float(rises.std())), share)
        bars = "".join(_bar(value, highest) for value in by_lag[at, ::-1])
        table.add_row(*map(Plain, (str(found.channels[at].title), *cells, bars)))
    return table


def _bar(value: float, highest: float) -> str:
    if not np.isfinite(value):
        return "·"
    share = max(0.0, value / highest) if highest > 0 else 0.0
    return _BLOCKS[
        math.ceil(8 * math.sqrt(share) - 1e-9)
    ]  # by their root, so that the largest does not hide the others


def _known(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None
