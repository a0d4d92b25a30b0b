import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.errors import SettingsError
from workbench.core.experiment import MOST_LAYERS, Experiment
from workbench.core.layers import GRU, LSTM, Dense, RepeatVector, SimpleRNN
from workbench.core.layers.editing import add_layer, move_layer, remove_layer
from workbench.core.layers.links import names_of

STACK = Experiment().with_layers(LSTM(), GRU())


@pytest.mark.parametrize(
    ("at", "kinds"), [(0, ["dense", "lstm", "gru"]), (1, ["lstm", "dense", "gru"]), (2, ["lstm", "gru", "dense"])]
)
def test_a_layer_is_added_where_it_was_put(at, kinds):
    added = add_layer(STACK, Dense(), at)

    assert [layer.kind for layer in added.layers] == kinds
    assert STACK.layers == (LSTM(), GRU())


def test_a_full_stack_takes_no_further_layer():
    full = Experiment().with_layers(*[LSTM()] * MOST_LAYERS)

    with pytest.raises(SettingsError) as caught:
        add_layer(full, LSTM(), 0)

    assert str(caught.value) == "The stack already has 64 layers.\nRemove a layer first."


def test_a_removed_layer_leaves_the_others_in_order():
    assert remove_layer(STACK, 0).layers == (GRU(),)


@pytest.mark.parametrize(
    ("source", "target", "kinds"), [(0, 1, ["gru", "lstm"]), (1, 0, ["gru", "lstm"]), (1, 1, ["lstm", "gru"])]
)
def test_a_moved_layer_ends_up_where_it_was_put(source, target, kinds):
    assert [layer.kind for layer in move_layer(STACK, source, target).layers] == kinds


def by_units(experiment):
    """Give each layer's source, both told by their units: they are unique here, and the names are not."""
    layers = experiment.layers
    units = {name: spec.units for name, spec in zip(names_of(layers), layers, strict=True)}
    return {spec.units: units.get(spec.initial_state, spec.initial_state) for spec in layers}


@st.composite
def linked_stacks(draw):
    """Any stack of recurrent layers with units 1, 2, 3 … that start from each other, sensibly or not."""
    kinds = draw(st.lists(st.sampled_from([LSTM, GRU, SimpleRNN]), min_size=1, max_size=6))
    layers = [kind(units=at + 1, enabled=draw(st.booleans())) for at, kind in enumerate(kinds)]
    names = st.none() | st.sampled_from(names_of(layers))
    return Experiment().with_layers(*(spec.model_copy(update={"initial_state": draw(names)}) for spec in layers))


@given(experiment=linked_stacks(), data=st.data())
def test_a_layer_keeps_its_source_whatever_is_added_moved_removed_or_switched(experiment, data):
    links, fresh = by_units(experiment), 100
    for _ in range(data.draw(st.integers(1, 6))):
        count = len(experiment.layers)
        at = data.draw(st.integers(0, max(0, count - 1)))
        step = data.draw(st.sampled_from(["add", "move", "remove", "switch"] if count else ["add"]))
        match step:
            case "add":
                fresh += 1
                experiment = add_layer(experiment, data.draw(st.sampled_from([LSTM, GRU]))(units=fresh), at)
                links[fresh] = None
            case "move":
                experiment = move_layer(experiment, at, data.draw(st.integers(0, count - 1)))
            case "remove":
                gone = experiment.layers[at].units
                experiment = remove_layer(experiment, at)
                links = {units: None if of == gone else of for units, of in links.items() if units != gone}
            case "switch":
                experiment = experiment.with_layer(at, enabled=not experiment.layers[at].enabled)

    assert by_units(experiment) == links


def test_a_copy_of_a_decoder_starts_from_the_same_encoder():
    stack = Experiment().with_layers(LSTM(return_state=True), RepeatVector(), LSTM(initial_state="lstm_1"))

    copied = add_layer(stack, stack.layers[2], 3)
    moved = move_layer(copied, 3, 0)

    assert [spec.initial_state for spec in copied.layers if spec.kind == "lstm"] == [None, "lstm_1", "lstm_1"]
    assert [spec.initial_state for spec in moved.layers if spec.kind == "lstm"] == ["lstm_2", None, "lstm_2"]


def test_a_source_that_never_was_is_left_for_the_stack_to_tell():
    stack = Experiment().with_layers(LSTM(), LSTM(initial_state="gru_7"))

    assert move_layer(stack, 0, 1).layers[0].initial_state == "gru_7"
