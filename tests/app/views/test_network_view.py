"""The network view: the stack drawn, and as code that runs elsewhere."""

import ast
from typing import get_args

import pytest
from PySide6.QtGui import QGuiApplication

from tests.app.person import click, pick, words_of
from tests.windows import settle
from workbench.core.code import keras_code, pytorch_code
from workbench.core.experiment import Experiment
from workbench.core.layers import (
    GRU,
    LAYER_KINDS,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    Masking,
    RepeatVector,
    Segments,
    SimpleRNN,
)
from workbench.core.layers.activations import Activation
from workbench.core.layers.stack import stack_of
from workbench.core.settings.presets import PRESETS

STACKS = {preset.name: preset.layers for preset in PRESETS} | {
    "every kind": (
        LSTM(return_sequences=True, return_state=True),
        Dropout(),
        GRU(return_sequences=True, bidirectional=True, merge_mode="sum"),
        SimpleRNN(go_backwards=True),
        Dense(),
    ),
    "one switched off": (LSTM(return_sequences=True, enabled=False), LSTM()),
    "empty": (),
    "broken": (LSTM(), GRU()),
    "a whole sequence at the end": (LSTM(return_sequences=True),),
    "dense first": (Dense(), LSTM()),
    "decoder": (LSTM(return_state=True), RepeatVector(n=4), LSTM(initial_state="lstm_1")),
    "fewer steps": (Masking(), Conv1D(strides=2), Segments(n=7), LayerNormalization(), GRU()),
    "a sequence where one vector is needed": (RepeatVector(n=9), GRU()),
}


@pytest.fixture
def view(window):
    window.right.show_view("network")
    settle()
    return window.right.view("network")


def use(window, layers, **windows):
    experiment = window.document.experiment.with_layers(*layers)
    window.document.start(experiment.with_settings("windows", **windows) if windows else experiment)
    settle()


@pytest.mark.parametrize("name", STACKS)
def test_every_stack_is_drawn_folded_and_unrolled(window, view, name):
    pictures = []

    for timesteps in (30, 4, 1):
        use(window, STACKS[name], timesteps=timesteps)
        for form in ("folded", "unrolled through time"):
            pick(view.form, form)
            pictures.append(view.drawing.grab().toImage())

    assert all(not picture.isNull() for picture in pictures)
    assert pictures[0] != pictures[1]
    assert [layer for layer in ("LSTM", "GRU") if layer in view.drawing.accessibleName()] == [
        title for title in ("LSTM", "GRU")
        if any(spec.enabled and spec.title == title for spec in STACKS[name])
    ]  # fmt: skip


def test_the_drawing_is_as_wide_as_the_layer_with_the_most_steps(window, view):
    pick(view.form, "unrolled through time")
    widths = []

    for repeats in (1, 6):
        use(window, (LSTM(), RepeatVector(n=repeats), GRU()), timesteps=2)
        widths.append(view.drawing.sizeHint().width())

    assert widths[0] < widths[1]


def test_the_drawing_tells_which_layer_starts_from_which(window, view):
    told = {}
    for name in ("decoder", "dense first"):
        use(window, STACKS[name])
        told[name] = [view.drawing._words(row) for row in window.bench.stack.active_rows]

    assert told["decoder"][2].startswith("starts from lstm_1 · ")
    assert not any("starts from" in words for words in told["dense first"])


@pytest.mark.parametrize("timesteps", [48, 28, 26])
def test_both_ends_of_the_network_are_drawn(window, view, timesteps):
    pictures, heights = [], []

    for normalisation, season in (("none", None), ("last", None), ("last", 24)):
        use(window, (LSTM(units=4),), timesteps=timesteps, normalisation=normalisation, season=season)
        heights.append(view.drawing.sizeHint().height())
        for form in ("folded", "unrolled through time"):
            pick(view.form, form)
            pictures.append(view.drawing.grab().toImage())
            assert view.drawing.height() >= view.drawing.sizeHint().height()

    assert heights[2] - heights[1] == heights[1] - heights[0] > 0  # a node at each end more
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])
    assert view.drawing.accessibleName() == (
        f"Network: Seasonal residual x − x 24 steps before (B, {timesteps - 24}, 1),"
        f" Window normalisation x − last value (B, {timesteps - 24}, 1), LSTM 4 (B, 4), Output (B, 1, 1),"
        " Window normalisation + last value (B, 1, 1),"
        " Seasonal residual + the same step of the last season (B, 1, 1)"
    )


def test_the_drawing_is_large_enough_for_all_its_layers(window, view):
    use(window, [Dense()] * 20 + [LSTM()])

    assert view.drawing.height() >= view.drawing.sizeHint().height()


def test_the_code_is_that_of_the_stack(window, view):
    use(window, (GRU(units=9),))
    assert "layers.GRU(9)" in view.code.toPlainText()

    pick(view.language, "PyTorch")

    assert "nn.GRU(1, 9, batch_first=True)" in view.code.toPlainText()


@pytest.mark.parametrize("language", ["Keras", "PyTorch"])
def test_the_button_copies_the_code(window, view, language):
    pick(view.language, language)
    QGuiApplication.clipboard().clear()

    click(view.copy_button)

    assert QGuiApplication.clipboard().text() == view.code.toPlainText() != ""


def test_a_broken_stack_has_no_code_and_says_what_to_do(window, view):
    use(window, STACKS["broken"])

    assert not view.code.isVisible()
    assert not view.copy_button.isEnabled()
    assert "Mend the network first" in view.copy_button.toolTip()
    assert "The network does not work yet; the cards on the left say what to mend." in words_of(view)
    window.document.change(window.bench.problems[0].repair.experiment, "repair")
    settle()
    assert view.code.isVisible()
    assert view.copy_button.isEnabled()


def experiment_of(layers, *, timesteps=7, horizon=3, inputs=2, targets=2):
    names = tuple(f"c{at}" for at in range(max(inputs, targets)))
    experiment = Experiment().with_layers(*layers).with_settings("windows", timesteps=timesteps, horizon=horizon)
    return experiment.with_settings("data", inputs=names[:inputs], targets=names[:targets])


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_the_keras_code_of_a_preset_compiles_and_names_every_layer(preset):
    code = keras_code(experiment_of(preset.layers))

    compile(code, "keras.py", "exec")

    called = [node.func.attr for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)
              and isinstance(node.func, ast.Attribute)]  # fmt: skip
    for title in {spec.title for spec in preset.layers}:
        assert called.count(title) == sum(spec.title == title for spec in preset.layers)
    assert called.count("Dense") == 1


def recurrent(kind, **settings):
    return (kind(units=5, **settings),)


KINDS = {kind.title: kind for kind in LAYER_KINDS}
SINGLE = {
    **{f"preset {preset.name}": preset.layers for preset in PRESETS},
    **{
        f"{title} {merge} {'sequence' if whole else 'last'}": (
            KINDS[title](units=5, bidirectional=True, merge_mode=merge, return_sequences=whole),
            *([LSTM(units=4)] if whole else []),
        )
        for title in ("LSTM", "GRU", "SimpleRNN")
        for merge in ("concat", "sum", "mul", "ave")
        for whole in (False, True)
    },
    **{f"{title} backwards": recurrent(KINDS[title], go_backwards=True) for title in ("LSTM", "GRU", "SimpleRNN")},
    **{f"{title} with states": recurrent(KINDS[title], return_state=True) for title in ("LSTM", "GRU", "SimpleRNN")},
    "SimpleRNN relu": recurrent(SimpleRNN, activation="relu"),
    "LSTM with dropouts": recurrent(LSTM, dropout=0.2, recurrent_dropout=0.1),
    "Dropout on a sequence": (Dropout(rate=0.3), LSTM(units=4)),
    "one switched off": (LSTM(units=4), Dense(units=3, enabled=False)),
    **{f"Dense {name}": (LSTM(units=4), Dense(units=3, activation=name)) for name in get_args(Activation)},
}  # fmt: skip


@pytest.mark.parametrize("name", SINGLE)
def test_the_pytorch_code_runs_and_gives_the_promised_shape(name):
    import torch

    experiment, batch = experiment_of(SINGLE[name]), 4
    assert stack_of(experiment).problems == ()

    scope = {}
    exec(pytorch_code(experiment), scope)
    network = scope["Network"]().eval()
    with torch.no_grad():
        given = network(torch.randn(batch, 7, 2))

    assert given.shape == (batch, 3, 2)


@pytest.mark.parametrize("name", SINGLE)
def test_the_keras_code_of_every_layer_compiles(name):
    compile(keras_code(experiment_of(SINGLE[name])), "keras.py", "exec")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_long_folded_stack_is_never_moved_sideways(a_window, language):
    with a_window(language=language) as window:
        window.resize(920, 700)
        layers = [LSTM(return_sequences=True)] * 9 + [LSTM()]
        window.document.change(window.document.experiment.with_layers(*layers), "a long stack")
        window.right.show_view("network")
        settle()
        drawn = window.right.view("network").drawn

        assert drawn.verticalScrollBar().isVisible()
        assert drawn.horizontalScrollBar().maximum() == 0
