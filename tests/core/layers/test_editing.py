import pytest

from workbench.core.errors import SettingsError
from workbench.core.experiment import MOST_LAYERS, Experiment
from workbench.core.layers import GRU, LSTM, Dense
from workbench.core.layers.editing import add_layer, move_layer, remove_layer

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
