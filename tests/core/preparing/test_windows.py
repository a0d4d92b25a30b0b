import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.experiment import WindowSpec
from workbench.core.preparing.splits import PARTS, split_steps
from workbench.core.preparing.windows import cut_windows, rounds_of, runs_of


@st.composite
def cuts(draw, **fixed):
    """Any series and any windows on it, small enough to look at every value."""
    shares = draw(st.tuples(st.floats(0.05, 0.6), st.floats(0.01, 0.35)))
    drawn = {
        "timesteps": draw(st.integers(1, 12)),
        "horizon": draw(st.integers(1, 6)),
        "gap": draw(st.integers(0, 4)),
        "stride": draw(st.integers(1, 7)),
        "context": draw(st.sampled_from(["overlap", "strict"])),
        "train_share": shares[0],
        "validation_share": shares[1],
    }
    return draw(st.integers(0, 120)), WindowSpec(**drawn | fixed)


def clock(steps):
    """Two columns in which each value is its own step number."""
    return np.repeat(np.arange(steps, dtype=np.float32)[:, None], 2, axis=1)


def parts_of(steps, spec):
    """The samples of each part, with futures counted from 10,000."""
    features = clock(steps)
    split = split_steps(steps, spec)
    return {part: cut_windows(features, features[:, :1] + 10_000, spec, split[part]) for part in PARTS}, split


@given(cut=cuts())
def test_the_parts_follow_on_each_other_and_cover_every_step(cut):
    steps, spec = cut

    split = split_steps(steps, spec)

    assert [*split.train, *split.validation, *split.test] == list(range(steps))
    assert [split[part] for part in PARTS] == [split.train, split.validation, split.test]


def test_the_shares_say_how_many_steps_each_part_has():
    split = split_steps(1_000, WindowSpec(train_share=0.7, validation_share=0.15))

    assert (len(split.train), len(split.validation), len(split.test)) == (700, 150, 150)


@given(cut=cuts())
def test_a_future_begins_right_after_its_past_and_gap(cut):
    samples, _ = parts_of(*cut)
    spec = cut[1]

    for windows in samples.values():
        past, future = windows.x[..., 0], windows.y[..., 0] - 10_000
        assert (past[:, 1:] == past[:, :-1] + 1).all()
        assert (future[:, 1:] == future[:, :-1] + 1).all()
        assert (future[:, 0] == past[:, -1] + spec.gap + 1).all()
        assert future[:, 0].tolist() == list(windows.futures)


@given(cut=cuts())
def test_no_target_of_one_part_lies_in_another(cut):
    samples, split = parts_of(*cut)

    for part, windows in samples.items():
        assert set((windows.y - 10_000).ravel().astype(int)) <= set(split[part])


@given(cut=cuts())
def test_no_past_reaches_into_a_later_part(cut):
    samples, split = parts_of(*cut)

    for part, windows in samples.items():
        assert (windows.x < split[part].stop).all()


@given(cut=cuts(context="strict"))
def test_a_strict_past_stays_inside_its_own_part(cut):
    samples, split = parts_of(*cut)

    for part, windows in samples.items():
        assert set(windows.x.ravel().astype(int)) <= set(split[part])


@given(cut=cuts(context="overlap", stride=1))
def test_with_overlap_every_step_of_a_later_part_is_forecast(cut):
    samples, split = parts_of(*cut)
    spec = cut[1]
    before = spec.timesteps + spec.gap

    for part in ("validation", "test"):
        if split[part].start >= before and len(split[part]) >= spec.horizon:
            assert set((samples[part].y - 10_000).ravel().astype(int)) == set(split[part])


@given(cut=cuts())
def test_the_number_of_samples_follows_the_formula(cut):
    steps, spec = cut
    whole = cut_windows(clock(steps), clock(steps), spec, range(steps))
    length = spec.timesteps + spec.gap + spec.horizon

    assert len(whole) == max(0, (steps - length) // spec.stride + 1)
    assert len(whole) == len(whole.x) == len(whole.y)


@given(cut=cuts())
def test_starts_are_a_stride_apart_and_the_next_one_would_not_fit(cut):
    samples, split = parts_of(*cut)
    spec = cut[1]

    for part, windows in samples.items():
        assert windows.starts.stride == spec.stride
        if windows:
            beyond = windows.starts[-1] + spec.stride + spec.timesteps + spec.gap + spec.horizon
            assert beyond > split[part].stop


@given(cut=cuts())
def test_every_sample_has_its_shape_even_where_there_is_none(cut):
    samples, _ = parts_of(*cut)
    spec = cut[1]

    for windows in samples.values():
        assert windows.x.shape == (len(windows), spec.timesteps, 2)
        assert windows.y.shape == (len(windows), spec.horizon, 1)
        assert windows.x.dtype == windows.y.dtype == np.float32


@pytest.mark.parametrize("stride", [1, 3])
def test_samples_are_views_of_the_series(stride):
    series = clock(100)
    windows = cut_windows(series, series[:, :1], WindowSpec(timesteps=10, horizon=2, stride=stride), range(100))

    assert np.shares_memory(windows.x, series)
    assert np.shares_memory(windows.y, series)
    assert not windows.x.flags.writeable


# Samples that are left out


@st.composite
def some_left_out(draw):
    """The samples of a whole series, and which of them are wanted."""
    steps, spec = draw(cuts())
    windows = cut_windows(clock(steps), clock(steps)[:, :1] + 10_000, spec, range(steps))
    wanted = draw(st.lists(st.booleans(), min_size=len(windows), max_size=len(windows)))
    return windows, np.array(wanted, dtype=bool)


@given(some_left_out())
def test_what_is_left_are_the_wanted_samples_as_they_were(drawn):
    windows, wanted = drawn

    left = windows.only(wanted)

    np.testing.assert_array_equal(left.x, windows.x[wanted])
    np.testing.assert_array_equal(left.y, windows.y[wanted])
    assert list(left.starts) == np.asarray(left.starts).tolist() == np.asarray(windows.starts)[wanted].tolist()
    assert np.asarray(left.futures).tolist() == np.asarray(windows.futures)[wanted].tolist()
    assert (len(left), left.starts.left_out) == (wanted.sum(), (~wanted).sum())


@given(some_left_out(), st.integers(0, 50), st.integers(1, 9))
def test_a_few_samples_are_those_of_the_whole(drawn, first, count):
    windows = drawn[0].only(drawn[1])
    few = slice(first, first + count)

    np.testing.assert_array_equal(windows.past(few), windows.x[few])
    np.testing.assert_array_equal(windows.future(few), windows.y[few])
    np.testing.assert_array_equal(np.asarray(windows.starts[few]), np.asarray(windows.starts)[few])


@given(some_left_out(), st.data())
def test_samples_can_be_left_out_again_and_again(drawn, data):
    windows = drawn[0].only(drawn[1])
    again = np.array(data.draw(st.lists(st.booleans(), min_size=len(windows), max_size=len(windows))), dtype=bool)

    np.testing.assert_array_equal(windows.only(again).x, windows.x[again])


@given(some_left_out())
def test_a_stretch_ends_where_samples_are_left_out(drawn):
    windows = drawn[0].only(drawn[1])
    stretches = windows.starts.stretches()

    assert [sample for stretch in stretches for sample in stretch] == list(range(len(windows)))
    firsts = {stretch.start for stretch in stretches}
    for sample in range(1, len(windows)):
        apart = windows.starts[sample] - windows.starts[sample - 1]
        assert (sample in firsts) == (apart != windows.starts.stride)
    assert windows.starts.begin_anew() == firsts - {0}


@given(some_left_out(), st.integers(-5, 130))
def test_the_last_sample_up_to_a_step_is_found(drawn, step):
    starts = drawn[0].only(drawn[1]).starts

    assert starts.last_up_to(step) == sum(start <= step for start in starts) - 1


@given(some_left_out(), st.integers(1, 20))
def test_the_runs_of_a_round_never_go_over_a_place_where_samples_are_left_out(drawn, size):
    stretches = drawn[0].only(drawn[1]).starts.stretches()

    rounds = rounds_of(stretches, size)

    runs = [run for runs in rounds for run in runs]
    assert sorted(sample for run in runs for sample in run) == [sample for one in stretches for sample in one]
    assert all(any(run.start >= one.start and run.stop <= one.stop for one in stretches) for run in runs)
    assert all(0 < len(runs) <= size for runs in rounds)
    assert len(rounds) == -(-len(stretches) // size) or len(stretches) <= size
    lengths = [len(run) for run in runs]
    assert lengths == sorted(lengths, reverse=True)


@given(st.integers(1, 300), st.integers(1, 64))
def test_where_none_is_left_out_there_is_one_round_of_equal_runs(samples, size):
    assert rounds_of((range(samples),), size) == (runs_of(samples, size),)
