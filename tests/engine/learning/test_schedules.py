"""The schedules: the formulas of their sources, and what holds for every one of them."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.settings.training_spec import TrainingSpec
from workbench.engine.learning.schedules import Plateau, rate_share

SCHEDULES = ("constant", "step", "cosine", "one_cycle", "plateau")


def shares(steps, *, per_epoch=1, epochs=10, plateau=None, **settings):
    """Give the shares of the first ``steps`` steps."""
    spec, remembered = TrainingSpec(**settings), plateau or Plateau()
    return [rate_share(spec, step, per_epoch, epochs=epochs, plateau=remembered) for step in range(steps)]


def remembered(losses, **settings):
    """Give what is remembered after epochs with these validation losses."""
    spec, plateau = TrainingSpec(schedule="plateau", **settings), Plateau()
    for loss in losses:
        plateau = plateau.after_epoch(spec, loss)
    return plateau


def test_a_constant_rate_is_always_whole():
    assert shares(30, schedule="constant") == [1.0] * 30


def test_in_steps_the_rate_is_multiplied_after_so_many_epochs():
    given_shares = shares(12, per_epoch=2, schedule="step", step_epochs=2, schedule_factor=0.1)

    assert given_shares == pytest.approx([1] * 4 + [0.1] * 4 + [0.01] * 4)


def test_the_cosine_falls_from_the_whole_over_the_middle_to_its_final_share_and_stays():
    falling = shares(12, schedule="cosine", final_share=0.2)

    assert [falling[at] for at in (0, 5, 10, 11)] == pytest.approx([1.0, 0.6, 0.2, 0.2])
    assert falling == sorted(falling, reverse=True)


@pytest.mark.parametrize(("per_epoch", "epochs", "peak"), [(1, 10, 0.3), (7, 11, 0.25), (3, 40, 0.9), (5, 1, 0.5)])
def test_the_one_cycle_is_torchs(per_epoch, epochs, peak):
    steps = per_epoch * epochs
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    torchs = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 1.0, total_steps=steps, pct_start=peak, div_factor=25, final_div_factor=4, cycle_momentum=False
    )
    expected = [optimizer.param_groups[0]["lr"]]
    for _ in range(steps - 1):
        optimizer.step()
        torchs.step()
        expected.append(optimizer.param_groups[0]["lr"])

    ours = shares(steps, per_epoch=per_epoch, epochs=epochs, schedule="one_cycle", peak_share=peak, final_share=0.01)

    assert ours == pytest.approx(expected)


def test_on_a_plateau_the_rate_falls_once_for_every_cut():
    given_shares = shares(3, schedule="plateau", schedule_factor=0.5, plateau=Plateau(1.0, 0, cuts=3))

    assert given_shares == [0.125] * 3


@pytest.mark.parametrize(
    ("losses", "cuts", "waited"),
    [
        ([5, 4, 3, 2], 0, 0),
        ([5, 4, 4], 0, 1),
        ([5, 4, 4, 4], 1, 0),
        ([5, 4, 4, 4, 9], 1, 1),
        ([5, 4, 4, 4, 9, 9], 2, 0),
        ([5, 4, 4, 3, 4], 0, 1),
    ],
)
def test_a_cut_comes_after_so_many_epochs_without_a_lower_loss_and_the_waiting_begins_anew(losses, cuts, waited):
    plateau = remembered(losses, plateau_patience=2)

    assert (plateau.best, plateau.cuts, plateau.waited) == (min(losses), cuts, waited)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_the_warm_up_rises_evenly_to_where_the_schedule_begins(schedule):
    warm = shares(7, per_epoch=3, schedule=schedule, warmup=2)
    begin = shares(1, schedule=schedule)[0]

    assert warm[:6] == pytest.approx([begin * part / 6 for part in range(1, 7)])
    assert warm[6] == pytest.approx(begin)


@pytest.mark.parametrize("schedule", ["cosine", "one_cycle"])
def test_after_a_warm_up_the_schedule_fills_the_epochs_that_are_left(schedule):
    with_warm_up = shares(40, per_epoch=2, epochs=20, schedule=schedule, warmup=5)

    assert with_warm_up[10:] == shares(30, per_epoch=2, epochs=15, schedule=schedule)


@given(
    schedule=st.sampled_from(SCHEDULES),
    warmup=st.integers(0, 12),
    peak=st.floats(0.01, 0.99),
    final=st.floats(0.0, 1.0),
    epochs=st.integers(1, 12),
    per_epoch=st.integers(1, 5),
    step=st.integers(0, 200),
    cuts=st.integers(0, 20),
)
def test_no_schedule_ever_goes_below_nothing_or_beyond_the_whole(
    schedule, warmup, peak, final, epochs, per_epoch, step, cuts
):
    spec = TrainingSpec(schedule=schedule, warmup=warmup, peak_share=peak, final_share=final)

    share = rate_share(spec, step, per_epoch, epochs=epochs, plateau=Plateau(1.0, 0, cuts))

    assert 0.0 <= share <= 1.0 + 1e-12


def test_a_cycle_too_short_to_rise_begins_at_its_peak():
    assert shares(2, epochs=2, schedule="one_cycle", peak_share=0.5, final_share=0.1) == pytest.approx([1.0, 0.1])


@pytest.mark.parametrize("schedule", ["cosine", "one_cycle"])
def test_beyond_the_epochs_it_was_laid_out_for_a_schedule_stays_at_its_end(schedule):
    given_shares = shares(30, schedule=schedule, final_share=0.25)

    assert given_shares[10:] == pytest.approx([0.25] * 20)
