import pytest
from hypothesis import given

from tests.core.strategies import experiments
from tests.made_series import experiment_on
from workbench.core.experiment import FileSource
from workbench.core.layers import GRU, LSTM
from workbench.core.settings.going_on import changes_in_the_way, what_is_in_the_way

BEGAN = experiment_on(layers=(LSTM(units=4),))


@given(experiments())
def test_a_run_can_always_go_on_with_its_own_settings(experiment):
    assert what_is_in_the_way(experiment, experiment) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"learning_rate": 0.5},
        {"momentum": 0.1},
        {"weight_decay": 0.1},
        {"epochs": 7},
        {"patience": None},
        {"clip_norm": None},
        {"clip_value": 0.1},
        {"device": "auto"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_what_only_steers_may_change(changed):
    assert what_is_in_the_way(BEGAN, BEGAN.with_settings("training", **changed)) is None


def test_the_rows_may_come_from_another_place():
    moved = BEGAN.with_settings("data", source=FileSource(path="/elsewhere/rows.csv"))

    assert what_is_in_the_way(BEGAN, moved) is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (BEGAN.with_layers(GRU(units=4)), "layers[0].kind lstm → gru"),
        (BEGAN.with_layers(LSTM(units=4), LSTM()), "layers[1].enabled – → True"),
        (BEGAN.with_settings("windows", horizon=2), "windows.horizon 1 → 2"),
        (BEGAN.with_settings("data", inputs=("value", "b")), "data.inputs ['value'] → ['value', 'b']"),
        (BEGAN.with_settings("training", accumulate=2), "training.accumulate 1 → 2"),
        (BEGAN.with_settings("training", bptt_steps=9), "training.bptt_steps – → 9"),
        (BEGAN.with_settings("training", precision="mixed"), "training.precision float32 → mixed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_makes_another_run_is_named(changed, told):
    assert told in [
        f"{one.address} {_word(one.before)} → {_word(one.after)}" for one in changes_in_the_way(BEGAN, changed)
    ]
    assert what_is_in_the_way(BEGAN, changed).startswith("The run began with other settings: ")


def _word(value):
    return "–" if value is None else str(value)


def test_of_many_changes_the_first_three_are_named():
    changed = BEGAN.with_settings("training", batch_size=1, accumulate=2, seed=1, optimizer="sgd")

    assert what_is_in_the_way(BEGAN, changed) == (
        "The run began with other settings: training.optimizer adam → sgd; training.batch_size 16 → 1;"
        " training.accumulate 1 → 2; …."
    )
