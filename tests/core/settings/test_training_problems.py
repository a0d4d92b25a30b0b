import pytest

from tests.made_series import experiment_on
from workbench.core.layers.stack import stack_of
from workbench.core.settings.training_problems import training_problems


@pytest.mark.parametrize(("warmup", "epochs"), [(0, 1), (1, 2), (99, 100)])
def test_a_warm_up_that_leaves_an_epoch_is_no_problem(warmup, epochs):
    assert list(training_problems(experiment_on(warmup=warmup, epochs=epochs))) == []


@pytest.mark.parametrize(("warmup", "epochs"), [(1, 1), (5, 3), (1_000, 100)])
def test_a_warm_up_as_long_as_the_training_is_told_with_both_numbers_and_its_repair(warmup, epochs):
    made = experiment_on(warmup=warmup, epochs=epochs)

    (problem,) = training_problems(made)

    assert (problem.address, problem.severity) == ("training.warmup", "error")
    assert problem.message == (
        f"The warm-up must be shorter than the training: {warmup:,} against {epochs:,} epochs leave nothing for the"
        " full learning rate."
    )
    assert problem.repair.label == "Switch the warm-up off"
    assert problem.repair.experiment == made.with_settings("training", warmup=0)


def test_it_is_no_fault_of_the_network_so_that_a_model_trained_with_it_still_opens():
    assert stack_of(experiment_on(warmup=100, epochs=3)).problems == ()
