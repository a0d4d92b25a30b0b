"""One honest sentence about a forecast."""

from __future__ import annotations

from typing import Any

from workbench.core.text import Text, text

_TIE = 0.02  # a difference below 2 % of the error is no news


def verdict(network: dict[str, Any], last_value: dict[str, Any], target: str) -> Text:
    """Say whether the network beats "tomorrow equals today" on the same samples.

    Args:
        network: measures of the network, as ``core.metrics.metrics`` gives them.
        last_value: measures of the forecast that repeats the last value.
        target: the column that is judged.
    """
    ours = network.get("by_target", {}).get(target, network)["mae"]
    naive = last_value.get("by_target", {}).get(target, last_value)["mae"]
    if ours is None or naive is None:
        return text("No mean error can be given: values or forecasts of {target} are no finite numbers.", target=target)
    ours_words, naive_words = f"{ours:.4g}", f"{naive:.4g}"
    if naive == 0:
        return text(
            "“Tomorrow equals today” is never wrong here: {target} does not change in the test part.", target=target
        )
    skill = 1 - ours / naive
    if abs(skill) < _TIE:
        return text(
            "The network is about as good as “tomorrow equals today”: mean error {ours} against {naive} for {target}.",
            ours=ours_words, naive=naive_words, target=target,
        )  # fmt: skip
    if skill > 0:
        return text(
            "The network beats “tomorrow equals today” by {share:.0%}: mean error {ours} against {naive} for {target}.",
            share=skill, ours=ours_words, naive=naive_words, target=target,
        )  # fmt: skip
    return text(
        "The network is worse than “tomorrow equals today”: mean error {ours} against {naive} for {target}.",
        ours=ours_words, naive=naive_words, target=target,
    )  # fmt: skip
