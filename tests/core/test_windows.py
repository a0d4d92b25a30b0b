import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.experiment import WindowSpec
from workbench.core.splits import PARTS, split_steps
from workbench.core.windows import cut_windows


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
        assert windows.starts.step == spec.stride
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
