"""Rows in other units or on another clock than those of the training are told, not taken silently."""

from dataclasses import replace

import numpy as np
import pytest

from tests.core.csv.written import read
from tests.engine.made_models import model_of
from tests.made_series import sine
from workbench.engine.forecasting.other_rows import notices_of, other_units
from workbench.engine.model import schema_of
from workbench.engine.runs import change_since

SOME_ROWS = "".join(f"2024-01-{day:02d},{day / 4},{20 - day}\n" for day in range(1, 20))


@pytest.fixture
def in_celsius():
    series = replace(sine(200), units={"value": "°C"})
    return replace(model_of(), schema=schema_of(series)), series


def test_the_units_of_the_training_are_kept(in_celsius):
    model, _ = in_celsius

    assert model.schema.units == {"value": "°C"}


def test_another_unit_is_told_with_both(in_celsius):
    model, series = in_celsius
    other = replace(series, units={"value": "°F"})
    words = "value is in °F here, and was in °C where the model learnt; the numbers were taken as they are."

    assert [str(one) for one in notices_of(model, other)] == [words]
    assert str(change_since(model, other)) == words


@pytest.mark.parametrize("units", [{}, {"value": "°C"}, {"value": "°C", "further": "kW"}])
def test_the_same_unit_or_none_is_nothing_to_tell(in_celsius, units):
    model, series = in_celsius
    same = replace(series, units=units)

    assert other_units(model, same) == []
    assert notices_of(model, same) == []
    assert change_since(model, same) is None


def test_of_a_column_that_the_model_does_not_see_nothing_is_told(in_celsius):
    model, series = in_celsius
    schema = model.schema.model_copy(update={"units": {"unseen": "kW"}})
    other = replace(series, units={"unseen": "W"})

    assert notices_of(replace(model, schema=schema), other) == []
    assert change_since(replace(model, schema=schema), other) is None


def test_a_file_says_its_units_below_the_names_or_behind_the_numbers(tmp_path):
    below = read(tmp_path, "time,power,temp,state\n,[kW],(°C),-\n2024-01-01,1.5,20,1\n2024-01-02,2.5,21,0\n")
    behind = read(tmp_path, "time,load,share\n2024-01-01,12 kg,5%\n2024-01-02,13 kg,6%\n2024-01-03,14 kg,7%\n")
    neither = read(tmp_path, "time,load\n2024-01-01,12\n2024-01-02,13\n")

    assert (below.units, behind.units["load"], neither.units) == ({"power": "kW", "temp": "°C"}, "kg", {})
    assert below.with_unit("power") == "power [kW]"
    assert below.with_unit("state") == "state"
    assert below.take(np.arange(1)).units == below.units


@pytest.mark.parametrize(
    ("content", "units"),
    [
        ("time,,power,temp\n,,kW,°C\n2024-01-01,,1,2\n2024-01-02,,3,4\n", {"power": "kW", "temp": "°C"}),
        ("power,temp,wind\nkW,°C,m/s\na,1,2,3\nb,4,5,6\nc,7,8,9\n", {"power": "kW", "temp": "°C", "wind": "m/s"}),
        ("time,power,wait\n,kW,min\n2024-01-01,1,2\n2024-01-02,3,4\n", {"power": "kW", "wait": "min"}),
        ("time,power,temp\n,Min,Max\n2024-01-01,1,2\n2024-01-02,3,4\n", {}),
        (
            "time,power,temp\ndatetime,float,float\nUTC,kW,°C\n" + SOME_ROWS,
            {"power": "kW", "temp": "°C"},
        ),
        (
            "time,power,temp\nUTC,kW,°C\ndatetime,float,float\n" + SOME_ROWS,
            {"power": "kW", "temp": "°C"},
        ),
        ("time,load\n2024-01-01,12*\n2024-01-02,13*\n2024-01-03,14*\n", {}),
    ],
    ids=["dropped column", "row names", "minutes", "Min", "types first", "units first", "marks"],
)
def test_a_unit_stands_by_its_own_column(tmp_path, content, units):
    assert read(tmp_path, content).units == units
