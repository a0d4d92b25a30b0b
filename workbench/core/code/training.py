"""A run as a script and as a notebook: the same rows, samples, network, loss and rule of learning, with torch alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbench.core.code import features_torch, pytorch_ends, rows
from workbench.core.code.exact import exact_network
from workbench.core.code.saved import Saved
from workbench.core.experiment import FileSource
from workbench.core.fields import settings_of
from workbench.core.layers import GatedSpec, RecurrentSpec
from workbench.core.layers.stack import Stack, stack_of
from workbench.core.reads import transforms_of
from workbench.core.settings.training_spec import TrainingSpec


@dataclass(frozen=True)
class Section:
    """One cell: what it does, in Markdown, and its code."""

    words: str
    code: str


def training_script(saved: Saved) -> str:
    """Write the run as one Python file."""
    about = f'"""{_title(saved)}\n\n    python train.py [rows.csv]\n\n{_TOLD}\n"""\n'
    parts = [f"# {section.words}\n\n{section.code.strip()}" for section in sections(saved)]
    return about + "\n" + "\n\n\n".join(parts) + "\n"


def training_notebook(saved: Saved) -> str:
    """Write the run as a Jupyter notebook."""
    cells: list[dict[str, Any]] = [_cell("markdown", f"# {_title(saved)}\n\n{_TOLD}", 0)]
    for section in sections(saved):
        cells.append(_cell("markdown", section.words, len(cells)))
        cells.append(_cell("code", section.code.strip(), len(cells)))
    document = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def sections(saved: Saved) -> Iterator[Section]:
    """Write the run part by part."""
    experiment, windows = saved.experiment, saved.experiment.windows
    spec, stack = experiment.training, stack_of(experiment)
    yield Section("What is read, and what was set.", "\n".join([*_IMPORTS, "", *_settings(saved)]))
    yield Section("The rows of the file; a missing number is nan, and no sample that touches one is used.", _ROWS)
    yield Section(
        "What the network reads: transformed, scaled by what was measured on the training part, (samples, timesteps,"
        " features).",
        _joined(
            "\n".join(features_torch.feature_lines(saved)),
            *([features_torch.ONE_HOT] if saved.reads.words else []),
            *([features_torch.WAVES] if saved.reads.has_times else []),
        ),
    )
    yield Section("What it shall give: the targets, transformed and scaled alike.", "\n".join(_target_lines(saved)))
    yield Section("Samples of each part: split by time, no future ever leaves its part.", _samples(saved))
    yield Section(
        f"The network: {stack.parameters:,} trained numbers.",
        _joined(exact_network(experiment), "\n".join(_first_weights(stack))),
    )
    loss = "\n".join(pytorch_ends.loss_lines(spec))
    yield Section("The loss and the rule of learning.", _joined(loss, "\n".join(_optimizer(saved))))
    yield Section("The training; the weights with the lowest validation loss are kept.", _training(spec))
    units = "\n".join(features_torch.unit_lines(saved))
    added = [features_torch.ADDED_UP] if any(one.lag for one in saved.transforms) else []
    point = _point(spec)
    yield Section(
        f"How far off it is on the validation part, in original units, over the {windows.horizon} steps.",
        _joined(units, *added, _MEASURED.format(point=point)),
    )


def _title(saved: Saved) -> str:
    return f"Train a recurrent network to forecast {len(saved.experiment.data.targets)} column(s), as it was trained."


_TOLD = (
    "Needs Python 3.9 or newer and torch. Written by Sequence Workbench, which it does not need.\n"
    "Chance differs, so the weights will not be the same to the last digit; the test part stays closed."
)

_IMPORTS = (
    "import copy", "import csv", "import math", "import sys", "from datetime import datetime, timedelta", "",
    "import torch", "from torch import nn",
)  # fmt: skip


def _settings(saved: Saved) -> Iterator[str]:
    data, windows, spec = saved.experiment.data, saved.experiment.windows, saved.experiment.training
    source = data.source.path if isinstance(data.source, FileSource) else f"{data.source.name}.csv"
    yield f'FILE = sys.argv[1] if sys.argv[1:] and sys.argv[1].endswith(".csv") else {source!r}'
    yield from (line for line in rows.constants(saved) if not line.startswith(("STRIDE", "LEVELS", "STEP =")))
    yield f"TIMESTEPS, STRIDE = {windows.timesteps}, {windows.stride}"
    shares = f"{windows.train_share!r}, {windows.validation_share!r}"
    yield f"TRAIN_SHARE, VALIDATION_SHARE = {shares}  # the rest is for the test"
    yield f"EPOCHS, BATCH, PATIENCE = {spec.epochs}, {spec.batch_size}, {spec.patience}"
    yield f"torch.manual_seed({spec.seed})"
    yield from _unsaid(saved)


def _unsaid(saved: Saved) -> Iterator[str]:
    """Name what the script does not do as the program does, so that nobody misses it."""
    spec = saved.experiment.training
    names = ("schedule", "warmup", "bptt_steps", "precision")
    data = saved.experiment.data
    told = ["gaps in the clock: rows are taken as one step apart"] * bool(saved.time_name)
    if data.mending != type(data.mending)():
        told.append(f"data.mending = {data.mending.model_dump(exclude_defaults=True)!r}")
    told += [f"training.{one.name} = {getattr(spec, one.name)!r}" for one in settings_of(TrainingSpec)
            if one.name in names and getattr(spec, one.name) != one.default]  # fmt: skip
    for at, layer in enumerate(saved.experiment.layers):
        if layer.enabled and isinstance(layer, RecurrentSpec):
            told += [f"layers[{at}].{name} = {getattr(layer, name)!r}" for name in ("dropout", "recurrent_dropout")
                     if getattr(layer, name)]  # fmt: skip
            told += [f"layers[{at}].stateful = True (samples come in any order)"] * layer.stateful
    if told:
        yield "# Set in the run, and not in this script:"
        yield from (f"#   {one}" for one in told)


_ROWS = """\
def number(cell):
    try:
        return float(cell.replace(DECIMAL, "."))
    except (AttributeError, ValueError):
        return math.nan


def time_of(row):
    written = row[TIME].strip()
    return datetime.strptime(written, TIME_FORMAT) if TIME_FORMAT else datetime.fromisoformat(written.replace("/", "-"))


with open(FILE, encoding=ENCODING, newline="") as file:
    header = file.readline()
    file.seek(0)
    table = list(csv.DictReader(file, delimiter=SEPARATOR or max(",;\t|", key=header.count)))
groups = {}
for row in table:
    groups.setdefault(row[GROUP] if GROUP else "", []).append(row)
series = []  # one for each group
for rows in groups.values():
    one = {
        "numbers": torch.tensor([[number(row[name]) for name in PAST] for row in rows], dtype=torch.float64),
        "targets": torch.tensor([[number(row[name]) for name in TARGETS] for row in rows], dtype=torch.float64),
        "words": [[row[name] for name in WORDS] for row in rows],
    }
    if TIME:
        one["times"] = [(time_of(row) - datetime(1970, 1, 1)) // timedelta(microseconds=1) for row in rows]
    series.append(one)
print(f"{len(table):,} rows, {len(series)} series")
"""


def _target_lines(saved: Saved) -> Iterator[str]:
    scaler = saved.target_scaler
    yield "def scaled_targets(targets):"
    yield '    """(rows, targets) in original units to what is asked for; nan where a difference has no value."""'
    yield "    columns = []"
    for at, target in enumerate(scaler.columns):
        yield f"    column = targets[None, :, {at}]"
        yield from (f"    {features_torch.forward_line(one)}" for one in transforms_of(saved.transforms, target))
        yield "    lost = len(targets) - column.shape[1]"
        yield "    columns.append(torch.cat([torch.full((lost,), math.nan), column[0]]))"
    yield f"    shift = torch.tensor({scaler.shift.tolist()!r}, dtype=torch.float64)"
    yield f"    divisor = torch.tensor({scaler.divisor.tolist()!r}, dtype=torch.float64)"
    yield "    return ((torch.stack(columns, dim=-1) - shift) / divisor).float()"


def _samples(saved: Saved) -> str:
    """A sample is known by its series and the row at which its future begins."""
    strict = saved.experiment.windows.context == "strict"
    data = saved.experiment.data
    known = [saved.reads.past.index(name) for name in saved.reads.ahead]
    words = [one.column for one in saved.reads.words]
    known_words = [words.index(one.column) for one in saved.reads.words_ahead]
    times = '\n    given["times"] = [series[s]["times"][f - GAP - ROWS : f + HORIZON] for s, f in samples]' if (
        data.calendar) else ""  # fmt: skip
    first = "begin + TIMESTEPS + GAP" if strict else "begin"
    return _SAMPLES.format(known=known, known_words=known_words, times=times, first=first)


_SAMPLES = '''\
KNOWN, KNOWN_WORDS = {known}, {known_words}  # places of the columns that are known in the future


def given_of(samples):
    """Gather the rows of some samples: (samples, rows, columns)."""
    numbers = torch.stack([series[s]["numbers"][f - GAP - ROWS : f + HORIZON] for s, f in samples])
    words = [series[s]["words"][f - GAP - ROWS : f + HORIZON] for s, f in samples]
    given = {{"past": numbers[:, :ROWS], "ahead": numbers[:, ROWS:][..., KNOWN]}}
    given["words"] = [one[:ROWS] for one in words]
    given["words_ahead"] = [[[row[place] for place in KNOWN_WORDS] for row in one[ROWS:]] for one in words]{times}
    return given


def batch_of(samples):
    """Give (samples, timesteps, features) and (samples, horizon, targets), scaled."""
    y = torch.stack([series[s]["scaled"][f : f + HORIZON] for s, f in samples])
    return features(given_of(samples)), y


def is_whole(s, f):
    one = series[s]
    parts = [one["numbers"][f - GAP - ROWS : f - GAP], one["numbers"][f - GAP : f + HORIZON, KNOWN],
             one["scaled"][f : f + HORIZON]]
    return not any(part.isnan().any() for part in parts)


parts = {{"train": [], "validation": []}}
for s, one in enumerate(series):
    one["scaled"] = scaled_targets(one["targets"])
    count = len(one["numbers"])
    ends = [0, round(count * TRAIN_SHARE), round(count * (TRAIN_SHARE + VALIDATION_SHARE))]
    for part, begin, end in zip(parts, ends, ends[1:]):
        futures = range(max(ROWS + GAP, {first}), end - HORIZON + 1, STRIDE)
        parts[part] += [(s, f) for f in futures if is_whole(s, f)]
print({{part: len(samples) for part, samples in parts.items()}}, "samples")
'''


def _first_weights(stack: Stack) -> Iterator[str]:
    """Write first weights as Keras and the workbench draw them; torch's own differ."""
    yield "def first_weights(network):"
    yield '    """Draw first weights as Keras does: torch would draw others."""'
    yield "    for name, weight in network.named_parameters():"
    yield '        if "weight_hh" in name:'
    yield "            nn.init.orthogonal_(weight)"
    yield '        elif "bias" in name:'
    yield "            nn.init.zeros_(weight)"
    yield "        elif weight.dim() > 1:"
    yield "            nn.init.xavier_uniform_(weight)"
    for row in stack.active_rows:
        spec = row.spec
        if not isinstance(spec, RecurrentSpec):
            continue
        for way in ("", "_reverse")[: spec.directions]:
            if spec.kind == "lstm" and spec.use_bias:
                bias = getattr(spec, "forget_bias", 1.0)
                gate = f"[{spec.units} : {2 * spec.units}]"
                yield f"    nn.init.constant_(network.{row.name}.bias_ih_l0{way}{gate}, {bias!r})  # forget gate"
            if spec.use_bias and not (spec.kind == "gru" and getattr(spec, "reset_after", False)):
                yield f"    network.{row.name}.bias_hh_l0{way}.requires_grad_(False)  # Keras has one bias, torch two"
        if isinstance(spec, GatedSpec) and spec.expected_memory is not None:
            yield f"    # in the run, {row.name} began with gates that remember up to {spec.expected_memory} steps"
        for which in ("kernel_initializer", "recurrent_initializer"):
            drawn = getattr(spec, which)
            if drawn not in ("glorot_uniform", "orthogonal"):
                yield f"    # in the run, {row.name} had {which} = {drawn!r}"
    yield ""
    yield ""
    yield "network = Network()"
    yield "first_weights(network)"


def _optimizer(saved: Saved) -> Iterator[str]:
    spec = saved.experiment.training
    rate, decay = f"lr={spec.learning_rate!r}", f", weight_decay={spec.weight_decay!r}"
    written = {
        "adam": f"AdamW(weights, {rate}, eps=1e-7{decay})",
        "adamw": f"AdamW(weights, {rate}, eps=1e-7{decay})",
        "rmsprop": f"RMSprop(weights, {rate}, alpha=0.9, eps=1e-7)",
        "sgd": f"SGD(weights, {rate}, momentum={spec.momentum!r})",
    }[spec.optimizer]
    yield "weights = [weight for weight in network.parameters() if weight.requires_grad]"
    yield f"optimizer = torch.optim.{written}"
    if spec.weight_decay and spec.optimizer in ("rmsprop", "sgd"):
        yield f"# in the run, each step began by making every weight 1 - rate * {spec.weight_decay!r} times itself"


def _training(spec: TrainingSpec) -> str:
    clips = []
    if spec.clip_value is not None:
        clips.append(f"        nn.utils.clip_grad_value_(weights, {spec.clip_value!r})")
    if spec.clip_norm is not None:
        clips.append(f"        nn.utils.clip_grad_norm_(weights, {spec.clip_norm!r})")
    if spec.accumulate > 1:
        clips.append(f"        # in the run, {spec.accumulate} batches made one step")
    return _TRAINING.format(clips="".join(f"{line}\n" for line in clips))


_TRAINING = """\
best, waited, kept = math.inf, 0, copy.deepcopy(network.state_dict())
for epoch in range(1, EPOCHS + 1):
    network.train()
    order, losses = torch.randperm(len(parts["train"])).tolist(), []
    for at in range(0, len(order), BATCH):
        x, y = batch_of([parts["train"][i] for i in order[at : at + BATCH]])
        network.states.clear()
        loss = loss_function(network(x), y)
        optimizer.zero_grad()
        loss.backward()
{clips}        optimizer.step()
        losses.append(loss.item())
    network.eval()
    with torch.inference_mode():
        total = 0.0
        for at in range(0, len(parts["validation"]), BATCH):
            samples = parts["validation"][at : at + BATCH]
            x, y = batch_of(samples)
            network.states.clear()
            total += loss_function(network(x), y).item() * len(samples)
    validation = total / len(parts["validation"])
    print(f"epoch {{epoch}}: train {{sum(losses) / len(losses):.5f}}, validation {{validation:.5f}}")
    if validation < best:
        best, waited, kept = validation, 0, copy.deepcopy(network.state_dict())
    else:
        waited += 1
        if PATIENCE is not None and waited >= PATIENCE:
            break
network.load_state_dict(kept)
"""


def _point(spec: TrainingSpec) -> str:
    """Write the one forecast that is measured, (samples, horizon, targets, 1)."""
    match spec.loss:
        case "quantile" if len(spec.quantiles) > 1:
            at = spec.quantiles.index(0.5)
            return f"network(x).sort(dim=-1).values[..., {at} : {at + 1}]"
        case "gaussian_nll":
            return "network(x)[..., :1]"
        case _:
            return "network(x)[..., None]"


_MEASURED = """\
network.eval()
errors = []
with torch.inference_mode():
    for at in range(0, len(parts["validation"]), BATCH):
        samples = parts["validation"][at : at + BATCH]
        given = given_of(samples)
        x = features(given)
        network.states.clear()
        forecast = original({point}, given)[..., 0]
        truth = torch.stack([series[s]["targets"][f : f + HORIZON] for s, f in samples])
        errors.append((forecast - truth).abs())
errors = torch.cat(errors)
for k, target in enumerate(TARGETS):
    print(f"{{target}}: mean absolute error {{errors[:, :, k].mean():.6g}} on {{len(errors):,}} samples")
"""


def _joined(*parts: str) -> str:
    return "\n\n\n".join(part.strip("\n") for part in parts if part.strip())


def _cell(kind: str, source: str, at: int) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{at}", "metadata": {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell | {"source": source.splitlines(keepends=True)}
