"""The further bars of ``python -m tests.benchmarks.accuracy``, each where its file lies in the folder.

``ETTh2.csv`` as ETTh1, ``exchange_rate.csv`` (8 columns, split 70/10/20, as in Lai et al. 2018,
doi:10.1145/3209978.3210006) and ``air_passengers.csv`` (Box & Jenkins 1976; the last 28 months are forecast, six at a
time). None of them may be in this repository. What cannot be measured for want of a file is named.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from workbench.core.csv.reader import read_csv
from workbench.core.experiment import Experiment, FileSource
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series
from workbench.core.sources.opening import first_experiment, with_sizes
from workbench.core.stopping import StopToken
from workbench.core.transforms import transform_written

SEEDS = (1, 2, 3)
ETTH2 = {96: 0.1546, 336: 0.2606}  # the seasonal naive; NLinear as published reaches 0.129 and 0.194


def further_bars(folder: Path, first_rows: Callable[[Series], Series], split: dict[str, float]) -> None:
    """Print a line for each further bar, or why it is not measured."""
    print(f"\n{'further bars':<34}{'network':>9}{'spread':>18}{'last':>9}{'season':>9}{'linear':>9}  bar")
    if (path := folder / "ETTh2.csv").is_file():
        series = first_rows(read_csv(path))
        for horizon, bar in ETTH2.items():
            experiment = with_sizes(first_experiment(FileSource(path=str(path)), series), horizon=horizon)
            told = list(_runs(series, experiment.with_settings("windows", **split), _standardised_mse))
            _print(f"ETTh2 OT, h {horizon}, MSE", told, f"below the seasonal naive {bar}")
    else:
        print("ETTh2: there is no ETTh2.csv in the folder.")
    if (path := folder / "exchange_rate.csv").is_file():
        _exchange(path)
    else:
        print("Exchange rates: there is no exchange_rate.csv in the folder.")
    if (path := folder / "air_passengers.csv").is_file():
        _passengers(path)
    else:
        print("AirPassengers: there is no air_passengers.csv in the folder.")


def _exchange(path: Path) -> None:
    series = read_csv(path)
    proposed = with_sizes(first_experiment(FileSource(path=str(path)), series), horizon=96)
    proposed = proposed.with_settings("windows", train_share=0.7, validation_share=0.1)
    together = proposed.with_settings("data", targets=series.columns, inputs=series.columns)
    told = list(_runs(series, together, _standardised_mse))
    _print("Exchange, 8 at once, h 96, MSE", told, "naive 0.081: within 10 %, 3 %, below")
    alone = [list(_runs(series, proposed.with_settings("data", targets=(name,), inputs=(name,)), _standardised_mse))
             for name in series.columns]  # fmt: skip
    means = [{one: _mean([column[at][one] for column in alone]) for one in alone[0][at]} for at in range(len(SEEDS))]
    _print("Exchange, each by itself, h 96, MSE", means, "the same")


def _passengers(path: Path) -> None:
    series = read_csv(path)
    proposed = with_sizes(first_experiment(FileSource(path=str(path)), series), horizon=6)
    proposed = proposed.with_settings("windows", train_share=96 / 144, validation_share=20 / 144)
    _print("AirPassengers, h 6, MAPE", list(_runs(series, proposed, _mape)), "seasonal naive 10.2; 4")
    column = proposed.data.targets[0]
    log = proposed.with_settings("data", transforms=(transform_written(f"{column}=log"),))
    _print("  with its logarithm", list(_runs(series, log, _mape)), "the same")


def _runs(series: Series, experiment: Experiment, measure: Callable[..., float]) -> Iterator[dict[str, float]]:
    """Train once for each seed; give what is measured of the network and of three baselines on the test part."""
    from workbench.engine.runs import RunFinished, look_at_test, run

    for seed in SEEDS:
        seeded = experiment.with_settings("training", seed=seed, device="cpu")
        for event in run(seeded, series, StopToken()):
            if isinstance(event, RunFinished):
                finished = event
        judged = look_at_test(finished.model, series, finished.evaluation).evaluation.test.judged
        divisor = prepare(series, seeded).target_scaler.divisor
        told = {"network": measure(judged.forecast, judged.truth, divisor)}
        for name in ("last_value", "seasonal_naive", "linear"):
            forecaster = judged.baseline(name).forecaster
            if forecaster is None:
                told[name] = float("nan")
                continue
            forecast = forecaster.forecast(judged.windows, range(judged.truth.shape[1]))
            told[name] = measure(forecast, judged.truth, divisor)
        yield told


def _standardised_mse(forecast: np.ndarray, truth: np.ndarray, divisor: np.ndarray) -> float:
    return float((((forecast - truth) / divisor) ** 2).mean())


def _mape(forecast: np.ndarray, truth: np.ndarray, _divisor: np.ndarray) -> float:
    return float(100 * (np.abs(forecast - truth) / np.abs(truth)).mean())


def _mean(values: list[float]) -> float:
    return float(np.mean(values))


def _print(name: str, told: list[dict[str, float]], bar: str) -> None:
    mine = [one["network"] for one in told]
    others = "".join(f"{told[0][one]:>9.4g}" for one in ("last_value", "seasonal_naive", "linear"))
    spread = f"{min(mine):.4g}–{max(mine):.4g}"
    print(f"{name:<34}{statistics.median(mine):>9.4g}{spread:>18}{others}  {bar}", flush=True)
