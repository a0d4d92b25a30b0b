from typing import Literal

import pytest

from workbench.core.csv import CsvOptions
from workbench.core.experiment import DataSpec, WindowSpec
from workbench.core.fields import Document, Setting, setting, settings_of
from workbench.core.layers import LAYER_KINDS, LSTM
from workbench.core.settings.training_spec import TrainingSpec

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


class Kettle(Document):
    """A document of every kind of setting."""

    note: str = "no setting, because nothing is declared"
    cups: int = setting("Cups", default=2, low=1, high=8, unit="cups", keras="units", help="How many cups.")
    heat: float | None = setting("Heat", default=None, above=0, high=100, rare=True, help="How hot.")
    lid: bool = setting("Lid", default=True, help="Whether it is closed.")
    tea: Literal["green", "black"] = setting("Tea", default="green", choices={"black": "Black tea"}, help="Which tea.")
    name: str = setting("Name", default="", help="Whose it is.")
    guests: tuple[str, ...] = setting("Guests", default=(), help="Who comes.")


def test_a_setting_tells_the_form_everything():
    cups, heat = settings_of(Kettle)[:2]

    assert cups == Setting(
        name="cups",
        label="Cups",
        help="How many cups.",
        kind="integer",
        default=2,
        low=1,
        high=8,
        excludes_low=False,
        unit="cups",
        keras="units",
        choices={},
        optional=False,
        rare=False,
    )
    assert (heat.kind, heat.optional, heat.rare) == ("number", True, True)
    assert (heat.low, heat.high, heat.excludes_low) == (0, 100, True)


def test_only_what_is_declared_is_in_the_form_in_its_order():
    assert [(one.name, one.kind) for one in settings_of(Kettle)] == [
        ("cups", "integer"),
        ("heat", "number"),
        ("lid", "switch"),
        ("tea", "choice"),
        ("name", "text"),
        ("guests", "other"),
    ]


def test_a_choice_without_a_label_of_its_own_is_shown_as_it_is():
    tea = settings_of(Kettle)[3]

    assert list(tea.choices.items()) == [("green", "green"), ("black", "Black tea")]


def test_a_setting_that_names_a_layer_says_so_to_the_form():
    initial_state = next(one for one in settings_of(LSTM) if one.name == "initial_state")

    assert (initial_state.kind, initial_state.optional, initial_state.choices) == ("layer", True, {})


def test_a_term_without_a_name_in_keras_is_the_fields_own():
    cups, heat = settings_of(Kettle)[:2]

    assert (cups.term, heat.term) == ("units", "heat")


def test_the_horizon_is_called_predict_steps_beside_its_own_name():
    horizon = next(one for one in settings_of(WindowSpec) if one.name == "horizon")

    assert horizon.term == "predict_steps"
