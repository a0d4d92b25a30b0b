from tests.made_series import experiment_on
from workbench.core.code import keras_code


def test_the_seed_is_set_before_the_first_weights_are_drawn():
    code = keras_code(experiment_on(seed=7))

    assert code.count("set_random_seed(7)") == 1
    assert code.index("set_random_seed") < code.index("keras.Sequential")


def test_clipping_and_accumulated_batches_are_the_optimizers():
    code = keras_code(experiment_on(clip_norm=None, clip_value=0.5, accumulate=4))

    assert "Adam(0.001, clipvalue=0.5, gradient_accumulation_steps=4)" in code
    assert "not in this script" not in code


def test_settings_that_keras_has_no_word_for_are_named_so_that_nobody_misses_them():
    settings = {"schedule": "cosine", "warmup": 3, "bptt_steps": 9, "clip_value": 0.5}

    code = keras_code(experiment_on(**settings))

    assert '\n# not in this script: schedule="cosine", warmup=3, clip_value=0.5, bptt_steps=9\n' in code
    assert "# not in this script" not in keras_code(experiment_on())
