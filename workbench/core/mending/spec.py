"""The choices about the clock and about missing values."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from workbench.core.fields import Document, setting

Missing = Literal["refuse", "leave", "drop", "forward", "linear", "spline", "seasonal"]
Filling = Literal["forward", "linear", "spline", "seasonal"]
FILLINGS: tuple[Filling, ...] = ("forward", "linear", "spline", "seasonal")
LOOKS_AHEAD: tuple[Filling, ...] = ("linear", "spline")
MISSING_WORDS: dict[str, str] = {
    "refuse": "Do not train",
    "leave": "Leave samples out",
    "drop": "Drop rows",
    "forward": "Fill forward",
    "linear": "Linear",
    "spline": "Spline",
    "seasonal": "Last season",
}


class Mending(Document):
    """What is done about rows and cells as people really have them. By default everything stays as it was read."""

    order: Literal["keep", "sort"] = setting(
        "Order",
        default="keep",
        help="What is done where the time goes back: the rows stay as they are, or are sorted by time.",
        choices={"keep": "As in the file", "sort": "Sort by time"},
    )
    duplicates: Literal["keep", "mean", "last", "sum"] = setting(
        "Repeated times",
        default="keep",
        help="What becomes of several rows with one time: each stays a step of its own, or they become one row"
        " with the mean, the last or the sum of their values.",
        choices={"keep": "Keep as steps", "mean": "Mean", "last": "Last", "sum": "Sum"},
    )
    gaps: Literal["keep", "step", "business"] = setting(
        "Gaps in the times",
        default="keep",
        help="Whether the rows on both sides of a gap are neighbours, or rows with missing values are added"
        " at every step between them. Months, quarters and years step on the calendar;"
        " business days have no gap at weekends.",
        choices={"keep": "Keep as steps", "step": "Add rows at every step", "business": "Add rows on business days"},
    )
    holiday_days: int = setting(
        "Longest holiday",
        default=5,
        low=0,
        high=30,
        unit="days",
        help="With business days: how many weekdays in a row may be missing without being a gap.",
        rare=True,
    )
    missing: Missing = setting(
        "Missing values",
        default="refuse",
        help="What is done about missing values in the chosen columns: samples that touch one are left out,"
        " their rows are dropped, or they are filled. Forward and last season use earlier values only;"
        " linear and spline use the next ones of the same part too, and then no sample whose past ends"
        " before those is used.",
        choices=MISSING_WORDS,
    )
    season: int | None = setting(
        "Season of the filling",
        default=None,
        proposed=24,
        low=2,
        high=50_000,
        unit="steps",
        help="How many steps before a missing value the one stands that “last season” repeats; left open, it is"
        " a day of hours, a week of days, or a year of months, weeks or quarters.",
        rare=True,
    )
    longest: int | None = setting(
        "Fill at most",
        default=None,
        proposed=24,
        low=1,
        high=1_000_000,
        unit="steps",
        help="How many missing values in a row are filled; those after them stay missing, and samples that touch"
        " them are left out.",
        rare=True,
    )
    by_column: dict[str, Missing] = Field(default_factory=dict)

    def of(self, column: str) -> Missing:
        """Say what is done about missing values of ``column``."""
        return self.by_column.get(column, self.missing)
