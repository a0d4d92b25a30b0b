"""The whole report: what stands in it, what must not, and that it needs nothing but itself."""

import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

import numpy as np
import pytest

from tests.engine.made_models import model_of
from tests.made_columns import grouped, shops
from tests.made_series import experiment_on, hourly, sine
from workbench.core.catalogue import Words, words_in
from workbench.core.errors import RunError
from workbench.core.experiment import FileSource
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series
from workbench.core.sources.groups import sorted_by_group
from workbench.core.stopping import StopToken
from workbench.engine.judgement.evaluation import evaluate, open_test_of
from workbench.engine.judgement.questions import ask_ahead
from workbench.engine.model import network_of
from workbench.engine.report.page import page, report_of
from workbench.engine.report.subject import EpochTold, Subject, load_history

NOON = datetime(2024, 5, 6, 12, 0)
EPOCHS = tuple(EpochTold(number, 1 / number, 2 / number, 0.001, 0.5) for number in range(1, 6))


def subject(series=None, experiment=None, *, is_open=False, **more):
    series = sine(400) if series is None else series
    experiment = experiment or experiment_on(windows={"horizon": 3})
    model = replace(model_of(experiment, series), metrics={})
    evaluation = evaluate(network_of(model), prepare(series, experiment))
    if is_open:
        evaluation = open_test_of(model, series, evaluation)
    return Subject(model, series, evaluation, **{"epochs": EPOCHS, **more})


def written(told, words=None):
    return page(report_of(told, NOON), words or Words()).decode()


class Tags(HTMLParser):
    """Every tag that is opened has to be closed, in order."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.addresses = [], set(), []

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.addresses += [value for name, value in attributes if name in ("src", "href", "action", "data")]
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_but_itself():
    html = written(subject(is_open=True))

    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    assert not tags.seen & {"script", "link", "img", "iframe", "object"}
    assert all(address.startswith("#") for address in tags.addresses)
    assert not re.search(r"url\(|@import|https?://", html)
    assert "default-src 'none'" in html


def test_it_tells_data_split_network_curves_verdict_versions_and_how_to_repeat_it():
    html = written(subject())

    for words in ("Verdict", "2024-01-01 00:00 to 2024-01-17 15:00", "Split, oldest first", "(B, 8, 1)", "lstm_1",
                  "Learning curves", "Measures beside the baselines", "seasonal naive", "torch", "workbench train",
                  "&#34;timesteps&#34;: 8"):  # fmt: skip
        assert words in html, words


def test_nothing_of_a_closed_test_part_is_in_the_report():
    pages = []
    for poison in (0.0, 1e6):
        series = sine(400)
        series.values[340:] += poison  # the test part begins there
        pages.append(written(subject(series)))

    assert pages[0] == pages[1]
    assert "The test part is closed; looks at it so far: 0." in pages[0]
    assert "Past the end of the data" not in pages[0]


def test_an_open_test_part_is_told_with_the_looks_at_it():
    html = written(subject(is_open=True))

    assert "It judges the test part, which nothing was learnt or chosen from; looks at it so far: 1." in html
    assert "of the truths of the test part" in html
    assert "Past the end of the data" in html
    assert "2024-01-17 16:00" in html  # the first step after the end


def test_names_of_a_file_cannot_become_markup():
    series = Series("x", ("<script>alert(1)</script>",), sine(400).values, hourly(400))
    html = written(subject(series, experiment_on(series.columns), is_open=True))

    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_errors_say_the_unit_of_the_target_where_the_file_says_it():
    html = written(subject(replace(sine(400), units={"value": "kW"}), is_open=True))

    for words in ("MAE [kW]", "RMSE [kW]", "Bias [kW]", "error [kW]", "forecast [kW]", "value [kW]"):
        assert f">{words}<" in html, words
    assert ">MASE<" in html
    assert ">R²<" in html
    assert "[kW]" not in written(subject(is_open=True))


def test_each_series_of_a_group_has_its_row_and_the_mean_is_told():
    series = sorted_by_group(shops((90, 120, 60)), "shop")
    chance = np.random.default_rng(0).normal(size=series.values.shape)
    html = written(subject(replace(series, values=series.values + chance), grouped(), is_open=True))

    for words in ("shop 0", "shop 1", "shop 2", "mean of 3 series", "3, named by shop"):
        assert words in html, words


def test_what_the_intervals_of_each_series_hold_stands_there_once_the_test_part_is_open():
    series = sorted_by_group(shops((400, 420)), "shop")
    noisy = replace(series, values=np.random.default_rng(0).normal(size=series.values.shape))
    closed, is_open = (written(subject(noisy, grouped(), is_open=state)) for state in (False, True))

    assert "Conformal widths: from errors of the series itself for 2 of 2 series" in closed
    assert "95% interval holds" not in closed
    assert "95% interval holds" in is_open


def test_what_is_fed_back_is_told_where_somebody_has_asked():
    told = subject(is_open=True)
    model, series = told.model, told.series
    asked = replace(told, evaluation=next(ask_ahead(model, series, told.evaluation, (6, True), StopToken())).evaluation)

    html = written(asked)

    assert "Forecasts that are fed back" not in written(told)
    assert "Forecasts that are fed back" in html
    assert "Up to 6 steps ahead, from " in html
    assert "value: mean absolute error by step ahead, direct and fed back" in html
    assert "95% interval of value, recursive" in html


def test_without_epochs_it_says_where_they_are():
    html = written(subject(epochs=()))

    assert "The learning curves are not kept in a model" in html


def test_the_folder_of_a_file_is_left_out():
    told = subject()
    experiment = told.experiment.with_settings("data", source=FileSource(path="/home/somebody/secret/flow 1.csv"))
    told = replace(told, model=replace(told.model, experiment=experiment))

    html = written(told)

    assert "somebody" not in html
    assert "&#34;path&#34;: &#34;flow 1.csv&#34;" in html
    assert "predict repeated/model.seqmodel &#34;flow 1.csv&#34;" in html


def test_it_speaks_the_language_that_is_asked_for():
    html = written(subject(), words_in("zh_CN"))

    assert '<html lang="zh-CN">' in html
    assert "网络" in html
    assert "value" in html  # the column keeps its name


def test_a_horizon_of_one_step_has_no_picture_by_step():
    html = written(subject(experiment=experiment_on(), is_open=True))

    assert "by step ahead" not in html


def test_the_epochs_of_a_run_are_read_back(tmp_path):
    path = tmp_path / "history.csv"
    path.write_text("epoch,train_loss,validation_loss,learning_rate,gradient_norm,seconds\n1,0.5,0.25,0.001,,2.0\n")

    assert load_history(path) == (EpochTold(1, 0.5, 0.25, 0.001, 2.0),)


@pytest.mark.parametrize("content", ["epoch,train_loss\n1,0.5\n", "epoch,train_loss,validation_loss,learning_rate,"
                                     "gradient_norm,seconds\n1,x,0.25,0.001,,2.0\n"])  # fmt: skip
def test_a_damaged_history_is_told(tmp_path, content):
    path = tmp_path / "history.csv"
    path.write_text(content)

    with pytest.raises(RunError, match="does not hold the epochs of a run"):
        load_history(path)
