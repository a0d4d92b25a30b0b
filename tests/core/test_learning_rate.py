import pytest

from workbench.core.errors import SettingsError
from workbench.core.learning_rate import RateToken


def test_a_new_token_leaves_the_settings_alone():
    assert RateToken().wanted is None


def test_the_last_rate_that_was_asked_for_is_wanted():
    token = RateToken()

    token.ask(0.5)
    token.ask(0.002)

    assert token.wanted == 0.002


@pytest.mark.parametrize("rate", [0.0, -1.0, 10.5, float("nan"), float("inf"), "fast"])
def test_a_rate_that_the_setting_does_not_allow_is_refused_and_the_last_one_stays(rate):
    token = RateToken()
    token.ask(0.5)

    with pytest.raises(SettingsError) as caught:
        token.ask(rate)

    assert caught.value.faults[0].address == "training.learning_rate"
    assert token.wanted == 0.5
