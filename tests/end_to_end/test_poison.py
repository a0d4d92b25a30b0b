"""Two files that differ in their test part alone: until it is opened, nothing that is written may tell them apart."""

import re
import shutil

import numpy as np
import pytest

ROWS, OPEN = 400, 340  # the test part begins at row 340
CALLS = {
    "init": ("init", "own.csv", "-o", "e.json", "--overwrite", "--set", "training.epochs=1"),
    "train": ("train", "e.json", "--out", "run"),
    "evaluate": ("evaluate", "run/model.seqmodel"),
    "recursive": ("evaluate", "run/model.seqmodel", "--intervals", "--recursive", "--steps", 9, "--json"),
    "folds": ("evaluate", "e.json", "--folds", 2, "--json"),
    "importance": ("importance", "run/model.seqmodel", "--json"),
    "occlusion": ("importance", "run/model.seqmodel", "--method", "occlusion", "--json"),
    "inspect": ("inspect", "run/model.seqmodel"),
    "report": ("report", "run", "-o", "r.html", "--overwrite"),
}
FILES = {"init": ("e.json",), "train": ("run/history.csv", "run/run.experiment.json"), "report": ("r.html",)}
CLOCK = (  # what differs from one call to the next, whatever the data
    (r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?(?=\.|<|$)", "now"),
    (r"[\d.]+ s\b", "a while"),
    (r"[\d,.]+ (windows|samples) a second", "fast"),
)


def rows_of(poison, columns):
    """Hours with a rhythm of a day; from row ``OPEN`` on every value is ``poison`` higher."""
    chance, hour = np.random.default_rng(5), np.arange(ROWS)
    values = 10 + 3 * np.sin(2 * np.pi * hour / 24) + chance.normal(0, 0.5, ROWS)
    plan = np.where(hour % 24 < 12, 1.0, 2.0)
    values[OPEN:] += poison
    lines = []
    for at in hour:
        cells = [f"2024-01-{1 + at // 24:02} {at % 24:02}:00", f"{values[at]:.3f}"]
        lines.append(",".join([*cells, *([f"{plan[at]:.1f}"] if columns == 2 else [])]))
    return "\n".join(["time,load", "time,load,plan"][columns - 1 : columns] + lines) + "\n"


def told(content):
    """Give what was written without what the clock says."""
    for pattern, words in CLOCK:
        content = re.sub(pattern, words, content)
    return content


@pytest.fixture
def everything(workbench, here):
    """Run every call on one of the two files, and give what each wrote, by its name."""

    def run(poison, columns, sets, calls):
        (here / "own.csv").write_text(rows_of(poison, columns), encoding="utf-8")
        found = {}
        for name in calls:
            result = workbench(*CALLS[name], *(sets if name == "init" else ()))
            assert result.code == 0, (name, result.err)
            found[name] = told(result.out + result.err)
            for file in FILES.get(name, ()):
                content = told((here / file).read_text("utf-8"))
                found[file] = re.sub(r",[^,]*$", "", content, flags=re.M) if file.endswith(".csv") else content
        shutil.rmtree(here / "run")
        return found

    return run


@pytest.mark.parametrize(
    ("columns", "sets", "calls"),
    [
        (1, ("--predict", 3, "--timesteps", 24), tuple(CALLS)),
        (1, (), ("init", "train")),  # everything as it is proposed
        (
            2,
            ("--target", "load", "--known", "plan", "--predict", 3, "--timesteps", 24, "--transform", "load=log"),
            ("init", "train", "recursive", "importance"),
        ),
    ],
)
def test_nothing_that_is_written_before_the_test_part_is_opened_depends_on_its_values(everything, columns, sets, calls):
    clean, poisoned = (everything(poison, columns, sets, calls) for poison in (0.0, 2_000.0))

    assert {name: clean[name] for name in clean if clean[name] != poisoned[name]} == {}
    assert all(len(content) > 40 for content in clean.values())


def test_the_poison_is_seen_once_the_test_part_is_opened(workbench, here):
    opened = []
    for poison in (0.0, 2_000.0):
        (here / "own.csv").write_text(rows_of(poison, 1), encoding="utf-8")
        workbench(*CALLS["init"], "--predict", 3, "--timesteps", 24)
        workbench("train", "e.json", "--out", f"run-{poison:g}")
        opened.append(workbench("evaluate", f"run-{poison:g}/model.seqmodel", "--test").out)

    assert opened[0] != opened[1]
