"""The whole network as the graph of a Keras model: numbers in original units in, forecasts in original units out.

Scaling is a ``Rescaling`` layer in 64 bits at either end. Window normalisation and seasonal residual are operations
of ``keras.ops``, which Keras saves with the model. No ``Lambda``, and nothing that has to be registered.
"""

from __future__ import annotations

from typing import Any

from workbench.core.code.keras import masks_by_hand
from workbench.core.experiment import Experiment
from workbench.core.keras.graph import Graph, Node
from workbench.core.keras.layers import keras_config
from workbench.core.layers import Masking, RecurrentSpec
from workbench.core.layers.ends import (
    DEVIATION_FLOOR,
    VARIANCE_EPSILON,
    first_nodes,
    levelled_features,
    restored_columns,
    same_season,
)
from workbench.core.layers.stack import Row, Stack, stack_of
from workbench.core.preparing.features import features_in
from workbench.core.preparing.scaling import Scaler
from workbench.core.reads import states_of
from workbench.core.settings.training_spec import MEDIAN

INPUT = "window"
OUTPUT = "forecast"


def model_config(experiment: Experiment, inputs: Scaler, targets: Scaler) -> dict[str, Any]:
    """Write the model as the content of ``config.json``.

    Args:
        experiment: whose stack has no errors.
        inputs: scaler of the columns of numbers that are seen.
        targets: scaler of the targets.
    """
    stack = stack_of(experiment)
    writer = _Writer(experiment, stack, Graph())
    outputs = writer.write(inputs, targets)
    alone = outputs[OUTPUT] if len(outputs) == 1 else None
    settings = {
        "name": "sequence_workbench",
        "trainable": True,
        "layers": writer.graph.nodes,
        "input_layers": [INPUT, 0, 0],
        "output_layers": {name: node.place for name, node in outputs.items()} if alone is None else alone.place,
    }
    return {
        "module": "keras.src.models.functional",
        "class_name": "Functional",
        "config": settings,
        "registered_name": "Functional",
    }


class _Writer:
    """Writes one model; ``shift``, ``scale`` and ``season`` are what the ends give back."""

    def __init__(self, experiment: Experiment, stack: Stack, graph: Graph) -> None:
        self.experiment, self.stack, self.graph = experiment, stack, graph
        self.shift: Node | None = None
        self.scale: Node | None = None
        self.season: Node | None = None

    def write(self, inputs: Scaler, targets: Scaler) -> dict[str, Node]:
        """Write everything, and give the outputs by their names: the forecast, its distribution, the states."""
        x, states = self._layers(self._first(self._scaled(inputs)))
        output = self.stack.output
        x = self.graph.layer("Dense", {"units": output.dense_units}, x, _dense_shape(self.stack), name="output")
        shape = (output.horizon, output.targets, *([output.values] if output.values > 1 else []))
        x = self.graph.layer("Reshape", {"target_shape": list(shape)}, x, shape)
        return {**self._last(x, targets), **states}

    def _scaled(self, scaler: Scaler) -> Node:
        given = self.stack.input
        shape = (given.steps or 1, given.channels)
        known = dict(zip(scaler.columns, zip(scaler.shift.tolist(), scaler.divisor.tolist(), strict=True), strict=True))
        pairs = [known[one.column] if one.column in known and one.word is None else (0.0, 1.0)
                 for one in features_in(self.experiment)]  # fmt: skip
        rows = self.stack.active_rows
        stateful = any(isinstance(row.spec, RecurrentSpec) and row.spec.stateful for row in rows)
        batch = self.experiment.training.batch_size if stateful else None
        if all(pair == (0.0, 1.0) for pair in pairs):
            return self.graph.input(INPUT, shape, "float32", batch)
        x = self.graph.input(INPUT, shape, "float64", batch)
        away = {"scale": 1.0, "offset": [-shift for shift, _ in pairs]}
        x = self.graph.layer("Rescaling", away, x, shape, name="scaler_shift", dtype="float64")
        size = {"scale": [1 / divisor for _, divisor in pairs], "offset": 0.0}
        x = self.graph.layer("Rescaling", size, x, shape, name="scaler_divisor", dtype="float64")
        return self.graph.layer("Identity", {}, x, shape, name="in_32_bits")

    def _first(self, x: Node) -> Node:
        """Take from the window what the first nodes take."""
        nodes = first_nodes(self.experiment)
        if not nodes:
            return x
        steps, channels = x.shape
        count = levelled_features(self.experiment)
        through = None
        if count < channels:
            left = nodes[-1].output.steps or steps
            through = self.graph.part(
                x, slice(None), slice(steps - left, None), slice(count, None), shape=(left, channels - count)
            )
            x = self.graph.part(x, slice(None), slice(None), slice(None, count), shape=(steps, count))
        for node in nodes:
            x = self._seasonal(x) if node.kind == "seasonal_residual" else self._normalised(x)
        if through is not None:
            x = self.graph.operation("Concatenate", [x, through], shape=(x.shape[0], channels), axis=-1)
        return x

    def _seasonal(self, x: Node) -> Node:
        windows, (steps, count) = self.experiment.windows, x.shape
        assert windows.season is not None
        same = list(same_season(windows))
        self.season = self.graph.operation("Take", x, same, shape=(len(same), count), axis=1)
        left = (steps - windows.season, count)
        later = self.graph.part(x, slice(None), slice(windows.season, None), shape=left)
        earlier = self.graph.part(x, slice(None), slice(None, -windows.season), shape=left)
        return self.graph.operation("Subtract", later, earlier, shape=left)

    def _normalised(self, x: Node) -> Node:
        graph, kind, (_, count) = self.graph, self.experiment.windows.normalisation, x.shape
        whole: dict[str, Any] = {"axis": 1, "keepdims": True}
        if kind == "mean_std":
            self.shift = graph.operation("Mean", x, shape=(1, count), **whole)
        else:
            self.shift = graph.part(x, slice(None), slice(-1, None), shape=(1, count))
        x = graph.operation("Subtract", x, self.shift, shape=x.shape)
        if kind == "last":
            return x
        variance = graph.operation("Var", x, shape=(1, count), **whole)
        above = graph.operation("Add", variance, VARIANCE_EPSILON, shape=(1, count))
        self.scale = graph.operation("Sqrt", above, shape=(1, count))
        return graph.operation("TrueDivide", x, self.scale, shape=x.shape)

    def _layers(self, x: Node) -> tuple[Node, dict[str, Node]]:
        """Write the stack, and give its output and the states that are handed out."""
        by_hand, mask = masks_by_hand(self.stack), None
        states: dict[str, list[Node]] = {}
        handed_out: dict[str, Node] = {}
        for row in self.stack.active_rows:
            spec = row.spec
            given: dict[str, Any] = {}
            if isinstance(spec, RecurrentSpec) and spec.initial_state is not None:
                given["initial_state"] = states[spec.initial_state]
            if row.name in by_hand:
                given["mask"] = mask
            if isinstance(spec, Masking) and row.name in by_hand.values():
                counts = self.graph.operation("NotEqual", x, spec.mask_value, shape=x.shape)
                mask = self.graph.operation("Any", counts, shape=x.shape[:1], axis=-1, keepdims=False)
            kind, settings = keras_config(spec, row.given)
            x = self.graph.layer(kind, settings, x, _shape(row), name=row.name, **given)
            if getattr(spec, "return_state", False):
                names = states_of(row)
                states[row.name] = self.graph.outputs_of(x, list(names.values()))
                handed_out |= dict(zip(names, states[row.name], strict=True))
        return x, handed_out

    def _last(self, x: Node, targets: Scaler) -> dict[str, Node]:
        """Give back what was taken from the window, and go to original units."""
        graph, training = self.graph, self.experiment.training
        if training.loss == "gaussian_nll":
            mean = self._given_back(self._value(x, 0))
            raw = graph.operation("Softplus", self._value(x, 1), shape=x.shape[:2])
            deviation = graph.operation("Add", raw, DEVIATION_FLOOR, shape=raw.shape)
            if self.scale is not None:
                deviation = graph.operation("Multiply", deviation, self._of_targets(self.scale), shape=raw.shape)
            return {
                OUTPUT: self._restored(mean, targets, OUTPUT),
                "deviation": self._restored(deviation, targets, "deviation", shifted=False),
            }
        if training.loss != "quantile":
            return {OUTPUT: self._restored(self._given_back(x), targets, OUTPUT)}
        if len(training.quantiles) == 1:
            x = graph.layer("Reshape", {"target_shape": [*x.shape, 1]}, x, (*x.shape, 1))
        levels = range(len(training.quantiles))
        apart = [self._given_back(self._value(x, level)) for level in levels]
        wide = [graph.layer("Reshape", {"target_shape": [*one.shape, 1]}, one, (*one.shape, 1)) for one in apart]
        x = graph.operation("Concatenate", wide, shape=x.shape, axis=-1)
        x = graph.operation("Sort", x, shape=x.shape, axis=-1)
        middle = self._value(x, training.quantiles.index(MEDIAN))
        return {
            OUTPUT: self._restored(middle, targets, OUTPUT),
            "quantiles": self._restored(x, targets, "quantiles"),
        }

    def _value(self, x: Node, at: int) -> Node:
        return self.graph.part(x, None, at, shape=x.shape[:2])

    def _given_back(self, x: Node) -> Node:
        """Undo the first nodes on (H, K) values."""
        if self.scale is not None:
            x = self.graph.operation("Multiply", x, self._of_targets(self.scale), shape=x.shape)
        for taken in (self.shift, self.season):
            if taken is not None:
                x = self.graph.operation("Add", x, self._of_targets(taken), shape=x.shape)
        return x

    def _of_targets(self, taken: Node) -> Node:
        columns = list(restored_columns(self.experiment))
        return self.graph.operation("Take", taken, columns, shape=(taken.shape[0], len(columns)), axis=2)

    def _restored(self, x: Node, scaler: Scaler, name: str, *, shifted: bool = True) -> Node:
        divisor, shift = scaler.divisor.tolist(), scaler.shift.tolist()
        if all(one == 1 for one in divisor) and all(one == 0 for one in shift):
            return self.graph.layer("Identity", {}, x, x.shape, name=name)
        settings: dict[str, Any] = {"scale": divisor, "offset": shift if shifted else 0.0}
        if len(x.shape) > 2:  # the values of a target stand behind it
            settings = {key: [[one] for one in value] for key, value in settings.items()}
        return self.graph.layer("Rescaling", settings, x, x.shape, name=name, dtype="float64")


def _shape(row: Row) -> tuple[int, ...]:
    after = row.output
    return (after.channels,) if after.steps is None else (after.steps, after.channels)


def _dense_shape(stack: Stack) -> tuple[int, ...]:
    output = stack.output
    return (output.horizon, output.dense_units) if output.each_step else (output.dense_units,)
