"""Series whose seasons are known, because they were put into them."""

import numpy as np

from workbench.core.series import Series

HOUR, DAY = np.timedelta64(1, "h"), np.timedelta64(1, "D")


def chance(seed=1):
    return np.random.default_rng(seed)


def series_of(values, step=HOUR, name="flow"):
    values = np.asarray(values, dtype=np.float64)
    times = None
    if step is not None:
        times = (np.datetime64("2020-01-01") + np.arange(len(values)) * step).astype("datetime64[us]")
    return Series("made", (name,), values[:, None], times)


def daily_and_weekly(days=60, noise=0.3, seed=1):
    """Hours whose day repeats, less so at weekends."""
    hours = np.arange(24 * days)
    day = np.sin(2 * np.pi * hours / 24) + 0.5 * np.sin(4 * np.pi * hours / 24 + 1)
    weekend = (hours // 24) % 7 >= 5
    return 10 + day * np.where(weekend, 0.4, 1.0) - 1.5 * weekend + noise * chance(seed).normal(size=len(hours))


def monthly(years=15, seed=1):
    """Months that grow by a line and repeat every year, as sales do."""
    months = np.arange(12 * years)
    return 100 + 0.8 * months + 20 * np.sin(2 * np.pi * months / 12) + 3 * chance(seed).normal(size=len(months))
