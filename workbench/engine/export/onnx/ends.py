"""Both ends of the network as nodes: what is taken from a window and given back (``engine/window_nodes.py``)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.core.experiment import Experiment
from workbench.core.layers.ends import (
    DEVIATION_FLOOR,
    VARIANCE_EPSILON,
    levelled_features,
    restored_columns,
    same_season,
)
from workbench.core.layers.stack import Stack
from workbench.core.preparing.features import feature_count
from workbench.engine.export.onnx.base import Flow, weighed
from workbench.engine.export.onnx.graph import Graph


@dataclass(frozen=True)
class Taken:
    """What the first nodes took: (B, 1 or H, K) and (B, 1, K), or None where nothing was taken."""

    shift: str | None = None
    scale: str | None = None


def write_first_nodes(graph: Graph, x: str, experiment: Experiment) -> tuple[str, Taken]:
    """Add seasonal residual and window normalisation, and give what the layers read."""
    windows = experiment.windows
    if not windows.restores_targets:
        return x, Taken()
    levelled, through = levelled_features(experiment), None
    if feature_count(experiment) > levelled:
        later = graph.cut(x, axis=1, start=windows.season or 0, name="let_through/steps")
        through = graph.cut(later, axis=2, start=levelled, name="let_through")
        x = graph.cut(x, axis=2, stop=levelled, name="levelled")
    shift = scale = None
    if windows.season is not None:
        x, shift = _residual(graph, x, experiment)
    if windows.normalisation != "none":
        x, level, scale = _normalised(graph, x, experiment)
        shift = level if shift is None else graph.add("Add", level, shift, name="targets_shift")
    if through is not None:
        x = graph.add("Concat", x, through, name="window", axis=-1)
    return x, Taken(shift, scale)


def _residual(graph: Graph, x: str, experiment: Experiment) -> tuple[str, str]:
    windows, name = experiment.windows, "seasonal_residual"
    assert windows.season is not None  # the caller looked
    steps = [step - windows.timesteps for step in same_season(windows)]  # counted from the end
    places = graph.constant(f"{name}.steps", np.array(steps, dtype=np.int64))
    last = graph.add("Gather", x, places, name=f"{name}/last_season_of_all", axis=1)
    shift = _of_targets(graph, last, experiment, name=f"{name}/last_season")
    later = graph.cut(x, axis=1, start=windows.season, name=f"{name}/later")
    earlier = graph.cut(x, axis=1, stop=-windows.season, name=f"{name}/earlier")
    return graph.add("Sub", later, earlier, name=name), shift


def _normalised(graph: Graph, x: str, experiment: Experiment) -> tuple[str, str, str | None]:
    kind, name = experiment.windows.normalisation, "window_normalisation"
    last = graph.cut(x, axis=1, start=-1, name=f"{name}/last") if kind != "mean_std" else None
    mean = graph.add("ReduceMean", x, name=f"{name}/mean", axes=[1], keepdims=1) if kind != "last" else None
    level = last or mean or ""
    freed = graph.add("Sub", x, level, name=name if kind == "last" else f"{name}/freed")
    shift = _of_targets(graph, level, experiment, name=f"{name}/targets_level")
    if kind == "last":
        return freed, shift, None
    off = graph.add("Sub", x, mean or "", name=f"{name}/off")
    squares = graph.add("Mul", off, off, name=f"{name}/squares")
    variance = graph.add("ReduceMean", squares, name=f"{name}/variance", axes=[1], keepdims=1)
    epsilon = graph.constant("variance_epsilon", np.float32(VARIANCE_EPSILON))
    deviation = graph.add("Sqrt", graph.add("Add", variance, epsilon, name=f"{name}/raised"), name=f"{name}/deviation")
    scale = _of_targets(graph, deviation, experiment, name=f"{name}/targets_deviation")
    return graph.add("Div", freed, deviation, name=name), shift, scale


def _of_targets(graph: Graph, taken: str, experiment: Experiment, *, name: str) -> str:
    columns = graph.constant("targets_columns", np.array(restored_columns(experiment), dtype=np.int64))
    return graph.add("Gather", taken, columns, name=name, axis=2)


def write_output(flow: Flow, stack: Stack, experiment: Experiment, taken: Taken) -> tuple[str, str | None]:
    """Add the output layer and the last nodes: (B, H, K, P) locations, and deviations where there are some.

    Quantiles come in rising order; nothing keeps the outputs of a network from crossing.
    """
    graph, output, loss = flow.graph, stack.output, experiment.training.loss
    sums = weighed(graph, flow.x, flow.weights["output.kernel"], flow.weights["output.bias"], name="output")
    shape = graph.integers(-1, output.horizon, output.targets, output.values)
    values, deviation = graph.add("Reshape", sums, shape, name="output"), None
    if loss == "gaussian_nll":
        raw = graph.cut(values, axis=3, start=1, name="output/raw_deviation")
        values = graph.cut(values, axis=3, stop=1, name="output/mean")
        floor = graph.constant("deviation_floor", np.float32(DEVIATION_FLOOR))
        deviation = graph.add("Add", graph.add("Softplus", raw, name="output/positive"), floor, name="output/deviation")
    if taken.scale is not None:
        scale = graph.add("Unsqueeze", taken.scale, graph.integers(3), name="given_back/scale")
        values = graph.add("Mul", values, scale, name="given_back/scaled")
        deviation = deviation and graph.add("Mul", deviation, scale, name="given_back/scaled_deviation")
    if taken.shift is not None:
        shift = graph.add("Unsqueeze", taken.shift, graph.integers(3), name="given_back/shift")
        values = graph.add("Add", values, shift, name="given_back")
    if loss == "quantile" and output.values > 1:
        values, _ = graph.add_many(
            "TopK", values, graph.integers(output.values), outputs=("in_order", "in_order/places"), largest=0, axis=-1
        )
    return values, deviation
