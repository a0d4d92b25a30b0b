import math

import pytest
import torch

from tests.engine.trained import Training, same
from tests.made_series import experiment_on, sine
from workbench.core.errors import TrainingError
from workbench.core.layers import GRU, LSTM, Dense, SimpleRNN
from workbench.engine.learning.divergence import cause, place
from workbench.engine.learning.events import BatchDone, EpochDone

GOOD = [(torch.zeros(2, 3, 1), torch.zeros(2, 1, 1))]
NAN = math.nan


def broken(shape):
    values = torch.zeros(shape)
    values.view(-1)[-1] = math.inf
    return values


def failure(events):
    """Give the error that ends a training."""
    with pytest.raises(TrainingError) as caught:
        list(events)
    return caught.value


def broken_after(training, is_last_good):
    """Train, and make a weight no number after the event that ``is_last_good``."""
    for event in training:
        if is_last_good(event):
            with torch.no_grad():
                training.network.output.bias.fill_(math.nan)
        yield event


def after_batch(epoch, batch):
    return lambda event: isinstance(event, BatchDone) and (event.epoch, event.batch) == (epoch, batch)


def test_the_first_bad_batch_is_named():
    assert place(3, 7, 20, in_validation=False) == (
        "The training loss stopped being a number in epoch 3, batch 7 of 20."
    )
    assert place(3, 20, 20, in_validation=True) == "The validation loss stopped being a number in epoch 3."


@pytest.mark.parametrize(
    "samples",
    [[(broken((2, 3, 1)), GOOD[0][1])], [(GOOD[0][0], broken((2, 1, 1)))], [*GOOD, (broken((2, 3, 1)), GOOD[0][1])]],
)
def test_samples_that_are_no_numbers_are_the_first_cause(samples):
    experiment = experiment_on(layers=(SimpleRNN(activation="relu"),), clip_norm=None, windows={"scaler": "none"})

    assert cause(samples, [1.0, 100.0, NAN], [1.0, 1e6, NAN], experiment) == (
        "The samples hold values that are no numbers: look at the columns and the scaler."
    )


def test_an_unbounded_activation_in_a_recurrent_layer_comes_next():
    experiment = experiment_on(layers=(LSTM(), GRU(activation="softplus")), clip_norm=None, learning_rate=0.05)

    assert cause(GOOD, [NAN], [NAN], experiment) == (
        "Likely cause: GRU with the activation softplus grows without bound from step to step."
        " Use tanh, or lower the learning rate (0.05)."
    )


@pytest.mark.parametrize(
    ("losses", "norms"),
    [([0.1, 5.0, NAN], [1.0, 1.0, NAN]), ([1.0, NAN], [500.0, NAN])],
    ids=["loss grew", "long gradient"],
)
def test_growing_losses_or_long_gradients_without_clipping_come_next(losses, norms):
    experiment = experiment_on(clip_norm=None, windows={"scaler": "none"})

    assert cause(GOOD, losses, norms, experiment) == (
        "Likely cause: the gradients exploded. Switch gradient clipping on; 1 is a good start."
    )


def test_calm_losses_and_short_gradients_are_no_explosion():
    experiment = experiment_on(clip_norm=None, learning_rate=0.5)

    assert cause(GOOD, [1.0, 9.0, NAN], [1.0, 50.0, NAN], experiment) == (
        "Likely cause: the learning rate 0.5 is too high. Try 0.05."
    )


@pytest.mark.parametrize("clip_norm", [None, 1.0])
def test_unscaled_columns_come_next(clip_norm):
    experiment = experiment_on(clip_norm=clip_norm, windows={"scaler": "none"})

    assert cause(GOOD, [NAN], [NAN], experiment) == (
        "Likely cause: the columns are not scaled. Choose the standard scaler."
    )


@pytest.mark.parametrize(
    "layers",
    [
        (LSTM(),),
        (LSTM(), Dense(activation="relu")),
        (LSTM(), SimpleRNN(activation="relu", enabled=False)),
    ],
    ids=["bounded", "relu without recurrence", "switched off"],
)
def test_the_learning_rate_is_the_last_suspect(layers):
    experiment = experiment_on(layers=layers, learning_rate=0.5)

    assert cause(GOOD, [1.0, 20.0, NAN], [1.0, 1e6, NAN], experiment) == (
        "Likely cause: the learning rate 0.5 is too high. Try 0.05."
    )


def test_a_training_that_explodes_at_once_names_the_batch_and_the_cause():
    experiment = experiment_on(optimizer="sgd", learning_rate=10.0, clip_norm=None, batch_size=1)

    error = failure(Training(experiment))

    assert error.what.startswith("The training loss stopped being a number in epoch 1, batch ")
    assert error.what.endswith(" of 132.")
    assert error.hint.startswith("Likely cause: ")


def test_the_named_batch_is_the_first_bad_one():
    error = failure(broken_after(Training(), after_batch(1, 4)))

    assert error.what == "The training loss stopped being a number in epoch 1, batch 5 of 9."


def test_a_bad_value_in_a_column_is_found_in_the_samples():
    series = sine(200)
    series.values[100] = 1e300  # more than 32 bits can hold

    error = failure(Training(experiment_on(windows={"scaler": "none"}), series))

    assert error.hint == "The samples hold values that are no numbers: look at the columns and the scaler."


def test_a_bad_value_in_the_validation_part_is_found_there():
    series = sine(200)
    series.values[150] = 1e300

    error = failure(Training(series=series))

    assert error.what == "The validation loss stopped being a number in epoch 1."
    assert error.hint == "The samples hold values that are no numbers: look at the columns and the scaler."


def test_the_optimizer_takes_no_step_on_a_loss_that_is_no_number():
    training = Training()
    before = training.weights

    def spoilt(outputs, _targets):
        return outputs.sum() * math.nan

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.engine.learning.session.loss_for", lambda spec: spoilt)
        failure(training)

    assert same(training.weights, before)


@pytest.mark.parametrize(
    ("is_last_good", "told"),
    [
        (
            lambda event: isinstance(event, EpochDone),
            "The training loss stopped being a number in epoch 2, batch 1 of 9.",
        ),
        (after_batch(2, 9), "The validation loss stopped being a number in epoch 2."),
    ],
    ids=["in training", "in validation"],
)
def test_after_a_good_epoch_its_weights_are_kept(is_last_good, told):
    training = Training(experiment_on(epochs=5))
    good = []

    for event in broken_after(training, is_last_good):
        if isinstance(event, EpochDone):
            good.append(event)

    end = training.events[-1]
    assert (end.reason, end.best_epoch, end.validation_loss) == ("diverged", 1, good[0].validation_loss)
    assert end.message == (
        f"{told} Likely cause: the learning rate 0.001 is too high. Try 0.0001. The weights of epoch 1 are kept."
    )
    assert len(good) == 1
    assert training.loss_on("validation") == pytest.approx(end.validation_loss, rel=1e-5)
