"""A folder that forecasts without the workbench: weights, graph, and a program for torch and one for onnxruntime."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from functools import singledispatch
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
import torch
from numpy.typing import NDArray

from workbench.core import storage
from workbench.core.code import forecasting
from workbench.core.code.saved import Saved
from workbench.core.layers import Conv1D, Dense, LayerNormalization, LayerSpec, RecurrentSpec
from workbench.core.layers.stack import stack_of
from workbench.engine.export.check import Check, checked
from workbench.engine.export.onnx import onnx_bytes
from workbench.engine.export.onnx.units import edges_of_calibration, levels_of
from workbench.engine.model import Model

Weights = Mapping[str, NDArray[np.float32]]


def save_pytorch(model: Model, folder: Path) -> Check:
    """Write the folder once both programs have given the model's own numbers.

    Raises:
        ExportError: a program cannot hold the model, or gives other numbers.
        StorageError: a file cannot be written.
    """
    saved = saved_of(model)
    program, weights = forecasting.torch_program(saved), torch_weights(model)
    graph, of_graph = onnx_bytes(model)
    of_program = checked(model, _run(program, weights), states=False)
    files = {
        forecasting.WEIGHTS: safetensors.numpy.save({name: np.ascontiguousarray(one) for name, one in weights.items()}),
        forecasting.TORCH_PROGRAM: program.encode(),
        forecasting.GRAPH: graph,
        forecasting.ONNX_PROGRAM: forecasting.onnx_program(saved).encode(),
    }
    for name, content in files.items():
        storage.write_whole(folder / name, content)
    return max(of_program, of_graph, key=lambda check: check.largest)


def example(model: Model, folder: Path) -> str:
    """Write the commands that forecast with the folder."""
    return "".join(
        f"python {shlex.quote(str(folder / name))} rows.csv -o forecast.csv\n"
        for name in (forecasting.TORCH_PROGRAM, forecasting.ONNX_PROGRAM)
    )


def saved_of(model: Model) -> Saved:
    """Give what the programs are written from."""
    schema = model.schema
    return Saved(
        model.experiment,
        model.input_scaler,
        model.target_scaler,
        model.transforms,
        schema.series,
        schema.time_name,
        schema.step_microseconds,
        levels_of(model),
        edges_of_calibration(model),
    )


def torch_weights(model: Model) -> dict[str, NDArray[np.float32]]:
    """Give the weights as the program's ``Network`` names them, which is as torch's own layers do."""
    named: dict[str, NDArray[np.float32]] = {}
    for row in stack_of(model.experiment).active_rows:
        start = f"layers.{row.name}."
        own = {name.removeprefix(start): one for name, one in model.weights.items() if name.startswith(start)}
        named |= {f"{row.name}.{name}": one for name, one in _torch_names(row.spec, own).items()}
    return named | {"output.weight": model.weights["output.kernel"], "output.bias": model.weights["output.bias"]}


@singledispatch
def _torch_names(spec: LayerSpec, weights: Weights) -> dict[str, NDArray[np.float32]]:
    """Rename a layer's weights; most layers have none."""
    assert not weights  # a kind with weights registers how torch calls them
    return {}


@_torch_names.register(Dense)
@_torch_names.register(Conv1D)
def _(spec: LayerSpec, weights: Weights) -> dict[str, NDArray[np.float32]]:
    return {{"kernel": "weight", "bias": "bias"}[name]: one for name, one in weights.items()}


@_torch_names.register
def _(spec: LayerNormalization, weights: Weights) -> dict[str, NDArray[np.float32]]:
    return {"weight": weights["gamma"], "bias": weights["beta"]}


@_torch_names.register
def _(spec: RecurrentSpec, weights: Weights) -> dict[str, NDArray[np.float32]]:
    """Torch has a bias of the inputs and one of the state; where ours is one, the other is zero."""
    named = {}
    for cell, way in (("forward_cell", ""), ("backward_cell", "_reverse"))[: spec.directions]:
        kernel, bias = weights[f"{cell}.kernel"], weights.get(f"{cell}.bias")
        named[f"weight_ih_l0{way}"] = kernel
        named[f"weight_hh_l0{way}"] = weights[f"{cell}.recurrent_kernel"]
        if bias is not None:
            wide = len(kernel)
            named[f"bias_ih_l0{way}"] = bias[:wide]
            named[f"bias_hh_l0{way}"] = bias[wide:] if len(bias) > wide else np.zeros(wide, dtype=np.float32)
    return named


def _run(program: str, weights: Weights) -> Any:
    """Give what computes the program's forecasts, from its own functions and the weights as they will be written."""
    scope: dict[str, Any] = {"__name__": "forecast"}
    exec(compile(program, forecasting.TORCH_PROGRAM, "exec"), scope)  # just written above; it only defines functions
    network = scope["Network"]()
    network.load_state_dict({name: torch.from_numpy(one.copy()) for name, one in weights.items()})
    network.eval()

    def run(inputs: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        network.states.clear()
        return {name: values.numpy() for name, values in scope["forecast"](network, inputs).items()}

    return run
