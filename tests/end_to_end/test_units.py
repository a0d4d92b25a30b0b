"""Errors say the unit of measure that the file says of the target; what is a share or a ratio says none."""

import json

import numpy as np
import pytest

CHANCE = np.random.default_rng(0).normal(size=(200, 2))
ROWS = "".join(f"2024-01-{1 + row // 24:02}T{row % 24:02}:00,{20 + row % 24},{a:.4f}\n" for row, (a, _) in
               enumerate(CHANCE))  # fmt: skip


@pytest.fixture
def trained(workbench, here):
    """Train on a file whose lines ``above`` the rows say the units, and give what the training says and the model."""

    def train(above, *options):
        (here / "rows.csv").write_text(above + ROWS, encoding="utf-8")
        sizes = ["--timesteps", 8, "--predict", 2]
        assert workbench("init", "rows.csv", "-o", "e.json", *sizes, *options).code == 0
        told = workbench("train", "e.json", "--out", "run", "--set", "training.epochs=1")
        assert told.code == 0, told.err
        return told.out, "run/model.seqmodel"

    return train


def test_tables_verdicts_and_documents_say_the_unit_of_the_target(workbench, here, trained):
    told, model = trained("time,power,temp\n,kW,°C\n", "--target", "power")

    evaluated = workbench("evaluate", model, "--recursive", "--intervals").out
    document = json.loads(workbench("evaluate", model, "--json").out)
    matters = workbench("importance", model, "--repeats", 1).out

    for out in (told, evaluated):
        assert all(head in out for head in ("MAE [kW]", "RMSE [kW]", "Bias [kW]", "MASE ", "sMAPE, % ", "R² "))
        assert " kW against " in " ".join(out.split())
    assert "power: mean error by step ahead [kW]" in evaluated
    assert " kW recursively, " in " ".join(evaluated.split())
    assert document["units"] == {"power": "kW"}
    assert "rise [kW]" in matters
    assert " kW on " in matters


def test_a_unit_in_the_name_of_a_target_is_that_of_its_errors(workbench, here, trained):
    told, model = trained("time,power [kW],temp (°C)\n", "--target", "power [kW]")

    assert "MAE [kW]" in told
    assert json.loads(workbench("evaluate", model, "--json").out)["units"] == {"power [kW]": "kW"}


def test_another_file_is_measured_in_its_own_unit_or_else_in_that_of_the_training(workbench, here, trained):
    _, model = trained("time,power,temp\n,kW,°C\n", "--target", "power")
    (here / "other.csv").write_text("time,power,temp\n,W,°C\n" + ROWS, encoding="utf-8")
    (here / "silent.csv").write_text("time,power,temp\n" + ROWS, encoding="utf-8")

    other, silent = (workbench("evaluate", model, name) for name in ("other.csv", "silent.csv"))

    assert "MAE [W]" in other.out
    assert "power is in W here, and was in kW where the model learnt" in " ".join(other.err.split())
    assert "MAE [kW]" in silent.out
    assert silent.err == ""
