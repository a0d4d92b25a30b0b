"""The program's own test, run from the source; .ci/package runs it in the packaged program."""

import os
import subprocess
import sys


def run_self_test(**environment):
    return subprocess.run(
        [sys.executable, "-m", "workbench", "--selftest", "--offscreen"],
        env={name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"} | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_the_program_trains_saves_reads_back_and_exports_by_itself(tmp_path):
    done = run_self_test(TMPDIR=str(tmp_path))

    told = [line.removeprefix("selftest: ") for line in done.stdout.splitlines()]
    assert (done.returncode, told[-1]) == (0, "passed"), done.stdout + done.stderr
    for begin in (
        "first paint",
        "trained 2 epochs",
        "saved and read back",
        "exported as onnx: Checked",
        "read read.csv, read.csv.gz, read.xlsx, read.parquet, read.feather, a large file",
        "trained with adam, adamw, rmsprop, sgd",
        "drawn in both",
    ):
        assert any(line.startswith(begin) for line in told), (begin, told)
    assert list(tmp_path.iterdir()) == []  # nothing is left behind, nor written for onnxruntime's maker
