"""The Markdown that the benchmark prints, word for word."""

from dataclasses import replace

from tests.benchmarks.training_speed.figures import Row, Spread
from tests.benchmarks.training_speed.report import Outcome, goals_part, head_part, table, workload_part
from tests.benchmarks.training_speed.workloads import WORKLOADS

BARE = Row("bare torch", "", Spread(1, 1, 1), Spread(1.0, 0.9, 1.1), 4810, 6, 0.0102, 0.0102, 5, 0)
ENGINE = Row("engine", "", Spread(0.55, 0.5, 0.6), Spread(0.55, 0.5, 0.6), 4682, 6, 0.01, 0.0102, 5, 1)
DARTS = Row("Darts", "LSTM 32, Dense 1", Spread(2.1, 2.0, 2.2), Spread(2.0, 1.9, 2.1), 4513, 6, 0.011, 0.012, 5, 0)
BESIDES = {"epoch": 0.5, "preparing": 0.005, "gathering": 0.0025, "validation": 0.02}


def test_a_table_stands_in_line():
    assert table(("a", "long"), [["wide", "1"]]) == "| a    | long |\n| ---  | ---  |\n| wide | 1    |"


def test_a_workload_shows_who_was_measured_and_who_was_not():
    outcome = Outcome(
        WORKLOADS["lstm32"],
        windows=10_000,
        timed=10_000,
        bare=BARE,
        engine=[ENGINE],
        peers=[DARTS],
        absent={"skorch": "not installed: skorch"},
        threads={"bare torch": 2, "engine": 1},
        besides=BESIDES,
    )

    lines = workload_part(outcome).splitlines()

    assert lines[0] == "## lstm32: LSTM 32, Dense 10; 30 timesteps, batch 32"
    assert lines[2] == "10,000 windows."
    assert [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[4:10]] == [
        ["variant", "ratio to bare torch", "seconds", "parameters", "loss", "loss of bare torch", "rounds"],
        ["---"] * 7,
        ["bare torch", "1.00 (1.00–1.00)", "1.00 (0.90–1.10)", "4,810", "0.01020 after 6", "0.01020", "5"],
        ["engine", "0.55 (0.50–0.60)", "0.55 (0.50–0.60)", "4,682", "0.01000 after 6", "0.01020", "5, 1 disturbed"],
        [
            *("Darts (LSTM 32, Dense 1)", "2.10 (2.00–2.20)", "2.00 (1.90–2.10)", "4,513"),
            *("0.01100 after 6", "0.01200", "5"),
        ],
        ["skorch", "not installed: skorch", "", "", "", "", ""],
    ]
    assert lines[11:] == [
        "Threads: bare torch 2; engine 1.",
        "",
        "Besides learning, as shares of a whole epoch of the engine over 10,000 windows (0.50 s): preparing, once a"
        " run, 1.0%; gathering 0.5%; validation 4.0%; together 5.5%.",
    ]


def test_a_workload_that_was_timed_on_a_share_says_so():
    part = workload_part(Outcome(WORKLOADS["ref100"], windows=10_000, timed=2_000, absent={"engine": "failed: x"}))

    assert "Timed on 2,000 windows; seconds are scaled to 10,000. Losses are of the 2,000." in part
    assert "| engine  | failed: x " in part
    assert "Threads" not in part


def test_the_goals_stand_together():
    faster = Outcome(WORKLOADS["lstm32"], 10_000, 10_000, BARE, [ENGINE], [DARTS])
    failed = Outcome(WORKLOADS["rnn64"], 10_000, 10_000, absent={"engine": "failed: x"})
    alone = Outcome(WORKLOADS["gru64"], 10_000, 10_000, BARE, [ENGINE])

    assert goals_part([faster, failed, alone]).splitlines() == [
        "## Goals",
        "",
        "| workload | engine       | to reach | goal    | fastest peer  | engine is |",
        "| ---      | ---          | ---      | ---     | ---           | ---       |",
        "| lstm32   | 0.55         | 0.60     | reached | Darts 2.10    | faster    |",
        "| rnn64    | not measured | 0.45     |         |               |           |",
        "| gru64    | 0.55         | 0.45     | missed  | none measured |           |",
    ]


def test_goals_are_not_judged_by_disturbed_rounds():
    noisy = [replace(row, disturbed=row.rounds) for row in (ENGINE, DARTS)]
    outcome = Outcome(WORKLOADS["lstm32"], 10_000, 10_000, BARE, noisy[:1], noisy[1:])

    cells = [cell.strip() for cell in goals_part([outcome]).splitlines()[-1].strip("|").split("|")]

    assert cells == ["lstm32", "0.55", "0.60", "every round disturbed", "every round disturbed", ""]


def test_the_head_says_how_was_measured_and_what_was_left_out():
    head = head_part("A machine.", windows=10_000, repeats=5, left_out={"OPENBLAS_CORETYPE": "Haswell"})

    assert head.splitlines()[:3] == ["# Training speed", "", "A machine."]
    assert "one epoch over 10,000 windows" in head
    assert "median (lowest–highest) of the 5 rounds after a warm-up" in head
    assert head.endswith("because it is this machine's alone: OPENBLAS_CORETYPE=Haswell.")


def test_the_head_names_no_variables_where_there_are_none():
    assert "environment" not in head_part("A machine.", windows=10_000, repeats=5, left_out={})
