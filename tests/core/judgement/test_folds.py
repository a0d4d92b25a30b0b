import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.errors import SettingsError
from workbench.core.experiment import WindowSpec
from workbench.core.judgement.folds import folds_of
from workbench.core.preparing.splits import split_steps

WINDOWS = WindowSpec(timesteps=4, horizon=2)


@given(steps=st.integers(200, 2_000), count=st.integers(1, 6), reach=st.sampled_from(["expanding", "sliding"]))
def test_a_fold_is_judged_after_everything_it_knows_and_never_on_the_test_part(steps, count, reach):
    folds = folds_of(steps, WINDOWS, count, reach)

    assert len(folds) == count
    for fold in folds:
        assert fold.train.stop == fold.validation.start
        assert fold.validation.stop == fold.test.start
    assert [fold.test.start for fold in folds[1:]] == [fold.test.stop for fold in folds[:-1]]
    assert folds[-1].test.stop == split_steps(steps, WINDOWS).test.start


def test_an_expanding_fold_knows_every_row_before_and_a_sliding_one_as_many_as_the_first():
    expanding, sliding = (folds_of(1_000, WINDOWS, 3, reach) for reach in ("expanding", "sliding"))

    assert [fold.train.start for fold in expanding] == [0, 0, 0]
    assert {fold.validation.stop - fold.train.start for fold in sliding} == {425}
    assert [fold.test for fold in expanding] == [fold.test for fold in sliding]


def test_folds_without_room_for_a_sample_are_refused():
    with pytest.raises(SettingsError) as caught:
        folds_of(40, WINDOWS, 10, "expanding")

    assert str(caught.value) == (
        "10 folds leave 16, 3 and 1 rows to learn from, to stop by and to judge; a sample needs 6 to be learnt from,"
        " and 2 to be judged.\nChoose fewer folds, shorter windows, or a file with more rows."
    )
