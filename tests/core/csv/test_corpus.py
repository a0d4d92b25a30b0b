import json
import subprocess
import sys

import pytest

from tests.core.csv.corpus import cases


@pytest.fixture(scope="module")
def verdicts():
    run = subprocess.run(
        [sys.executable, "-m", "tests.core.csv.corpus"], capture_output=True, text=True, timeout=600, check=True
    )
    return json.loads(run.stdout)["verdicts"]


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are held by the system's own means")
def test_every_file_of_the_corpus_has_its_outcome_within_its_limits(verdicts):
    assert {file: verdict for file, verdict in verdicts.items() if verdict[0] != "pass"} == {}
    assert len(verdicts) == len(cases()) == 82
