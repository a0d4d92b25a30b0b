import pytest

from workbench.core.errors import SettingsError
from workbench.core.experiment import Experiment
from workbench.core.layers.stack import stack_of
from workbench.core.settings.presets import PRESETS, preset_named

every_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)


@every_preset
def test_a_preset_has_no_problems(preset):
    assert stack_of(Experiment().with_layers(*preset.layers)).problems == ()


@every_preset
def test_a_preset_says_what_it_is_good_for(preset):
    assert preset.title
    assert preset.summary.endswith(".")
    assert preset_named(preset.title.upper()) is preset


@pytest.mark.parametrize(
    ("written", "name"),
    [("note", "note"), ("Note's stack", "note"), ("GRU", "gru"), ("Bidirectional", "bidirectional")],
)
def test_a_preset_is_found_under_its_short_and_its_long_name(written, name):
    assert preset_named(written).name == name


@pytest.mark.parametrize("written", ["", "transformer", "smal"])
def test_an_unknown_preset_is_told_with_the_known_ones(written):
    with pytest.raises(SettingsError) as caught:
        preset_named(written)

    assert str(caught.value) == (
        f"There is no preset called {written}.\nChoose one of stacked, small, note, bidirectional, gru."
    )
