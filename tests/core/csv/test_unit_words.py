"""Units of measure in the brackets of names, and in the titles of axes."""

import pytest

from workbench.core.csv.unit_words import is_line_of_units, units_in_names
from workbench.core.series import with_unit


@pytest.mark.parametrize(
    ("names", "units"),
    [
        (["Power [kW]", "T (degC)", "p (mbar)", "rh(%)", "功率（kW）"], ["kW", "degC", "mbar", "%", "kW"]),
        (["wv (m/s)", "H2OC (mmol/mol)", "Radiation [W/m²]", "wait (min)"], ["m/s", "mmol/mol", "W/m²", "min"]),
        (["Temp (min)", "Temp (max)", "Temp (mean)"], [None] * 3),
        (["Sensor (A)", "Sensor (B)", "Current (A)"], [None, None, "A"]),
        (["when (UTC)", "load (MAX)", "share (2)", "kind (n/a)", "note (see below)", "plain", "[kW]"], [None] * 7),
        (["Temp (C)", "Temp (F)"], ["C", "F"]),
        (["Sensor (A)", "Sensor (C)"], [None] * 2),
        (["Group (a/b)", "Plant (DE/FR)", "lag (t/2)", "Ratio (x/y)"], [None] * 4),
        (["yield (kWh/m²)", "acid (mol/L)", "price (EUR/MWh)", "flow (km/h)"], ["kWh/m²", "mol/L", "EUR/MWh", "km/h"]),
    ],
)
def test_brackets_behind_a_name_hold_its_unit_where_they_hold_one(names, units):
    found = units_in_names(names)

    assert [found.get(name) for name in names] == units


@pytest.mark.parametrize(
    ("names", "cells", "are_units"),
    [
        (["day", "flow", "level"], ["", "[m³/s]", "(m AHD)"], True),
        (["day", "flow", "flow"], ["", "(obs)", "(pred)"], False),
        (["", "Site A", "Site B"], ["", "T°C", "rh%"], False),
    ],
)
def test_a_line_of_brackets_alone_is_no_line_of_units(names, cells, are_units):
    assert is_line_of_units(cells, names) is are_units


@pytest.mark.parametrize(
    ("title", "unit", "shown"),
    [
        ("load", "kW", "load [kW]"),
        ("load", "", "load"),
        ("load [kW]", "kW", "load [kW]"),
        ("load（ kW ）", "kW", "load（ kW ）"),
        ("ramp", "p", "ramp [p]"),
        ("run (h)", "s", "run (h) [s]"),
    ],
)
def test_a_title_says_its_unit_once(title, unit, shown):
    assert with_unit(title, unit) == shown
