from hypothesis import given

from tests.core.strategies import experiments
from workbench.core.experiment import Experiment
from workbench.core.layers import LSTM, Dropout
from workbench.core.settings.differences import Difference, differences


@given(experiment=experiments())
def test_an_experiment_does_not_differ_from_itself(experiment):
    assert differences(experiment, experiment) == ()


def test_every_changed_setting_is_told_with_both_values():
    before = Experiment()
    after = before.with_settings("windows", timesteps=60).with_settings("data", targets=("a", "b"))

    assert differences(before, after) == (
        Difference("data.targets", ["temp"], ["a", "b"]),
        Difference("windows.timesteps", 30, 60),
    )


def test_a_layer_that_only_one_side_has_differs_in_all_its_settings():
    before = Experiment().with_layers(LSTM())
    after = before.with_layers(LSTM(units=8), Dropout(rate=0.5))

    told = {one.address: (one.before, one.after) for one in differences(before, after)}

    assert told == {
        "layers[0].units": (32, 8),
        "layers[1].enabled": (None, True),
        "layers[1].kind": (None, "dropout"),
        "layers[1].rate": (None, 0.5),
    }
