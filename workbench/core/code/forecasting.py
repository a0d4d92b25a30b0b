"""Two stand-alone programs that forecast from a CSV file: one with torch alone, one with numpy and onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist

from workbench.core.code import features_torch, rows
from workbench.core.code.exact import exact_network
from workbench.core.code.saved import Saved

WEIGHTS, GRAPH = "model.safetensors", "model.onnx"
TORCH_PROGRAM, ONNX_PROGRAM = "forecast.py", "forecast_onnx.py"


def torch_program(saved: Saved) -> str:
    """Write the program that needs torch alone, and the weights beside it."""
    sections = [
        "\n".join([*_about(saved, TORCH_PROGRAM, "torch", WEIGHTS), *sorted(
            [*rows.IMPORTS, "import json", "import math"], key=_plain_imports_first),
            "", "import torch", "from torch import nn", "", *rows.constants(saved)]),
        exact_network(saved.experiment),
        _LOADING,
        rows.reading(saved),
        "\n".join(features_torch.feature_lines(saved)),
        *([features_torch.ONE_HOT] if saved.reads.words else []),
        *([features_torch.WAVES] if saved.reads.has_times else []),
        "\n".join(features_torch.unit_lines(saved)),
        *([features_torch.ADDED_UP] if any(one.lag for one in saved.transforms) else []),
        "\n".join(_forecast(saved)),
        rows.WRITING,
    ]  # fmt: skip
    return "\n\n\n".join(section.rstrip("\n") for section in sections) + "\n"


def onnx_program(saved: Saved) -> str:
    """Write the program that needs numpy and onnxruntime, and the graph beside it."""
    sections = [
        "\n".join([*_about(saved, ONNX_PROGRAM, "numpy and onnxruntime", GRAPH),
                   *rows.IMPORTS[:2], "import os", *rows.IMPORTS[2:], "", "import numpy as np", "",
                   'os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # first: it would tell its maker of the model',
                   "import onnxruntime  # noqa: E402", "", *rows.constants(saved)]),
        _SESSION,
        rows.reading(saved),
        _ONNX_FORECAST,
        rows.WRITING,
    ]  # fmt: skip
    return "\n\n\n".join(section.rstrip("\n") for section in sections) + "\n"


def _plain_imports_first(line: str) -> tuple[bool, str]:
    return line.startswith("from"), line


def _about(saved: Saved, name: str, needs: str, beside: str) -> Iterator[str]:
    windows, reads = saved.experiment.windows, saved.reads
    steps, read = windows.horizon, reads.rows
    yield f'"""Forecast {steps} steps from the last {read} rows of a CSV file, as the model that was trained.'
    yield ""
    yield f"    python {name} rows.csv"
    yield f"    python {name} rows.csv -o forecast.csv"
    yield ""
    yield f"Needs Python 3.9 or newer, {needs}, and {beside} beside it."
    yield "Written by Sequence Workbench, which it does not need."
    yield "Rows must follow on each other without gaps; a missing value in a row that is read is refused, not filled."
    yield '"""'
    yield ""


def _forecast(saved: Saved) -> Iterator[str]:
    training = saved.experiment.training
    shifts_alone = all(one.is_shift for one in saved.transforms if one.column in saved.target_scaler.columns)
    yield "def forecast(network, given):"
    yield '    """Give the forecast in original units, (batch, horizon, targets), and what is known of its errors."""'
    yield "    with torch.inference_mode():"
    yield "        values = network(features(given))"
    if training.values_per_target == 1:
        yield "    values = original(values[..., None], given)"
        yield '    found = {"forecast": values[..., 0]}'
        if saved.edges is not None:
            yield f"    edges = torch.tensor({saved.edges.tolist()!r}, dtype=torch.float64)"
            yield '    found["quantiles"] = values + edges  # errors that were measured on the validation part'
        yield "    return found"
    elif training.loss == "quantile":
        yield "    values = original(values.sort(dim=-1).values, given)  # quantiles that cross are put in order"
        yield f'    return {{"forecast": values[..., {training.quantiles.index(0.5)}], "quantiles": values}}'
    elif shifts_alone:
        yield "    mean, deviation = values[..., :1], values[..., 1]"
        yield f"    divisor = torch.tensor({saved.target_scaler.divisor.tolist()!r}, dtype=torch.float64)"
        yield '    return {"forecast": original(mean, given)[..., 0], "deviation": deviation.double() * divisor}'
    else:
        reach = [NormalDist().inv_cdf(level) for level in saved.levels]
        yield "    mean, deviation = values[..., :1], values[..., 1:]"
        yield f"    by_level = mean + deviation * torch.tensor({reach!r})"
        yield '    return {"forecast": original(mean, given)[..., 0], "quantiles": original(by_level, given)}'


_LOADING = f'''\
def read_weights(path):
    """Read a safetensors file: the length of its header, the header in JSON, then the numbers."""
    content = Path(path).read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:start])
    header.pop("__metadata__", None)
    numbers = bytearray(content[start:])
    return {{
        name: torch.frombuffer(numbers, dtype=torch.float32, offset=one["data_offsets"][0],
                               count=(one["data_offsets"][1] - one["data_offsets"][0]) // 4).reshape(one["shape"])
        for name, one in header.items()
    }}


def load():
    network = Network()
    network.load_state_dict(read_weights(Path(__file__).parent / "{WEIGHTS}"))
    return network.eval()


def reset(network):
    """Forget the states of the last window."""
    network.states.clear()
'''

_SESSION = f'''\
def load():
    return onnxruntime.InferenceSession(str(Path(__file__).parent / "{GRAPH}"), providers=["CPUExecutionProvider"])


def reset(session):
    """Forget the states of the last window."""
    STATES.clear()
'''

_ONNX_FORECAST = '''\
STATES = {}  # what a network that goes on from window to window ended with


def forecast(session, given):
    """Give what the graph gives; scaling and transforms are inside it."""
    kinds = {"past": np.float64, "ahead": np.float64, "words": object, "words_ahead": object, "times": np.int64}
    inputs = {name: np.array(values, dtype=kinds[name]) for name, values in given.items()}
    for one in session.get_inputs():
        if one.name not in inputs:
            inputs[one.name] = STATES.get(one.name, np.zeros((1, one.shape[1]), dtype=np.float32))
    names = [one.name for one in session.get_outputs()]
    found = dict(zip(names, session.run(None, inputs)))
    STATES.update({f"{name}_before": values for name, values in found.items()})
    return {name: found[name] for name in ("forecast", "quantiles", "deviation") if name in found}
'''
