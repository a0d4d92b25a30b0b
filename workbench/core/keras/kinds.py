"""A layer as Keras names it becomes a layer of ours; what has no counterpart is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from pydantic import ValidationError

from workbench.core.keras.activations import activation_of
from workbench.core.keras.calls import Call, Left, Unknown
from workbench.core.layers import (
    GRU,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    LayerSpec,
    Masking,
    RecurrentSpec,
    RepeatVector,
    SimpleRNN,
)
from workbench.core.settings.mistakes import settings_error
from workbench.core.text import Text, text

KINDS: dict[str, type[LayerSpec]] = {
    "LSTM": LSTM,
    "GRU": GRU,
    "SimpleRNN": SimpleRNN,
    "Dense": Dense,
    "Dropout": Dropout,
    "LayerNormalization": LayerNormalization,
    "Conv1D": Conv1D,
    "Masking": Masking,
    "RepeatVector": RepeatVector,
}
_ALIASES = {"Convolution1D": "Conv1D"}
_INITIALIZERS = ("kernel_initializer", "recurrent_initializer")
# Settings that say nothing about what a layer gives, whatever their value.
_IDLE = {
    "name", "dtype", "batch_input_shape", "input_shape", "input_dim", "input_length", "batch_shape", "batch_size",
    "seed", "unroll", "implementation", "noise_shape", "quantization_config", "use_cudnn",
}  # fmt: skip
# Settings that have no counterpart, and the values at which they do nothing.
_NEUTRAL: dict[str, tuple[Any, ...]] = {
    "recurrent_activation": ("sigmoid",),
    "axis": (-1, [-1], [1], [2], 1, 2),
    "center": (True,),
    "scale": (True,),
    "rms_scaling": (False,),
    "dilation_rate": (1, [1]),
    "groups": (1,),
    "data_format": ("channels_last", None),
    "time_major": (False,),
    "zero_output_for_mask": (False,),
    "trainable": (True,),
    "bias_initializer": ("zeros",),
}
_TRAINING_ALONE = ("regularizer", "constraint", "initializer", "trainable")


def spec_of(call: Call) -> tuple[LayerSpec | None, list[Left]]:
    """Give the layer of ``call``, or None, and what of it could not be taken over."""
    left: list[Left] = []
    if call.kind == "Bidirectional":
        return _bidirectional(call, left), left
    if call.kind == "TimeDistributed":
        return _at_every_step(call, left), left
    kind = KINDS.get(_ALIASES.get(call.kind, call.kind))
    if kind is None:
        left.append(Left(call.where, call.kind, _why_not(call.kind)))
        return None, left
    return _built(kind, dict(_fields(kind, call, left)), call, left), left


def initializer_of(given: Any) -> str | None:
    """Give the name of an initializer with nothing but its defaults, else None."""
    if isinstance(given, dict):
        settings = given.get("config") or {}
        if not isinstance(settings, dict):
            return None
        plain = {"seed", "input_axes", "output_axes", "dtype"}
        changed = [key for key, value in settings.items() if key not in plain and (key, value) != ("gain", 1.0)]
        if changed or not isinstance(given.get("class_name"), str):
            return None
        given = given["class_name"]
    if not isinstance(given, str):
        return None
    letters = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in given).lstrip("_")
    return {"identity_initializer": "identity"}.get(letters, letters)


def _fields(kind: type[LayerSpec], call: Call, left: list[Left]) -> Iterator[tuple[str, Any]]:
    """Give the settings by our names."""
    if kind in (Dense, Conv1D):
        yield "activation", "linear"  # Keras' default
    for name, value in call.settings.items():
        if name in _IDLE:
            continue
        if isinstance(value, Unknown):
            known = name in kind.model_fields
            why = text("it is computed in the code; set it by hand") if known else text("there is no such setting here")
            left.append(Left(call.where, f"{call.kind}: {name} = {value.source}"[:80], why))
        elif name == "activation":
            if (found := activation_of(value)) is None:
                left.append(_left(call, name, value, text("there is no such activation here")))
            else:
                yield name, found
        elif name in _INITIALIZERS:
            yield from _initializer(kind, call, name, left)
        elif name == "unit_forget_bias" and kind is LSTM:
            yield "forget_bias", 1.0 if value else 0.0
        elif name in kind.model_fields:
            yield name, _single(value) if name in ("kernel_size", "strides") else value
        elif not _is_neutral(name, value):
            left.append(_left(call, name, value, text("there is no such setting here")))


def _initializer(kind: type[LayerSpec], call: Call, name: str, left: list[Left]) -> Iterator[tuple[str, str]]:
    value = call.settings[name]
    known = initializer_of(value)
    field = kind.model_fields.get(name)
    if field is not None and known in get_args(field.annotation) and known != "torch_default":
        yield name, str(known)
    else:
        left.append(_left(call, name, value, text("there are no such first weights here")))


def _bidirectional(call: Call, left: list[Left]) -> LayerSpec | None:
    if call.inner is None:
        left.append(Left(call.where, call.kind, text("the layer inside cannot be read")))
        return None
    spec, inside = spec_of(_as_wrapped(call.inner))
    left += inside
    if not isinstance(spec, RecurrentSpec):
        if spec is not None:
            left.append(
                Left(call.where, f"Bidirectional({call.inner.kind})", text("only recurrent layers go both ways"))
            )
        return None
    if call.backward is not None and not _mirrors(call.inner, call.backward):
        why = text("its second direction has settings of its own; it got those of the first")
        left.append(Left(call.where, call.kind, why))
    mode = call.settings.get("merge_mode", "concat")
    return _built(type(spec), {**_plain(spec), "bidirectional": True, "merge_mode": mode}, call, left)


def _as_wrapped(inner: Call) -> Call:
    """Leave out what Bidirectional sets itself, whatever it was: that masked steps of a sequence are zero."""
    return replace(inner, settings={k: v for k, v in inner.settings.items() if k != "zero_output_for_mask"})


def _at_every_step(call: Call, left: list[Left]) -> LayerSpec | None:
    if call.inner is None:
        left.append(Left(call.where, call.kind, text("the layer inside cannot be read")))
        return None
    spec, inside = spec_of(call.inner)
    left += inside
    if isinstance(spec, Dense | Dropout | LayerNormalization) or spec is None:
        return spec
    left.append(Left(call.where, f"TimeDistributed({call.inner.kind})", text("only layers without memory can be")))
    return None


def _mirrors(one: Call, other: Call) -> bool:
    """Whether both directions are the same layer, the second the other way round."""
    own = {"name", "go_backwards", "seed", "zero_output_for_mask"}
    plain = [
        _without_ids({key: value for key, value in call.settings.items() if key not in own}) for call in (one, other)
    ]
    turned = bool(one.settings.get("go_backwards")) != bool(other.settings.get("go_backwards"))
    return one.kind == other.kind and plain[0] == plain[1] and turned


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(one) for key, one in value.items() if key not in ("shared_object_id", "seed")}
    return value


def _plain(spec: LayerSpec) -> dict[str, Any]:
    return {name: getattr(spec, name) for name in type(spec).model_fields}


def _built(kind: type[LayerSpec], fields: Mapping[str, Any], call: Call, left: list[Left]) -> LayerSpec | None:
    """Build the layer; a value out of bounds is named and left at its default."""
    wanted = dict(fields)
    needed = {"units", "n", "filters", "kernel_size"} & set(kind.model_fields)
    for name in sorted(needed - set(wanted)):
        if not isinstance(call.settings.get(name), Unknown) and call.kind != "Bidirectional":
            left.append(Left(call.where, f"{call.kind}: {name}", text("it is not said; it got the default")))
    while True:
        try:
            return kind.model_validate(wanted)
        except ValidationError as error:
            faults = [one for one in settings_error(error, kind).faults if one.address in wanted]
            if not faults:
                raise
            for fault in faults:
                left.append(_left(call, fault.address, wanted.pop(fault.address, None), _words(fault.message)))


def _words(message: str) -> Text:
    return message if isinstance(message, Text) else text("{message}", message=message)


def _left(call: Call, name: str, value: Any, why: Text) -> Left:
    harmless = any(name.endswith(word) for word in _TRAINING_ALONE)
    return Left(call.where, f"{call.kind}: {name} = {_short(value)}", why, changes_forecasts=not harmless)


def _short(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("class_name", "…")
    words = repr(value)
    return words if len(words) <= 60 else words[:59] + "…"


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list | tuple) and len(value) == 1 else value


def _is_neutral(name: str, value: Any) -> bool:
    if value is None:
        return True
    value = list(value) if isinstance(value, tuple) else value
    known = _NEUTRAL.get(name, ())
    return value in known or (name == "bias_initializer" and initializer_of(value) == "zeros")


def _why_not(kind: str) -> Text:
    return _REASONS.get(kind, lambda: text("there is no such layer here"))()


_REASONS: dict[str, Callable[[], Text]] = {
    "Lambda": lambda: text("it holds code, and code from a file is never run"),
    "Embedding": lambda: text("a column of words becomes features by itself"),
}
