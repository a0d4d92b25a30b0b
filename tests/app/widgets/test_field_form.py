"""Any part of the experiment becomes a form: everything stands with the field."""

import html

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit

from tests.app.person import click, pick, press, put_cursor, seen, type_words
from tests.windows import settle
from workbench.app.widgets.field_form import FieldForm
from workbench.app.widgets.number_field import NumberField
from workbench.core.csv.options import CsvOptions
from workbench.core.experiment import WindowSpec
from workbench.core.fields import settings_of
from workbench.core.layers import LAYER_KINDS, LSTM, LayerNormalization
from workbench.core.settings.training_spec import TrainingSpec

DOCUMENTS = (CsvOptions, WindowSpec, TrainingSpec, *LAYER_KINDS)
SETTINGS = [(document, setting) for document in DOCUMENTS for setting in settings_of(document)]


def named(value):
    return value.__name__ if isinstance(value, type) else value.name


@pytest.fixture
def form_of(qtbot):
    """Put the form of a document on the screen, everything open."""

    def show(document, **choices):
        form = FieldForm(document, folded=False, **choices)
        qtbot.addWidget(form)
        form.told = []
        form.edited.connect(lambda name, value: form.told.append((name, value)))
        form.show_document(document())
        form.show()
        return form

    return show


def number_in(form, name):
    editor = form.editor(name)
    return editor if isinstance(editor, NumberField) else editor.findChild(NumberField)


@pytest.mark.parametrize(("document", "setting"), SETTINGS, ids=named)
def test_every_setting_has_its_label_help_bounds_and_names(form_of, document, setting):
    form = form_of(document)
    editor = form.editor(setting.name)
    labels = [one for one in seen(form, QLabel) if one.text() == setting.label]

    assert len(labels) == 1
    assert editor.isVisible()
    assert html.escape(setting.help, quote=False) in editor.toolTip()
    assert html.escape(setting.help, quote=False) in labels[0].toolTip()
    assert editor.whatsThis().startswith(setting.help)
    assert editor.accessibleName() == setting.label
    assert labels[0].buddy() is editor
    if setting.kind in ("integer", "number"):
        assert f"{setting.high:,.10g}" in editor.whatsThis()
        assert f"{setting.low:,.10g}" in editor.whatsThis()
    if setting.unit:
        assert any(one.text() == setting.unit for one in seen(form, QLabel))


def test_the_arrows_go_by_factors_where_the_smallest_value_is_far_below_the_largest(form_of):
    form = form_of(LayerNormalization)
    field = number_in(form, "epsilon")

    press(field, Qt.Key.Key_Down)
    field.show_value(1e-12)
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Up)

    assert form.told == [("epsilon", 0.0005), ("epsilon", 2e-12)]


@pytest.mark.parametrize(("document", "setting"), SETTINGS, ids=named)
def test_whatever_takes_the_cursor_in_a_form_has_an_accessible_name(form_of, document, setting):
    form = form_of(document)

    form.focus(setting.name)

    assert form.window().focusWidget().accessibleName() == setting.label
    assert form.editor(setting.name) in (form.window().focusWidget(), form.window().focusWidget().parentWidget())


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_form_shows_the_values_of_its_document(form_of, document):
    form, values = form_of(document), document()

    for setting in settings_of(document):
        editor, value = form.editor(setting.name), getattr(values, setting.name)
        match editor:
            case NumberField():
                assert float(editor.text()) == pytest.approx(value)
            case QCheckBox():
                assert editor.isChecked() == value
            case QComboBox():
                assert editor.currentData() == value
            case QLineEdit():
                assert editor.text() == (", ".join(map(repr, value)) if setting.kind == "numbers" else value or "")
            case _ if value is None:
                assert not editor.findChild(QCheckBox).isChecked()
                assert not number_in(form, setting.name).isEnabled()
            case _:
                assert float(number_in(form, setting.name).text()) == pytest.approx(value)
    assert form.told == []


def test_the_word_of_keras_stands_beside_a_label_that_differs_from_it(form_of):
    form = form_of(WindowSpec)

    terms = {one.text() for one in form.findChildren(type(form._rows["horizon"].term))}

    assert "predict_steps" in terms
    assert "timesteps" not in terms  # the label says it already


def test_rarely_needed_settings_wait_behind_a_button(qtbot):
    form = FieldForm(TrainingSpec)
    qtbot.addWidget(form)
    form.show()
    assert not form.editor("seed").isVisible()
    assert form.editor("epochs").isVisible()

    click(form._more)

    assert form.editor("seed").isVisible()
    assert form.shows_rare


def test_going_to_a_rare_setting_opens_what_hides_it(qtbot):
    form = FieldForm(TrainingSpec)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    settle()

    form.focus("seed")

    assert form.editor("seed").hasFocus()


def test_hidden_settings_are_not_in_the_form(form_of):
    form = form_of(WindowSpec, hidden=("train_share",))

    assert not form.has("train_share")
    assert form.has("timesteps")


def test_a_choice_is_made_by_keys(form_of):
    form = form_of(TrainingSpec)

    pick(form.editor("optimizer"), "SGD")

    assert form.told == [("optimizer", "sgd")]


def test_a_switch_is_turned_by_a_click_and_by_the_space_bar(form_of):
    form = form_of(LSTM)
    box = form.editor("bidirectional")

    click(box, QPoint(8, box.height() // 2))
    put_cursor(box)
    press(box, Qt.Key.Key_Space)

    assert form.told == [("bidirectional", True), ("bidirectional", False)]


def test_an_open_question_can_be_answered_and_opened_again(form_of):
    form = form_of(CsvOptions)

    pick(form.editor("decimal"), "Comma ,")
    pick(form.editor("day_first"), "no")
    pick(form.editor("decimal"), "found by itself")
    type_words(form.editor("time_column"), "when")
    form.show_document(CsvOptions(time_column="when"))
    put_cursor(form.editor("time_column"))
    press(form.editor("time_column"), Qt.Key.Key_Backspace)
    put_cursor(form.editor("decimal"))

    assert form.told == [
        ("decimal", ","),
        ("day_first", False),
        ("decimal", None),
        ("time_column", "when"),
        ("time_column", None),
    ]


def test_a_layer_is_chosen_among_those_that_are_offered_or_none(form_of):
    form = form_of(LSTM)
    box = form.editor("initial_state")

    form.offer_layers("initial_state", {"lstm_1": "lstm_1 (layer 1)", "lstm_2": "lstm_2 (layer 3)"})
    pick(box, "lstm_2 (layer 3)")
    pick(box, "zeros")

    assert [box.itemText(at) for at in range(box.count())] == ["zeros", "lstm_1 (layer 1)", "lstm_2 (layer 3)"]
    assert form.told == [("initial_state", "lstm_2"), ("initial_state", None)]


def test_a_layer_that_is_not_offered_any_more_is_shown_all_the_same(form_of):
    form = form_of(LSTM)
    box = form.editor("initial_state")

    form.offer_layers("initial_state", {"lstm_1": "lstm_1 (layer 1)"})
    form.show_document(LSTM(initial_state="gru_7"))

    assert (box.currentText(), box.currentData()) == ("gru_7", "gru_7")
    form.offer_layers("initial_state", {"lstm_1": "lstm_1 (layer 1)"})
    form.show_document(LSTM())
    assert (box.currentText(), box.count()) == ("zeros", 2)


@pytest.mark.parametrize(("name", "value"), [("clip_norm", 5.0), ("patience", 7)])
def test_an_optional_number_is_switched_off_and_on_with_the_number_it_had(form_of, name, value):
    form = form_of(TrainingSpec)
    box, field = form.editor(name).findChild(QCheckBox), number_in(form, name)
    form.show_document(TrainingSpec(**{name: value}))

    box.click()
    form.show_document(TrainingSpec(**{name: None}))
    assert not field.isEnabled()
    assert "Switched off" in field.toolTip()
    box.click()

    assert form.told == [(name, None), (name, value)]


@pytest.mark.parametrize(
    ("name", "first"), [("clip_norm", 1.0), ("patience", 10), ("clip_value", 0.5), ("bptt_steps", 50)]
)
def test_an_optional_number_that_was_never_on_begins_with_what_is_usual(form_of, name, first):
    form = form_of(TrainingSpec)
    fresh = FieldForm(TrainingSpec, folded=False, parent=form)
    told = []
    fresh.edited.connect(lambda name, value: told.append(value))
    fresh.show_document(TrainingSpec(**{name: None}))

    fresh.editor(name).findChild(QCheckBox).click()

    assert told == [first]


def test_an_optional_number_that_is_off_by_default_begins_with_what_is_proposed(form_of):
    form = form_of(WindowSpec)

    form.editor("season").findChild(QCheckBox).click()

    assert form.told == [("season", 24)]


@pytest.mark.parametrize("typed", ["0.05, 0.5, 0.95", "0.05,0.5,0.95", " 0.05 0.5  0.95 ", "5e-2, .5, 0.95,"])
def test_several_numbers_are_typed_with_commas_between_them(form_of, typed):
    form = form_of(TrainingSpec)

    type_words(form.editor("quantiles"), typed)

    assert form.told == [("quantiles", (0.05, 0.5, 0.95))]


@pytest.mark.parametrize("typed", ["0.1, half", "10%", "0.1; 0.5"])
def test_words_among_several_numbers_are_refused_below_the_field(form_of, typed):
    form = form_of(TrainingSpec)

    type_words(form.editor("quantiles"), typed)

    (fault,) = [one for one in seen(form, QLabel) if one.objectName() == "error"]
    assert fault.text() == f"must be numbers with commas between them, not {typed!r}"
    assert form.editor("quantiles").property("fault")
    assert form.told == []


def test_several_numbers_are_shown_to_the_last_digit(form_of):
    form = form_of(TrainingSpec)

    form.show_document(TrainingSpec(quantiles=(0.012345678901234, 0.5)))

    assert form.editor("quantiles").text() == "0.012345678901234, 0.5"


def test_numbers_that_are_being_typed_stay(form_of):
    form = form_of(TrainingSpec)
    type_words(form.editor("quantiles"), "0.25, 0.5", enter=False)

    form.show_document(TrainingSpec(epochs=7))

    assert form.editor("quantiles").text() == "0.25, 0.5"


def test_a_fault_stands_below_its_field_and_goes_when_it_is_mended(form_of):
    form = form_of(TrainingSpec)

    form.show_fault("epochs", "must be from 1 to 100,000, not 0")
    (fault,) = [one for one in seen(form, QLabel) if one.objectName() == "error"]
    assert fault.text() == "must be from 1 to 100,000, not 0"
    assert fault.mapTo(form, fault.rect().topLeft()).y() > form.editor("epochs").geometry().center().y()
    assert form.editor("epochs").property("fault")

    form.show_fault("epochs", "")
    assert not [one for one in seen(form, QLabel) if one.objectName() == "error"]


@pytest.mark.parametrize("name", ["clip_norm", "epochs"])
def test_words_that_are_no_number_are_refused_below_the_field(form_of, name):
    form = form_of(TrainingSpec)

    type_words(number_in(form, name), "many")

    (fault,) = [one for one in seen(form, QLabel) if one.objectName() == "error"]
    assert "not 'many'" in fault.text()
    assert number_in(form, name).property("fault")
    press(number_in(form, name), Qt.Key.Key_Escape)
    assert not fault.isVisible()


@pytest.mark.parametrize("kind", [QComboBox, NumberField])
def test_the_wheel_over_the_form_changes_nothing(form_of, qtbot, kind):
    from tests.app.widgets.test_number_field import turn_wheel

    form = form_of(TrainingSpec)
    form.setFocus()

    for field in seen(form, kind):
        if not field.isEnabled():  # Qt itself gives its wheel to the form
            continue
        assert not turn_wheel(field).isAccepted()

    assert form.told == []
