"""Keras source as people paste it: parsed, never run. What was understood is found; all else is named."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator
from typing import Any

from workbench.core.errors import SettingsError
from workbench.core.keras.calls import Call, Found, Left, Unknown
from workbench.core.keras.code.fitted import take_compile, take_fit
from workbench.core.keras.code.values import path_of, value_of
from workbench.core.text import Text, text

MOST_LETTERS = 200_000
_QUOTES = {**dict.fromkeys("“”„‟″＂", '"'), **dict.fromkeys("‘’‚‛′＇", "'")}
_SIGNS = {**_QUOTES, "（": "(", "）": ")", "，": ",", "：": ":", "＝": "=", "［": "[", "］": "]", "；": ";", "。": ".",
          "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u3000": " ", "\u200b": "", "\ufeff": "", "\0": ""}  # fmt: skip
_PROMPT = re.compile(r"^(\s*)(?:>>> ?|\.\.\. ?|In \[\d*\]: ?)")
_POSITIONAL = {
    "LSTM": ("units", "activation", "recurrent_activation", "use_bias"),
    "GRU": ("units", "activation", "recurrent_activation", "use_bias"),
    "SimpleRNN": ("units", "activation", "use_bias"),
    "Dense": ("units", "activation", "use_bias"),
    "Dropout": ("rate",),
    "Conv1D": ("filters", "kernel_size", "strides", "padding"),
    "RepeatVector": ("n",),
    "Masking": ("mask_value",),
    "LayerNormalization": ("axis", "epsilon"),
    "Reshape": ("target_shape",),
    "Activation": ("activation",),
    "ReLU": ("max_value", "negative_slope", "threshold"),
    "LeakyReLU": ("negative_slope",),
    "ELU": ("alpha",),
    "Input": ("shape", "batch_size"),
    "InputLayer": ("shape", "batch_size"),
    "Bidirectional": ("layer", "merge_mode"),
    "TimeDistributed": ("layer",),
}
_OLD_NAMES = {"output_dim": "units", "p": "rate", "nb_filter": "filters", "filter_length": "kernel_size"}
_WRAPPERS = ("Bidirectional", "TimeDistributed")


def found_in_source(words: str) -> Found:
    """Read pasted source.

    Raises:
        SettingsError: it is no Python, or holds no model.
    """
    reader = _Reader()
    try:
        for statement in _statements(_parsed(words).body):
            reader.read(statement)
        return reader.result()
    except RecursionError as error:
        raise _no_python() from error


def plain_source(words: str) -> str:
    """Give the source with the quotes and signs that Python knows, without prompts; every line stays a line."""
    words = "".join(_SIGNS.get(letter, letter) for letter in words.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [_PROMPT.sub(r"\1", line) for line in words.split("\n")]
    lines = ["" if line.lstrip().startswith(("!", "%", "```")) else line for line in lines]
    return textwrap.dedent("\n".join(lines).expandtabs(4))


def _parsed(words: str) -> ast.Module:
    if len(words) > MOST_LETTERS:
        raise SettingsError(
            text("The code has {count} characters; at most {most} are read.",
                 count=f"{len(words):,}", most=f"{MOST_LETTERS:,}"),
            hint=text("Paste only the lines that build, compile and fit the model."),
        )  # fmt: skip
    try:
        with warnings.catch_warnings(action="ignore"):  # of odd literals in somebody's code
            return ast.parse(plain_source(words))
    except SyntaxError as error:
        line = (error.text or "").strip()[:60]
        raise SettingsError(
            text("Line {line} cannot be read as Python: {words}", line=error.lineno or 1, words=line or error.msg),
            hint=text("Paste whole lines, from Sequential to the end of fit."),
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise _no_python() from error


def _no_python() -> SettingsError:
    return SettingsError(
        text("The code cannot be read as Python."), hint=text("Paste only the lines that build the model.")
    )


def _statements(body: list[ast.stmt], depth: int = 0) -> Iterator[ast.stmt]:
    """Give every statement in its order; those inside functions, tests and loops once."""
    for statement in body:
        inside = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
        if not any(inside) or isinstance(statement, ast.ClassDef) or depth > 20:
            yield statement
            continue
        if isinstance(statement, ast.For | ast.While | ast.If):
            yield statement
        for part in inside:
            yield from _statements(part, depth + 1)


class _Reader:
    """Goes through the statements and keeps models, layers and constants by their names."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}  # constants, and objects of Keras
        self.layers: dict[str, Call] = {}
        self.models: dict[str, list[Call]] = {}
        self.chains: dict[str, list[Call]] = {}  # of functional code: the layers up to a tensor
        self.found = Found()
        self.unread: list[int] = []

    def read(self, statement: ast.stmt) -> None:
        """Read one statement, or keep its line as one that says nothing of a model."""
        match statement:
            case ast.Import() | ast.ImportFrom() | ast.Return() | ast.Pass():
                return
            case ast.Expr(value=ast.Constant()):
                return
            case ast.For() | ast.While() | ast.If():
                if any(isinstance(one, ast.Attribute) and one.attr == "add" for one in ast.walk(statement)):
                    why = text("it is not run; the layers inside were taken once")
                    self.found.left.append(Left(_line(statement), ast.unparse(statement).split("\n")[0][:60], why))
                return
            case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=ast.expr() as value):
                names = [one.id for one in ast.walk(target) if isinstance(one, ast.Name)]
                if names and self._assigned(names, value):
                    return
            case ast.Expr(value=ast.Call() as call) if self._called(call):
                return
        self.unread.append(statement.lineno)

    def _assigned(self, names: list[str], value: ast.expr) -> bool:
        name = names[0]
        if isinstance(value, ast.Call):
            kind = (path_of(value.func) or [""])[-1]
            if kind == "Sequential":
                self.models[name] = self._listed(value)
                return True
            if kind in ("Model", "Functional"):
                self.models[name] = self._functional(value)
                return True
            if isinstance(value.func, ast.Call) or kind == "Input":
                chain = self._chain(value)
                if chain is not None:
                    self.chains |= dict.fromkeys(names, chain)
                    return True
            if kind == "fit" and self._called(value):
                return True
            if _is_layer(value):
                self.layers[name] = self._layer(value)
                return True
        found = value_of(value, self.known)
        if isinstance(found, Unknown) or (isinstance(found, list) and any(isinstance(one, Unknown) for one in found)):
            return False
        self.known[name] = found
        return True

    def _called(self, call: ast.Call) -> bool:
        if not isinstance(call.func, ast.Attribute):
            return False
        model = ast.unparse(call.func.value)
        match call.func.attr:
            case "add" if model in self.models and len(call.args) == 1:
                self.models[model].extend(self._elements([call.args[0]]))
            case "compile":
                take_compile(call, self.known, _line(call), self.found)
            case "fit" if model in self.models or not self.models:
                take_fit(call, self.known, _line(call), self.found)
            case "summary" | "build":
                return True
            case _:
                return False
        return True

    def _listed(self, call: ast.Call) -> list[Call]:
        given = call.args[0] if call.args else next((one.value for one in call.keywords if one.arg == "layers"), None)
        if given is None:
            return []
        if isinstance(given, ast.List | ast.Tuple):
            return self._elements(list(given.elts))
        self.found.left.append(Left(_line(call), ast.unparse(given)[:60], text("only layers in a list are read")))
        return []

    def _elements(self, nodes: list[ast.expr]) -> list[Call]:
        found = []
        for node in nodes:
            if isinstance(node, ast.Call) and not isinstance(node.func, ast.Call) and path_of(node.func):
                found.append(self._layer(node))
            elif isinstance(node, ast.Name) and node.id in self.layers:
                found.append(self.layers[node.id])
            else:
                self.found.left.append(Left(_line(node), ast.unparse(node)[:60], text("it is no layer that is known")))
        return found

    def _functional(self, call: ast.Call) -> list[Call]:
        named = {one.arg: one.value for one in call.keywords}
        outputs = named.get("outputs", call.args[1] if len(call.args) > 1 else None)
        if isinstance(outputs, ast.List | ast.Tuple) and len(outputs.elts) == 1:
            outputs = outputs.elts[0]
        chain = None if outputs is None else self._chain(outputs)
        if chain is None:
            shown = ast.unparse(call)[:60]
            self.found.left.append(Left(_line(call), shown, text("its layers do not stand one behind the other")))
        return chain or []

    def _chain(self, node: ast.expr) -> list[Call] | None:
        """Give the layers from the input to a tensor, or None."""
        match node:
            case ast.Name(id=name):
                return self.chains.get(name)
            case ast.Call(func=ast.Call() as layer, args=[given, *rest]):
                before = self._chain(given)
                if before is None:
                    return None
                return [*before, self._called_layer(self._layer(layer), node, rest)]
            case ast.Call(func=ast.Name(id=name), args=[given, *rest]) if name in self.layers:
                before = self._chain(given)
                return None if before is None else [*before, self._called_layer(self.layers[name], node, rest)]
            case ast.Call() if (path_of(node.func) or [""])[-1] == "Input":
                return [self._layer(node)]
        return None

    def _called_layer(self, layer: Call, node: ast.Call, rest: list[ast.expr]) -> Call:
        for one in [*rest, *(keyword.value for keyword in node.keywords)]:
            why = text("a layer is given the one before it alone")
            self.found.left.append(Left(_line(node), f"{layer.kind}(…)({ast.unparse(one)[:40]})", why))
        return layer

    def _layer(self, node: ast.Call) -> Call:
        kind, where = path_of(node.func)[-1], _line(node)
        names = _POSITIONAL.get(kind, ())
        written: dict[str, ast.expr] = {
            names[at] if at < len(names) else f"argument {at + 1}": one for at, one in enumerate(node.args)
        }
        written |= {_OLD_NAMES.get(one.arg, one.arg) if one.arg else "**": one.value for one in node.keywords}
        inner = [self._inner(written.pop(name)) if name in written and kind in _WRAPPERS else None
                 for name in ("layer", "backward_layer")]  # fmt: skip
        return Call(kind, {name: value_of(one, self.known) for name, one in written.items()}, where, *inner)

    def _inner(self, node: ast.expr) -> Call | None:
        if isinstance(node, ast.Name):
            return self.layers.get(node.id)
        return self._layer(node) if isinstance(node, ast.Call) and path_of(node.func) else None

    def result(self) -> Found:
        """Give the one model that was found."""
        full = [(name, calls) for name, calls in self.models.items() if calls]
        if not full:
            raise SettingsError(
                text("The code holds no Keras model."),
                hint=text("Paste the lines with Sequential([…]), model.add(…) or Model(inputs, outputs)."),
            )
        for name, calls in full[1:]:
            self.found.left.append(Left(calls[0].where, name, text("one model is taken over, the first")))
        self._take_input(full[0][1])
        if self.unread:
            where = text("Lines {lines}", lines=_ranges(sorted(set(self.unread))))
            why = text("only what builds, compiles and fits the model is read")
            self.found.left.append(Left(where, text("all that stands there"), why, changes_forecasts=False))
        return self.found

    def _take_input(self, calls: list[Call]) -> None:
        for at, call in enumerate(calls):
            settings = call.settings
            is_input = call.kind in ("Input", "InputLayer")
            shape = settings.get("shape", settings.get("input_shape")) if is_input else settings.get("input_shape")
            batched = settings.get("batch_shape", settings.get("batch_input_shape"))
            if shape is None and isinstance(batched, list):
                shape = batched[1:]
            if shape is None and isinstance(settings.get("input_dim"), int):
                shape = [settings.get("input_length"), settings["input_dim"]]
            if shape is not None and (is_input or at == 0):
                self.found.input(shape, call.where)
        self.found.calls = [call for call in calls if call.kind not in ("Input", "InputLayer")]


def _is_layer(call: ast.Call) -> bool:
    path = path_of(call.func)
    return bool(path) and (path[-1] in _POSITIONAL or "layers" in path[:-1])


def _line(node: ast.expr | ast.stmt) -> Text:
    return text("Line {line}", line=node.lineno)


def _ranges(numbers: list[int]) -> str:
    """Write 1, 2, 3, 7 as 1–3, 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else f"{part[0]}" for part in parts)
