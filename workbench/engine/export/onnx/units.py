"""From scaled forecasts back to original units, in 64 bits, as ``core/preparing/units.py`` has it."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from workbench.core.preparing.units import TargetUnits
from workbench.core.reads import Reads, transforms_of
from workbench.engine.export.onnx.graph import TO_THE_END, Graph
from workbench.engine.export.onnx.transforms import write_back, write_forward

if TYPE_CHECKING:
    from workbench.engine.model import Model

LEVELS_OF_A_NORMAL = (0.1, 0.5, 0.9)  # as in engine/forecasting/prediction.py


def write_units(graph: Graph, model: Model, reads: Reads, values: str, deviation: str | None) -> dict[str, str]:
    """Add the way back for (B, H, K, P) values, and give what is handed out by its name.

    A transform of what is normal is no longer normal, but each quantile stays the same quantile.
    """
    training, shifts_alone = model.experiment.training, TargetUnits(model.target_scaler, model.transforms).shifts_alone
    if training.loss == "quantile":
        restored = _restored(graph, model, reads, values, "quantiles")
        at = training.quantiles.index(0.5)
        return {"forecast": _taken(graph, restored, at, "forecast"), "quantiles": restored}
    restored = _restored(graph, model, reads, values, "forecast")
    found = {"forecast": _taken(graph, restored, 0, "forecast")}
    if deviation is not None and shifts_alone:
        divisor = graph.constant("target.divisor", model.target_scaler.divisor[:, None])
        wide = graph.add("Mul", _double(graph, deviation, "deviation"), divisor, name="deviation/original_units")
        found["deviation"] = _taken(graph, wide, 0, "deviation")
    elif deviation is not None:
        reach = np.array([NormalDist().inv_cdf(level) for level in LEVELS_OF_A_NORMAL], dtype=np.float32)
        away = graph.add("Mul", deviation, graph.constant("normal_reach", reach), name="quantiles/away")
        by_level = graph.add("Add", values, away, name="quantiles/scaled")
        found["quantiles"] = _restored(graph, model, reads, by_level, "quantiles")
    elif (spread := edges_of_calibration(model)) is not None:
        place = graph.constant("interval_edges", spread)
        found["quantiles"] = graph.add("Add", restored, place, name="quantiles/edges")
    return found


def levels_of(model: Model) -> tuple[float, ...]:
    """Give the levels of the output ``quantiles``; () where there is no such output."""
    training = model.experiment.training
    if training.loss == "quantile":
        return training.quantiles
    if training.loss == "gaussian_nll":
        units = TargetUnits(model.target_scaler, model.transforms)
        return () if units.shifts_alone else LEVELS_OF_A_NORMAL
    spread = model.calibration and model.calibration.around(np.zeros_like(model.calibration.radii[0]))
    return spread.levels if spread else ()


def edges_of_calibration(model: Model) -> np.ndarray | None:
    """Give the (H, K, P) edges of the intervals around a forecast, where they are errors that were measured."""
    if model.experiment.training.values_per_target > 1:
        return None  # the network itself says how far off it may be
    if model.calibration is None or not model.calibration.shares:
        return None
    spread = model.calibration.around(np.zeros_like(model.calibration.radii[0]))
    return None if spread is None else spread.quantiles


def _restored(graph: Graph, model: Model, reads: Reads, values: str, name: str) -> str:
    """Undo scaler and transforms: (B, H, K, P)."""
    scaler = model.target_scaler
    divisor, shift = scaler.divisor[:, None], scaler.shift[:, None]
    wide = graph.add("Mul", _double(graph, values, name), graph.constant("target.divisor", divisor),
                     name=f"{name}/stretched")  # fmt: skip
    wide = graph.add("Add", wide, graph.constant("target.shift", shift), name=f"{name}/placed")
    if not any(transforms_of(model.transforms, target) for target in scaler.columns):
        return wide
    axis = graph.integers(2)
    columns = []
    for at, target in enumerate(scaler.columns):
        place = graph.constant(f"place_{at}", np.int64(at))
        own = graph.add("Gather", wide, place, name=f"{target}/{name}", axis=2)  # (B, H, P)
        own = _undone(graph, model, reads, target, own)
        columns.append(graph.add("Unsqueeze", own, axis, name=f"{target}/{name}_column"))
    return columns[0] if len(columns) == 1 else graph.add("Concat", *columns, name=f"{name}/targets", axis=2)


def _undone(graph: Graph, model: Model, reads: Reads, target: str, values: str) -> str:
    own, horizon = transforms_of(model.transforms, target), model.experiment.windows.horizon
    for at in range(len(own) - 1, -1, -1):
        before = _before(graph, model, reads, target, at) if own[at].lag else ""
        values = write_back(own[at], graph, values, before, name=f"{target}/back", horizon=horizon)
    return values


def _before(graph: Graph, model: Model, reads: Reads, target: str, place: int) -> str:
    """Give what a difference is taken from: (B, min(lag, H), 1), a lag before each of the first forecast steps."""
    own, windows = transforms_of(model.transforms, target), model.experiment.windows
    column = graph.constant(f"place_{reads.past.index(target)}", np.int64(reads.past.index(target)))
    level = graph.add("Gather", "past", column, name=f"{target}/level", axis=2)
    for earlier in own[:place]:
        level = write_forward(earlier, graph, level, f"{target}/level")
    start = windows.gap - own[place].lag  # counted from the end of the past
    stop = start + min(own[place].lag, windows.horizon)
    cut = graph.cut(level, axis=1, start=start, stop=stop or TO_THE_END, name=f"{target}/level_before")
    return graph.add("Unsqueeze", cut, graph.integers(2), name=f"{target}/before")


def _double(graph: Graph, x: str, name: str) -> str:
    from onnx import TensorProto

    return graph.add("Cast", x, name=f"{name}/in_64_bits", to=TensorProto.DOUBLE)


def _taken(graph: Graph, x: str, at: int, name: str) -> str:
    return graph.add("Gather", x, graph.constant(f"place_{at}", np.int64(at)), name=f"{name}/values", axis=3)
