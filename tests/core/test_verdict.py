"""The one sentence about a forecast."""

from __future__ import annotations

import pytest

from workbench.core.verdict import verdict


@pytest.mark.parametrize(
    ("network", "today", "sentence"),
    [
        (1.0, 2.0, "The network beats “tomorrow equals today” by 50%: mean error 1 against 2 for flow."),
        (3.0, 2.0, "The network is worse than “tomorrow equals today”: mean error 3 against 2 for flow."),
        (1.99, 2.0, "The network is about as good as “tomorrow equals today”: mean error 1.99 against 2 for flow."),
        (2.01, 2.0, "The network is about as good as “tomorrow equals today”: mean error 2.01 against 2 for flow."),
        (0.1, 0.0, "“Tomorrow equals today” is never wrong here: flow does not change in the test part."),
    ],
)
def test_the_verdict_is_honest(network, today, sentence):
    assert verdict({"mae": network}, {"mae": today}, "flow") == sentence


def test_each_of_several_targets_is_judged_by_its_own_numbers():
    network = {"mae": 9.0, "by_target": {"a": {"mae": 1.0}, "b": {"mae": 17.0}}}
    today = {"mae": 9.0, "by_target": {"a": {"mae": 2.0}, "b": {"mae": 16.0}}}

    assert verdict(network, today, "a").startswith("The network beats")
    assert verdict(network, today, "b").startswith("The network is worse than")


@pytest.mark.parametrize(("network", "today"), [(None, 2.0), (1.0, None), (None, None)])
def test_without_a_mean_error_there_is_no_verdict(network, today):
    assert verdict({"mae": network}, {"mae": today}, "flow") == (
        "No mean error can be given: values or forecasts of flow are no finite numbers."
    )
