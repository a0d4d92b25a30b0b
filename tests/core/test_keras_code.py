from tests.made_series import experiment_on
from workbench.core.code import keras_code


def test_the_seed_is_set_before_the_first_weights_are_drawn():
    code = keras_code(experiment_on(seed=7))

    assert code.count("set_random_seed(7)") == 1
    assert code.index("set_random_seed") < code.index("keras.Sequential")
