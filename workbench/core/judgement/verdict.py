"""One honest sentence about a forecast: what it beats, how surely, and what cannot be known."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbench.core.judgement.bootstrap import SkillScore, skill_score
from workbench.core.series import number_with_unit
from workbench.core.text import Text, joined, text

Outcome = Literal["beats", "ties", "loses"]
Array = NDArray[np.float64]

LEAST_FORECASTS = 5  # that do not overlap; of fewer, chance and skill look alike
_TIE = 0.02  # a difference below 2 % of the error is no news
_SHIFTED = 0.5  # training deviations
_ROUNDING = 1e-9  # of the network's error: a baseline that is nearer is wrong by rounding alone


@dataclass(frozen=True)
class Comparison:
    """The network beside one baseline, on the same samples of one target.

    Attributes:
        baseline: its name.
        title: its name for the user.
        ours: mean absolute error of the network.
        theirs: that of the baseline.
        score: how much smaller ours is; None where the baseline is never wrong.
        outcome: what the network does to the baseline.
    """

    baseline: str
    title: Text
    ours: float
    theirs: float
    score: SkillScore | None
    outcome: Outcome


@dataclass(frozen=True)
class Verdict:
    """What can be said of the forecasts of one target.

    Attributes:
        outcome: over all baselines: the network beats every one, is worse than the one named, or ties with it;
            ``unknown`` where it cannot be told.
        baseline: the name of the one that the sentence is about; None where it cannot be told.
        sentence: for the user.
        caveats: what the sentence cannot know.
        comparisons: with each baseline.
    """

    outcome: Outcome | Literal["unknown"]
    baseline: str | None
    sentence: Text
    caveats: tuple[Text, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    def document(self) -> dict[str, Any]:
        """Give what a model's file keeps of it; the sentences are English."""
        return {"outcome": self.outcome, "baseline": self.baseline,
                "sentence": str(self.sentence), "caveats": [str(one) for one in self.caveats]}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Facts:
    """What a verdict on one target needs to know beside the errors.

    Attributes:
        target: its name.
        mase: of the network; None where it is not defined.
        truth: (S,) the target of the series, up to the end of the part that is judged; some values may be missing.
        train: its rows of the training part.
        part: its rows of the part that is judged.
        window: rows of one sample, from its first past step to its last future one.
        overlap: how many samples in a row have futures that overlap.
        unit: of measure; "" where it is not known.
    """

    target: str
    mase: float | None
    truth: Array
    train: range
    part: range
    window: int
    overlap: int
    unit: str = ""


def compare(ours: Array, theirs: Array, overlap: int, *, baseline: str, title: Text) -> Comparison:
    """Compare the (N,) absolute errors of the network with those of a baseline.

    The network beats it where its mean error is at least 2 % smaller and the 95 % interval of that lies above
    zero; it is worse in the same way; else they tie.
    """
    mine, other = float(ours.mean()), float(theirs.mean())
    if other <= _ROUNDING * mine or other == 0:
        return Comparison(baseline, title, mine, other, None, "loses" if mine > 0 else "ties")
    score = skill_score(ours, theirs, overlap=overlap)
    outcome: Outcome = "ties"
    if score.skill >= _TIE and score.low > 0:
        outcome = "beats"
    elif score.skill <= -_TIE and score.high < 0:
        outcome = "loses"
    return Comparison(baseline, title, mine, other, score, outcome)


def verdict(ours: Array, baselines: Mapping[str, tuple[Text, Array]], facts: Facts) -> Verdict:
    """Say whether the network beats what can be had without it.

    Args:
        ours: (N,) mean absolute error of the network over the horizon, for each sample, oldest first.
        baselines: title and (N,) errors of each, by its name, the simplest first.
        facts: of the target.
    """
    sound = {name: one for name, one in baselines.items() if np.isfinite(one[1]).all()}
    if not sound or not np.isfinite(ours).all():
        return _unknown(
            text(
                "No mean error can be given: values or forecasts of {target} are no finite numbers.",
                target=facts.target,
            )
        )
    why_not = _why_unknown(len(ours), facts)
    if why_not is not None:
        return Verdict("unknown", None, why_not, _caveats(facts))
    comparisons = tuple(
        compare(ours, theirs, facts.overlap, baseline=name, title=title) for name, (title, theirs) in sound.items()
    )
    chosen = _chosen(comparisons)
    sentence = joined(_sentence(chosen, facts), _beaten(chosen, comparisons[0]))
    return Verdict(chosen.outcome, chosen.baseline, sentence, _caveats(facts), comparisons)


def _chosen(comparisons: Sequence[Comparison]) -> Comparison:
    """Give the one to tell of: the best baseline, or, of those that are not beaten, the simplest or else the best."""
    standing = [one for one in comparisons if one.outcome != "beats"]
    if not standing:
        return min(comparisons, key=lambda one: one.theirs)
    if standing[0] is comparisons[0]:
        return standing[0]
    return min(standing, key=lambda one: one.theirs)


def _sentence(chosen: Comparison, facts: Facts) -> Text:
    score = chosen.score
    if score is None:
        return text(
            "The {baseline} is never wrong for {target}; the network is, by {ours} on average.",
            baseline=chosen.title, target=facts.target, ours=number_with_unit(f"{chosen.ours:.4g}", facts.unit),
        )  # fmt: skip
    values: dict[str, Any] = {
        "baseline": chosen.title,
        "target": facts.target,
        "ours": number_with_unit(f"{chosen.ours:.4g}", facts.unit),
        "theirs": number_with_unit(f"{chosen.theirs:.4g}", facts.unit),
        "skill": _percent(score.skill),
        "low": _percent(score.low),
        "high": _percent(score.high),
        "mase": text("not defined") if facts.mase is None else f"{facts.mase:.3g}",
    }
    match chosen.outcome:
        case "beats":
            return text(
                "The network beats every baseline; the best of them, the {baseline}, by {skill} (95% interval {low}"
                " to {high}): mean error {ours} against {theirs} for {target}, MASE {mase}.",
                **values,
            )
        case "ties":
            return text(
                "The network does not beat the {baseline}: mean error {ours} against {theirs} for {target}, skill"
                " {skill} (95% interval {low} to {high}), MASE {mase}.",
                **values,
            )
        case "loses":
            return text(
                "The network is worse than the {baseline}: mean error {ours} against {theirs} for {target}, skill"
                " {skill} (95% interval {low} to {high}), MASE {mase}.",
                **values,
            )


def _beaten(chosen: Comparison, simplest: Comparison) -> str:
    """Say that the simplest baseline is beaten, where the one that is told of is another and is not."""
    if chosen.outcome == "beats" or simplest.outcome != "beats" or simplest.score is None:
        return ""
    return text("It beats the {baseline} by {skill}.", baseline=simplest.title, skill=_percent(simplest.score.skill))


def _percent(share: float) -> str:
    written = f"{100 * share:.1f}"
    return f"{'0.0' if written == '-0.0' else written}%"


def _unknown(sentence: Text) -> Verdict:
    return Verdict("unknown", None, sentence)


def _why_unknown(samples: int, facts: Facts) -> Text | None:
    """Say why nothing can be known of these samples, or give None."""
    known, judged = _known_and_judged(facts)
    if np.ptp(judged) == 0:
        return text(
            "Whether the network is any good cannot be known: {target} does not change in the rows that are judged,"
            " and repeating it is never wrong.",
            target=facts.target,
        )
    if np.ptp(known) == 0:
        return text(
            "Whether the network is any good cannot be known: {target} never changes in the training part, so that"
            " there was nothing to learn.",
            target=facts.target,
        )
    rows = len(facts.truth)
    if rows < 2 * facts.window:
        return text(
            "Whether the network is any good cannot be known: up to here {target} has {rows} rows, and two windows"
            " that share none need {needed}.",
            target=facts.target, rows=f"{rows:,}", needed=f"{2 * facts.window:,}",
        )  # fmt: skip
    apart = math.ceil(samples / facts.overlap)
    if apart < LEAST_FORECASTS:
        return text(
            "Whether the network is any good cannot be known: the part has room for {count} forecasts of {target}"
            " that do not overlap, and of fewer than {least} chance and skill look alike.",
            count=apart, target=facts.target, least=LEAST_FORECASTS,
        )  # fmt: skip
    return None


def _known_and_judged(facts: Facts) -> tuple[Array, Array]:
    """Give the values of the training part and of the part that is judged, without those that are missing."""
    known, judged = (facts.truth[rows.start : rows.stop] for rows in (facts.train, facts.part))
    return known[~np.isnan(known)], judged[~np.isnan(judged)]


def _caveats(facts: Facts) -> tuple[Text, ...]:
    """Say what even a sure difference does not tell."""
    known, judged = _known_and_judged(facts)
    if not known.std() > 0:
        return ()
    far = (judged.mean() - known.mean()) / known.std()
    if abs(far) <= _SHIFTED:
        return ()
    return (
        text(
            "The mean of {target} lies {far} training deviations from where it was in the training part: how the"
            " network does at a level like that of the training part, or at a third one, cannot be known from here.",
            target=facts.target, far=f"{far:+.2f}",
        ),
    )  # fmt: skip
