"""Any experiment that a person could set, built from what the kinds themselves declare."""

from typing import get_args

from hypothesis import strategies as st

from workbench.core.experiment import DataSpec, Experiment, FileSource, SampleSource, WindowSpec
from workbench.core.fields import settings_of
from workbench.core.layers import LAYER_KINDS
from workbench.core.layers.activations import Activation
from workbench.core.settings.training_spec import TrainingSpec

LAYER_NAMES = st.sampled_from(["lstm_1", "lstm_2", "gru_1", "gru_2", "simple_rnn_1", "dense_1", "lstm_64"])
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)

# Not exponential: e to the power of e to the power of … is no finite number after a few steps or layers.
# Nor hard_shrink: where two programs round a number to both sides of its jump, they come to different ends.
TAME = st.sampled_from([name for name in get_args(Activation) if name not in ("exponential", "hard_shrink")])


def values_of(declared):
    """Any value that one declared setting allows."""
    match declared.kind:
        case "integer":
            values = st.integers(int(declared.low), int(declared.high))
        case "number":
            values = st.floats(declared.low, declared.high, exclude_min=declared.excludes_low)
        case "switch":
            values = st.booleans()
        case "choice":
            values = st.sampled_from(list(declared.choices))
        case "layer":
            values = LAYER_NAMES
        case "numbers":  # the only such setting are the levels of quantiles
            inside = st.floats(0, 1, exclude_min=True, exclude_max=True)
            values = st.lists(inside, max_size=5).map(lambda levels: tuple(sorted({0.5, *levels})))
    return st.none() | values if declared.optional else values


def filled(document, **fixed):
    """Any ``document`` with every declared setting drawn, but for the ``fixed`` ones."""
    drawn = {one.name: values_of(one) for one in settings_of(document) if one.name not in fixed}
    return st.builds(document, **drawn, **fixed)


def layer_specs(**bounds):
    """Any layer of any kind; ``bounds`` replace the range of settings, as in ``units=st.integers(1, 5)``."""
    return st.one_of(
        [filled(kind, **{name: bounds[name] for name in bounds if name in kind.model_fields}) for kind in LAYER_KINDS]
    )


def small(most):
    """Bounds that keep every layer small enough to be built in a moment, and its numbers finite."""
    sizes = st.integers(1, most)
    return dict.fromkeys(("units", "filters", "kernel_size", "strides", "n"), sizes) | {"activation": TAME}


def layer_stacks(most=6, **bounds):
    """Any stack of up to ``most`` layers, whether it makes sense or not."""
    return st.lists(layer_specs(**bounds), max_size=most).map(tuple)


def window_specs():
    """Any windows whose three parts all have some share."""
    shares = st.tuples(st.floats(0.05, 0.6), st.floats(0.01, 0.35))
    return shares.flatmap(
        lambda both: filled(WindowSpec, train_share=st.just(both[0]), validation_share=st.just(both[1]))
    )


def experiments():
    """Any experiment."""
    columns = st.lists(NAMES, max_size=4, unique=True).map(tuple)
    sources = st.builds(SampleSource, name=NAMES) | st.builds(FileSource, path=NAMES)
    devices = st.sampled_from(["auto", "cpu", "cuda", "cuda:3", "mps"])
    return st.builds(
        Experiment,
        data=st.builds(DataSpec, source=sources, targets=columns, inputs=columns),
        windows=window_specs(),
        layers=layer_stacks(),
        training=filled(TrainingSpec, device=devices),
    )
