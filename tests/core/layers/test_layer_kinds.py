from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import layer_specs
from workbench.core.experiment import Experiment
from workbench.core.layers import (
    GRU,
    LAYER_KINDS,
    LSTM,
    AnyLayer,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    Masking,
    RecurrentSpec,
    RepeatVector,
    Segments,
    Shape,
    SimpleRNN,
    kind_named,
)
from workbench.core.settings.experiment_file import parse_experiment

every_kind = pytest.mark.parametrize("kind", LAYER_KINDS, ids=lambda kind: kind.__name__)
every_recurrent_kind = pytest.mark.parametrize(
    "kind", [kind for kind in LAYER_KINDS if issubclass(kind, RecurrentSpec)], ids=lambda kind: kind.__name__
)
WINDOW = Shape(steps=7, channels=5)


def test_an_experiment_can_hold_every_layer_kind_and_no_other():
    union = get_args(AnyLayer)[0]

    assert set(get_args(union)) == set(LAYER_KINDS)


def test_every_kind_has_a_name_and_a_title_of_its_own():
    assert len({kind().kind for kind in LAYER_KINDS}) == len(LAYER_KINDS)
    assert len({kind.title for kind in LAYER_KINDS}) == len(LAYER_KINDS)


@every_kind
def test_a_kind_is_found_by_its_name(kind):
    assert kind_named(kind().kind) is kind


@every_kind
def test_a_kind_says_in_a_line_what_it_is_for(kind):
    assert kind.title
    assert kind.summary.endswith(".")
    assert "\n" not in kind.summary


@every_kind
def test_the_defaults_of_a_kind_stand(kind):
    spec = kind()

    assert kind.model_validate(spec.model_dump()) == spec
    assert spec.enabled


@every_kind
def test_the_headline_tells_the_setting_that_matters_most(kind):
    told = {
        LSTM: "32",
        GRU: "32",
        SimpleRNN: "32",
        Dense: "32 · relu",
        Dropout: "0.2",
        LayerNormalization: "ε 0.001",
        Conv1D: "32 × 3 · relu",
        Segments: "2",
        RepeatVector: "2",
        Masking: "0",
    }

    assert kind().headline == told[kind]


@given(spec=layer_specs())
def test_a_layer_comes_back_from_json_as_it_was(spec):
    experiment = Experiment().with_layers(spec)

    assert parse_experiment(experiment.to_json()).layers == (spec,)


@given(spec=layer_specs())
def test_shapes_and_counts_are_whole_and_not_negative(spec):
    after = spec.output_shape(WINDOW)

    assert after.steps is None or after.steps >= 1
    assert after.channels >= 1
    assert spec.parameters(WINDOW) >= 0
    assert 0 <= spec.idle_parameters(Shape(1, 5)) <= spec.parameters(Shape(1, 5))
    assert spec.idle_parameters(WINDOW) == 0


@every_recurrent_kind
@pytest.mark.parametrize(
    ("settings", "shape"),
    [
        ({}, Shape(None, 4)),
        ({"return_sequences": True}, Shape(7, 4)),
        ({"bidirectional": True}, Shape(None, 8)),
        ({"bidirectional": True, "return_sequences": True}, Shape(7, 8)),
        ({"bidirectional": True, "merge_mode": "sum"}, Shape(None, 4)),
        ({"bidirectional": True, "merge_mode": "mul", "return_sequences": True}, Shape(7, 4)),
        ({"bidirectional": True, "merge_mode": "ave"}, Shape(None, 4)),
        ({"merge_mode": "concat", "go_backwards": True}, Shape(None, 4)),
    ],
)
def test_a_recurrent_layer_gives_every_step_or_the_last_and_both_directions_side_by_side(kind, settings, shape):
    assert kind(units=4, **settings).output_shape(WINDOW) == shape


@pytest.mark.parametrize(
    ("spec", "count"),
    [
        (SimpleRNN(units=3), 3 * (2 + 3 + 1)),
        (LSTM(units=3), 72),  # Keras' own count for 2 inputs and 3 units
        (GRU(units=3), 63),  # with two biases, as Keras' reset_after
        (LSTM(units=3, bidirectional=True, merge_mode="sum"), 144),
        (LSTM(units=3, return_sequences=True, return_state=True, dropout=0.5, recurrent_dropout=0.5), 72),
        (Dense(units=3), 3 * (2 + 1)),
        (Dropout(rate=0.5), 0),
    ],
    ids=lambda value: getattr(value, "kind", None),
)
def test_parameters_are_counted_as_keras_counts_them(spec, count):
    assert spec.parameters(Shape(steps=7, channels=2)) == count


@every_recurrent_kind
def test_a_state_is_handed_out_only_when_asked_for(kind):
    assert kind().state_shapes(WINDOW) == {}


def test_an_lstm_hands_out_two_states_and_the_others_one():
    asked = {"units": 4, "return_state": True}

    assert LSTM(**asked).state_shapes(WINDOW) == {"h": Shape(None, 4), "c": Shape(None, 4)}
    assert GRU(**asked).state_shapes(WINDOW) == {"h": Shape(None, 4)}
    assert SimpleRNN(**asked).state_shapes(WINDOW) == {"h": Shape(None, 4)}


def test_a_bidirectional_layer_hands_out_the_states_of_both_directions():
    states = LSTM(units=4, return_state=True, bidirectional=True).state_shapes(WINDOW)

    assert list(states) == ["forward h", "forward c", "backward h", "backward c"]


@pytest.mark.parametrize("spec", [Dense(), Dropout()], ids=lambda spec: spec.kind)
@pytest.mark.parametrize("given_shape", [Shape(None, 5), Shape(7, 5)], ids=str)
def test_a_layer_without_memory_keeps_the_steps(spec, given_shape):
    assert spec.output_shape(given_shape).steps == given_shape.steps
    assert not spec.reads_sequences


@given(rate=st.floats(0, 0.95))
def test_dropout_changes_no_shape(rate):
    assert Dropout(rate=rate).output_shape(WINDOW) == WINDOW


def test_a_shape_reads_as_its_axes_with_the_batch_first():
    assert (str(Shape(30, 1_024)), Shape(30, 1_024).axes) == ("(B, 30, 1,024)", (None, 30, 1_024))
    assert (str(Shape(None, 64)), Shape(None, 64).axes) == ("(B, 64)", (None, 64))
