"""Roles, calendar, transforms and groups on the command line."""

import csv
import json

import numpy as np
import pytest

from workbench.cli.exit_codes import MISTAKE
from workbench.core.settings.experiment_file import load_experiment


@pytest.fixture
def planned(here):
    """An hourly file with a plan; the sales of the last six hours are still to come."""
    chance = np.random.default_rng(0)
    plan = chance.integers(0, 2, 240)
    sold = np.exp(1 + plan + 0.1 * chance.normal(size=240))
    rows = [
        f"2024-01-{1 + at // 24:02} {at % 24:02}:00,{plan[at]},{f'{sold[at]:.4f}' if at < 234 else ''}"
        for at in range(240)
    ]
    path = here / "planned.csv"
    path.write_text("time,plan,sold\n" + "\n".join(rows) + "\n")
    return path


@pytest.fixture
def model(workbench, planned):
    workbench(
        "init", "planned.csv", "-o", "e.json", "--target", "sold", "--known", "plan", "--calendar", "hour_of_day",
        "--transform", "sold=log", "--timesteps", "12", "--predict", "6",
    )  # fmt: skip
    workbench("train", "e.json", "--set", "training.epochs=1", "--set", "training.device=cpu", "--out", "run")
    return "run/model.seqmodel"


def test_a_plan_is_told_trained_with_and_forecast_from(workbench, model, here):
    shown = json.loads(workbench("network", "e.json", "--json").out)
    forecast = json.loads(workbench("predict", model, "planned.csv", "-o", "f.csv", "--json").out)

    assert shown["input_shape"] == [None, 12, 5]  # sold, plan, the plan ahead, sine and cosine of the hour
    assert forecast["times"] == [f"2024-01-10 {hour}:00" for hour in range(18, 24)]
    assert forecast["rows"] == list(range(235, 241))
    assert (np.array(forecast["values"]) > 0).all()
    heads = next(csv.reader((here / "f.csv").read_text("utf-8-sig").splitlines()))
    assert heads[:2] == ["time", "sold"]
    assert {head.removeprefix("sold_q") for head in heads[2:]} <= {"2.5", "10", "90", "97.5"}  # its intervals


def test_a_plan_that_ends_too_early_is_told(workbench, model, planned, here):
    lines = planned.read_text().splitlines()
    (here / "short.csv").write_text("\n".join(lines[:-2]) + "\n")

    called = workbench("predict", model, "short.csv", "-o", "f.csv")

    assert called.code == MISTAKE
    assert "The forecast needs plan in the rows after the last sold: needed 6, given 4." in called.err


def test_a_group_is_forecast_series_by_series(workbench, here):
    rows = [f"{shop},{100 * shop + at}" for at in range(120) for shop in (7, 3)]
    (here / "shops.csv").write_text("shop,sold\n" + "\n".join(rows) + "\n")
    workbench("init", "shops.csv", "-o", "g.json", "--target", "sold", "--group", "shop", "--timesteps", "6")
    workbench("train", "g.json", "--set", "training.epochs=1", "--set", "training.device=cpu", "--out", "group")

    forecast = json.loads(workbench("predict", "group/model.seqmodel", "shops.csv", "-o", "f.csv", "--json").out)

    assert load_experiment(here / "g.json").data.group == "shop"
    assert list(forecast["series"]) == ["7", "3"]
    table = list(csv.reader((here / "f.csv").read_text("utf-8-sig").splitlines()))
    assert [row[:2] for row in table] == [["shop", "row"], ["7", "121"], ["3", "121"]]
    assert float(table[1][2]) > 600 > float(table[2][2])
