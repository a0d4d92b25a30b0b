"""Pictures as SVG: where values lie, what is left out, and that words cannot become markup."""

import re
import xml.etree.ElementTree as ET

import numpy as np

from workbench.core.catalogue import Words
from workbench.core.text import text
from workbench.engine.report.chart import HEIGHT, WIDTH, Chart, mark, thinned


def drawn(*marks, **axes):
    """Draw a chart, and give its paths by their class."""
    root = ET.fromstring(Chart(tuple(marks), **axes).svg("a picture", Words()))
    return {path.get("class"): path.get("d") for path in root.iter("path")}, root


def points(path):
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]


def test_larger_values_stand_higher_and_further_right():
    paths, _ = drawn(mark("line", "truth", [1, 2, 3], [10.0, 20.0, 15.0]))

    (first, second, third) = points(paths["line truth"])
    assert first[0] < second[0] < third[0]
    assert second[1] < third[1] < first[1]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in (first, second, third))


def test_a_missing_value_interrupts_the_line():
    paths, _ = drawn(mark("line", "truth", np.arange(5), [1, 2, np.nan, 4, 5]))

    assert paths["line truth"].count("M") == 2


def test_a_picture_without_a_single_number_is_still_a_picture():
    paths, _ = drawn(mark("line", "truth", [], []), mark("band", "forecast", [1.0], [np.nan], high=[np.nan]))

    assert paths["line truth"] == ""


def test_a_thinned_curve_keeps_its_extremes_and_its_ends_in_order():
    y = np.random.default_rng(0).normal(size=50_000)
    y[31_234], y[40_001] = 50, -50
    x, kept = thinned(np.arange(50_000.0), y, 1_000)

    assert len(kept) <= 1_002
    assert (kept.max(), kept.min()) == (50, -50)
    assert (np.diff(x) >= 0).all()
    assert (y[x.astype(int)] == kept).all()


def test_a_long_hole_stays_a_hole_when_the_curve_is_thinned():
    y = np.ones(10_000)
    y[2_000:6_000] = np.nan

    _, kept = thinned(np.arange(10_000.0), y, 1_000)

    assert 390 <= np.isnan(kept).sum() <= 410


def test_words_of_a_file_do_not_become_markup():
    chart = Chart((mark("line", "truth", [1, 2], [1, 2], name="<b>"),), x_label="<script>", y_label='" onload="x')

    svg = chart.svg(text("{name} & more", name="<i>"), Words())

    assert "<script>" not in svg
    assert "<i>" not in svg
    assert 'onload="x"' not in svg
    ET.fromstring(svg)


def test_each_name_is_once_in_the_legend():
    one, other = mark("line", "truth", [1], [1], name="truth"), mark("dots", "truth", [1], [1], name="truth")

    assert [entry.name for entry in Chart((one, other, mark("line", "naive", [1], [1]))).legend] == ["truth"]


def test_a_logarithmic_axis_leaves_out_what_has_no_logarithm():
    paths, root = drawn(mark("line", "train", [1, 2, 3], [1.0, 0.1, 0.0]), logarithmic=True)

    assert len(points(paths["line train"])) == 2
    assert "0.1" in [words.text for words in root.iter("text")]
