"""A model as one ONNX graph: raw numbers in, original units out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import workbench
from workbench.core.errors import ExportError
from workbench.core.layers.stack import stack_of
from workbench.core.reads import Reads, reads_of, starts_of, states_of
from workbench.core.text import text
from workbench.engine.export.onnx import convolution, feedforward, normalization, recurrent, steps
from workbench.engine.export.onnx.base import Flow, write_layer
from workbench.engine.export.onnx.ends import write_first_nodes, write_output
from workbench.engine.export.onnx.graph import WORDS_DOMAIN, Graph
from workbench.engine.export.onnx.raw import input_infos, write_features
from workbench.engine.export.onnx.units import levels_of, write_units
from workbench.engine.model import Model, columns_of, network_of

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, ValueInfoProto

ROOMS = (convolution, feedforward, normalization, recurrent, steps)  # importing them registers their writers
OPSET = 17  # the first with LayerNormalization; what every runtime of the last years reads
_IR_VERSION = 8
_WORDS_OPSET = 3
_MOST_BYTES = 2**31 - 2**24  # what a protocol buffer holds, and room for the graph
_STARTS = "the state that the window before this one ended with; zeros for the first"
_ENDS = "the state that the window ends with"


def onnx_model(model: Model) -> ModelProto:
    """Write ``model`` as a graph.

    Raises:
        ExportError: a transform cannot be written, the weights do not fit the layers, or they are too many.
    """
    from onnx import checker, helper

    _refuse_too_large(model)
    network_of(model)  # its weights fit, or it says so
    reads = reads_of(model.experiment)
    made = helper.make_model(
        _graph(model, reads),
        opset_imports=[helper.make_opsetid("", OPSET)]
        + ([helper.make_opsetid(WORDS_DOMAIN, _WORDS_OPSET)] if reads.words else []),
        ir_version=_IR_VERSION,
        producer_name="Sequence Workbench",
        producer_version=workbench.__version__,
        doc_string=_about(model, reads),
    )
    helper.set_model_props(made, metadata(model, reads))
    checker.check_model(made, full_check=True)
    return made


def _graph(model: Model, reads: Reads) -> GraphProto:
    from onnx import helper

    stack, graph = stack_of(model.experiment), Graph()
    rows = stack.active_rows
    starts = {row.name: starts_of(row) for row in rows if starts_of(row)}
    inputs = input_infos(reads)
    inputs += [_state_info(name, units, _STARTS) for held in starts.values() for name, units in held.items()]
    outputs = [_forecast_info(name, model) for name in _forecast_names(model)]
    outputs += [_state_info(name, units, _ENDS) for row in rows for name, units in states_of(row).items()]
    graph.take_names(*(one.name for one in (*inputs, *outputs)))
    x, taken = write_first_nodes(graph, write_features(graph, model, reads), model.experiment)
    flow = Flow(graph, model.weights, x, starts={layer: tuple(names) for layer, names in starts.items()})
    for row in rows:
        flow.x = write_layer(row.spec, flow, row)
        if not row.spec.passes_mask:
            flow.mask = None
    values, deviation = write_output(flow, stack, model.experiment, taken)
    found = write_units(graph, model, reads, values, deviation)
    for row in rows:
        if named := states_of(row):
            found |= dict(zip(named, flow.states[row.name], strict=True))
    for output in outputs:
        graph.nodes.append(helper.make_node("Identity", [found[output.name]], [output.name], output.name))
    return graph.made("forecast", inputs, outputs)


def _refuse_too_large(model: Model) -> None:
    size = sum(weight.nbytes for weight in model.weights.values())
    if size > _MOST_BYTES:
        raise ExportError(
            text("The model's weights have {size} bytes; one ONNX file holds up to {most}.",
                 size=f"{size:,}", most=f"{_MOST_BYTES:,}"),
            hint=text("Save the model as a bundle, or train a smaller network."),
        )  # fmt: skip


def metadata(model: Model, reads: Reads) -> dict[str, str]:
    """Give what a program must know to feed the graph; every value is JSON."""
    windows, units = model.experiment.windows, model.schema.units
    told: dict[str, Any] = {
        "targets": model.experiment.data.targets,
        "past": reads.past,
        "words": [one.column for one in reads.words],
        "ahead": reads.ahead,
        "words_ahead": [one.column for one in reads.words_ahead],
        "timesteps": windows.timesteps,
        "rows": reads.rows,
        "rows_ahead": reads.lead,
        "horizon": windows.horizon,
        "gap": windows.gap,
        "step_microseconds": model.schema.step_microseconds,
        "units": "original: those of the columns",
        "units_of_columns": {name: units[name] for name in columns_of(model) if name in units},
        "quantile_levels": levels_of(model),
        "trained_on": model.schema.series,
    }
    return {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()}


def _about(model: Model, reads: Reads) -> str:
    windows = model.experiment.windows
    return (
        f"Forecasts {', '.join(model.experiment.data.targets)}: {windows.horizon} steps from {reads.rows} rows."
        " Inputs and outputs are in original units; scaling and transforms are in the graph."
    )


def _forecast_names(model: Model) -> list[str]:
    names = ["forecast"]
    if levels_of(model):
        return [*names, "quantiles"]
    return [*names, "deviation"] if model.experiment.training.loss == "gaussian_nll" else names


def _state_info(name: str, units: int, told: str) -> ValueInfoProto:
    from onnx import TensorProto, helper

    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", units], told)


def _forecast_info(name: str, model: Model) -> ValueInfoProto:
    from onnx import TensorProto, helper

    windows, targets = model.experiment.windows, model.experiment.data.targets
    axes: list[int | str] = ["batch", windows.horizon, len(targets)]
    if name in ("forecast", "deviation"):
        told = f"in original units: {', '.join(targets)}"
        return helper.make_tensor_value_info(name, TensorProto.DOUBLE, axes, told)
    levels = levels_of(model)
    told = f"in original units, at the levels {', '.join(map(str, levels))}"
    return helper.make_tensor_value_info(name, TensorProto.DOUBLE, [*axes, len(levels)], told)
