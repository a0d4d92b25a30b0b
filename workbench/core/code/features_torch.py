"""From the rows to the features and from the network's output to original units, as lines of PyTorch."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from workbench.core.code.saved import Saved
from workbench.core.errors import ExportError
from workbench.core.preparing.features import numbers_seen
from workbench.core.reads import transforms_of
from workbench.core.text import text
from workbench.core.transforms import BoxCox, Difference, Log, SeasonalDifference, Transform

_CLOSE = 1e-7  # a lambda below it is the logarithm, as in core/transforms/powers.py


@singledispatch
def forward_line(transform: Transform) -> str:
    """Write what makes ``column``, (batch, rows), the changed one.

    Raises:
        ExportError: the transform has no writer.
    """
    raise ExportError(
        text("The transform {transform} of {column} cannot be written as PyTorch.",
             transform=transform.words, column=transform.column),
        hint=text("Save the model as a bundle, or train it without that transform."),
    )  # fmt: skip


@singledispatch
def back_line(transform: Transform) -> str:
    """Write what undoes it on ``column``, (batch, horizon, values); ``level`` is what a difference was taken from."""
    raise NotImplementedError(transform.kind)  # forward_line was asked before


@forward_line.register
def _(transform: Log) -> str:
    return "column = column.log()"


@back_line.register
def _(transform: Log) -> str:
    return "column = column.exp()"


@forward_line.register
def _(transform: BoxCox) -> str:
    lmbda = transform.lmbda
    assert lmbda is not None  # a model's transforms are fitted
    return "column = column.log()" if lmbda < _CLOSE else f"column = (column**{lmbda!r} - 1) / {lmbda!r}  # Box-Cox"


@back_line.register
def _(transform: BoxCox) -> str:
    lmbda = transform.lmbda
    assert lmbda is not None  # a model's transforms are fitted
    if lmbda < _CLOSE:
        return "column = column.exp()"
    return f"column = {lmbda!r} * column + 1\ncolumn = column.sign() * column.abs() ** (1 / {lmbda!r})  # Box-Cox"


@forward_line.register(Difference)
@forward_line.register(SeasonalDifference)
def _(transform: Transform) -> str:
    return f"column = column[:, {transform.lag}:] - column[:, :-{transform.lag}]"


@back_line.register(Difference)
@back_line.register(SeasonalDifference)
def _(transform: Transform) -> str:
    return f"column = added_up(column, level, {transform.lag})"


def feature_lines(saved: Saved) -> Iterator[str]:
    """Write ``features``: what the network reads, (batch, timesteps, features) in 32 bits."""
    reads, windows = saved.reads, saved.experiment.windows
    numbers, timesteps = numbers_seen(saved.experiment.data), windows.timesteps
    yield "def features(given):"
    yield '    """Transform and scale in 64 bits what stands in the rows: (batch, timesteps, features) in 32 bits."""'
    yield "    parts = []"
    if reads.past:
        yield '    past = torch.as_tensor(given["past"], dtype=torch.float64)'
    if reads.ahead:
        yield '    ahead = torch.as_tensor(given["ahead"], dtype=torch.float64)'
    if numbers:
        yield from _scaled(saved, numbers, ahead=False)
    for at, words in enumerate(reads.words):
        yield f'    parts.append(one_hot([[row[{at}] for row in one] for one in given["words"]],'
        yield f"                         {list(words.words)!r})[:, -{timesteps}:])"
    if reads.ahead:
        yield from _scaled(saved, reads.ahead, ahead=True)
    places = {one.column: at for at, one in enumerate(reads.words)}
    for at, words in enumerate(reads.words_ahead):
        place = places[words.column]
        yield '    both = zip(given["words"], given["words_ahead"])'
        yield f"    written = [[row[{place}] for row in one] + [row[{at}] for row in later] for one, later in both]"
        yield f"    parts.append(one_hot(written, {list(words.words)!r})[:, -{timesteps}:])"
    for kind in saved.experiment.data.calendar:
        yield f'    parts.append(waves("{kind}", given["times"])[:, -{timesteps}:])'
    yield "    return torch.cat(parts, dim=-1)"


def _scaled(saved: Saved, names: tuple[str, ...], *, ahead: bool) -> Iterator[str]:
    reads, timesteps = saved.reads, saved.experiment.windows.timesteps
    scaler = saved.input_scaler.only(names)
    numbers = f"torch.tensor({scaler.shift.tolist()!r}, dtype=torch.float64)"
    divisor = f"torch.tensor({scaler.divisor.tolist()!r}, dtype=torch.float64)"
    if not ahead and not any(transforms_of(saved.transforms, name) for name in names):
        yield f"    x = past[:, -{timesteps}:, :{len(names)}]"
    else:
        yield "    columns = []"
        for name in names:
            own = f"past[:, :, {reads.past.index(name)}]"
            if ahead:
                own = f"torch.cat([{own}, ahead[:, :, {reads.ahead.index(name)}]], dim=1)"
            yield f"    column = {own}  # {_comment(name)}"
            yield from (f"    {forward_line(one)}" for one in transforms_of(saved.transforms, name))
            yield f"    columns.append(column[:, -{timesteps}:])"
        yield "    x = torch.stack(columns, dim=-1)"
    yield f"    shift = {numbers}"
    yield f"    divisor = {divisor}"
    yield "    parts.append(((x - shift) / divisor).float())"


def unit_lines(saved: Saved) -> Iterator[str]:
    """Write ``original``: scaled forecasts (batch, horizon, targets, values) in original units."""
    scaler, reads, windows = saved.target_scaler, saved.reads, saved.experiment.windows
    yield "def original(values, given):"
    yield '    """Undo the scaler and the transforms of the targets, in 64 bits."""'
    yield f"    shift = torch.tensor({scaler.shift.tolist()!r}, dtype=torch.float64)[:, None]"
    yield f"    divisor = torch.tensor({scaler.divisor.tolist()!r}, dtype=torch.float64)[:, None]"
    yield "    values = values.double() * divisor + shift"
    if not any(transforms_of(saved.transforms, target) for target in scaler.columns):
        yield "    return values"
        return
    yield "    columns = []"
    for at, target in enumerate(scaler.columns):
        own = transforms_of(saved.transforms, target)
        for place, transform in enumerate(own):
            if transform.lag:
                source = f'torch.as_tensor(given["past"], dtype=torch.float64)[:, :, {reads.past.index(target)}]'
                yield f"    column = {source}  # {_comment(target)}"
                yield from (f"    {forward_line(earlier)}" for earlier in own[:place])
                start = windows.gap - transform.lag
                stop = start + min(transform.lag, windows.horizon)
                yield f"    level_{place} = column[:, {start}:{stop or ''}, None]"
        yield f"    column = values[:, :, {at}]"
        for place in range(len(own) - 1, -1, -1):
            lines = back_line(own[place]).replace("level", f"level_{place}").splitlines()
            yield from (f"    {line}" for line in lines)
        yield "    columns.append(column)"
    yield "    return torch.stack(columns, dim=2)"


def _comment(name: str) -> str:
    """Give a column's name for the end of a line; a name can hold anything."""
    return repr(name)


ADDED_UP = '''\
def added_up(changes, level, lag):
    """Undo a difference: every lag-th value follows on the one a lag before."""
    steps = []
    for h in range(changes.shape[1]):
        steps.append(changes[:, h] + (level[:, h] if h < lag else steps[h - lag]))
    return torch.stack(steps, dim=1)
'''

ONE_HOT = '''\
def one_hot(written, words):
    """Give 1 where a row has the word, else 0; another word has zeros alone."""
    return torch.tensor([[[float(word == one) for one in words] for word in sample] for sample in written])
'''

WAVES = '''\
def waves(hand, times):
    """Give sine and cosine of a hand of the calendar at each time, in microseconds since 1970."""
    def turn(time):
        day, moment = 86_400_000_000, datetime(1970, 1, 1) + timedelta(microseconds=int(time))
        year = datetime(moment.year, 1, 1)
        month = moment.replace(day=1)
        later = (month.replace(year=month.year + 1, month=1) if month.month == 12
                 else month.replace(month=month.month + 1))
        return {
            "hour_of_day": int(time) % day / day,
            "day_of_week": moment.weekday() / 7,
            "day_of_month": (moment.day - 1) / (later - month).days,
            "month_of_year": (moment.month - 1) / 12,
            "day_of_year": (moment - year).days / (datetime(moment.year + 1, 1, 1) - year).days,
        }[hand]
    angle = torch.tensor([[2 * math.pi * turn(time) for time in sample] for sample in times], dtype=torch.float64)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).float()
'''
