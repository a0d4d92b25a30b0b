import pytest

from workbench.core.csv import CsvOptions
from workbench.core.experiment import DataSpec, TrainingSpec, WindowSpec
from workbench.core.fields import settings_of
from workbench.core.layers import LAYER_KINDS

DOCUMENTS = (DataSpec, WindowSpec, TrainingSpec, CsvOptions, *LAYER_KINDS)
SETTINGS = [(document, declared) for document in DOCUMENTS for declared in settings_of(document)]
every_setting = pytest.mark.parametrize(
    ("document", "declared"), SETTINGS, ids=[f"{document.__name__}.{declared.name}" for document, declared in SETTINGS]
)


@every_setting
def test_a_setting_explains_itself_in_a_full_sentence(document, declared):
    assert declared.label
    assert declared.label[0].isupper()
    assert declared.help[0].isupper()
    assert declared.help.endswith((".", "?"))
    assert " " in declared.help


@every_setting
def test_a_number_has_bounds_and_its_default_lies_within(document, declared):
    if declared.kind not in ("integer", "number"):
        assert declared.low is None
        assert declared.high is None
        return

    assert declared.low < declared.high
    if declared.default is not None:
        assert declared.low <= declared.default <= declared.high
        assert not (declared.excludes_low and declared.default == declared.low)


@every_setting
def test_every_choice_has_a_label_and_the_default_is_one_of_them(document, declared):
    if declared.kind != "choice":
        assert declared.choices == {}
        return

    assert all(declared.choices.values())
    assert declared.default in declared.choices or (declared.optional and declared.default is None)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.__name__)
def test_the_labels_of_one_form_differ(document):
    labels = [declared.label for declared in settings_of(document)]

    assert len(set(labels)) == len(labels)


def test_a_setting_tells_the_form_everything():
    horizon = next(one for one in settings_of(WindowSpec) if one.name == "horizon")

    assert (horizon.label, horizon.kind, horizon.default) == ("Horizon", "integer", 1)
    assert (horizon.low, horizon.high, horizon.excludes_low, horizon.unit) == (1, 10_000, False, "steps")
    assert (horizon.keras, horizon.term) == ("predict_steps", "predict_steps")
    assert (horizon.optional, horizon.rare, horizon.choices) == (False, False, {})


def test_an_optional_setting_is_of_the_kind_it_has_when_it_is_set():
    patience, clip_norm = (
        next(one for one in settings_of(TrainingSpec) if one.name == name) for name in ("patience", "clip_norm")
    )

    assert (patience.kind, patience.optional) == ("integer", True)
    assert (clip_norm.kind, clip_norm.optional, clip_norm.excludes_low) == ("number", True, True)


def test_a_choice_shows_its_labels_in_the_order_of_the_form():
    scaler = next(one for one in settings_of(WindowSpec) if one.name == "scaler")

    assert next(iter(scaler.choices.items())) == ("standard", "Standard (mean 0, deviation 1)")
    assert list(scaler.choices) == ["standard", "minmax", "robust", "none"]


def test_a_term_without_a_name_in_keras_is_the_fields_own():
    stride = next(one for one in settings_of(WindowSpec) if one.name == "stride")

    assert stride.term == "stride"
