"""``workbench serve``: what a program elsewhere asks, and what it is told when it asks amiss."""

import json
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.request import Request, urlopen

import numpy as np
import pytest
import uvicorn

from workbench.cli.service import MOST_BYTES, service
from workbench.core.experiment import DataSpec
from workbench.core.sources.opening import open_series, source_named
from workbench.engine.export.bundle import load_bundle
from workbench.engine.forecasting.prediction import predict


@pytest.fixture(scope="module")
def model(small_model):
    return load_bundle(small_model)


@pytest.fixture(scope="module")
def nile(model):
    return open_series(model.experiment.data)


@dataclass(frozen=True)
class Answer:
    status: int
    text: str

    def json(self):
        return json.loads(self.text)


@pytest.fixture(scope="module")
def ask(model):
    """Ask a service that runs on a thread of its own, over a socket."""
    config = uvicorn.Config(service(model, "nile.seqmodel", only_here=True), port=0, log_level="error", lifespan="off")
    listening, server = config.bind_socket(), uvicorn.Server(config)
    listening.listen()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()

    def asked(path, rows=None, *, body=None, headers=None):
        connection = HTTPConnection("127.0.0.1", listening.getsockname()[1], timeout=60)
        body = json.dumps(rows).encode() if rows is not None else body
        kind = {"Content-Type": "application/json"} if body is not None else {}
        connection.request("GET" if body is None else "POST", path, body, kind | (headers or {}))
        answer = connection.getresponse()
        told = Answer(answer.status, answer.read().decode())
        connection.close()
        return told

    yield asked
    server.should_exit = True
    thread.join()
    listening.close()


def newest(series, rows=60):
    cells = series.values[-rows:, series.columns.index("volume")]
    return {
        "columns": {"volume": [None if np.isnan(cell) else cell for cell in cells.tolist()]},
        "times": [str(time)[:10] for time in series.times[-rows:]],
    }


def test_a_forecast_is_the_command_line_s(ask, model, nile):
    answer = ask("/forecast", newest(nile, len(nile)))

    assert answer.status == 200
    (given,) = answer.json()["forecasts"]
    own = predict(model, nile)
    np.testing.assert_array_equal(given["values"]["volume"], own.values[:, 0])
    assert given["times"] == [str(time)[:10] for time in own.times]
    assert {float(level) for level in given["quantiles"]["volume"]} == set(own.spread.levels)


def test_the_model_says_what_it_expects(ask, model):
    about = ask("/model").json()

    assert (about["inputs"], about["targets"]) == (["volume"], ["volume"])
    assert about["timesteps"] == model.experiment.windows.timesteps
    assert ask("/health").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("change", "what", "hint"),
    [
        ({"columns": {"level": [1.0] * 60}}, "volume", ""),
        ({"columns": {"volume": [1.0] * 3}, "times": None}, "", ""),
        ({"columns": {"volume": [1.0, "high"]}, "times": None}, "Column 'volume' holds numbers and words.", "Row 2"),
        ({"columns": {"volume": [1.0, 2.0]}, "times": ["2026-01-01"]}, "differ in length", "times 1"),
        ({"columns": {"volume": [1.0]}, "times": ["yesterday"]}, "Time 'yesterday' in row 1", "2026-11-25"),
        ({"columns": {"volume": [1.0]}, "times": ["2026-01-01T00:00Z"]}, "cannot be read", "without an offset"),
        ({"columns": {"volume": [1.0]}, "times": ["2026-01-01T00:00-08:00"]}, "cannot be read", "without an offset"),
        ({"columns": {"volume": [1.0] * 2}, "times": ["2026-01-02", "2026-01-01"]}, "not after", "in the order"),
    ],
)
def test_rows_that_cannot_be_forecast_are_explained(ask, nile, change, what, hint):
    answer = ask("/forecast", newest(nile) | change)

    assert answer.status == 422
    told = answer.json()
    assert what in told["error"] + told["hint"]
    assert hint in told["hint"]


def test_a_request_that_is_too_large_is_refused_unread(ask):
    answer = ask("/forecast", body=b"", headers={"Content-Length": str(MOST_BYTES + 1)})

    assert answer.status == 413
    assert str(MOST_BYTES) in answer.json()["hint"]


def test_a_request_of_unknown_length_is_refused(ask):
    answer = ask("/forecast", body=iter([b"{}"]))

    assert answer.status == 411


def test_a_page_under_a_foreign_name_cannot_ask(ask):
    assert ask("/model", headers={"Host": "evil.example"}).status == 400


def test_the_page_says_what_can_be_asked_and_loads_nothing_from_elsewhere(ask):
    page = ask("/").text

    assert "POST /forecast" in page
    assert re.findall(r"(?:src|href)=[\"'](?!/openapi)", page) == []
    assert ask("/openapi.json").json()["paths"].keys() == {"/health", "/model", "/forecast"}


def test_the_command_answers_until_it_is_stopped(small_model):
    with subprocess.Popen(
        [sys.executable, "-m", "workbench", "serve", str(small_model), "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as serving:
        try:
            address = serving.stdout.readline().strip()
            series = open_series(DataSpec(source=source_named("nile")))
            request = Request(
                f"{address}forecast", json.dumps(newest(series)).encode(), {"Content-Type": "application/json"}
            )
            with urlopen(request, timeout=60) as answer:
                assert len(json.load(answer)["forecasts"]) == 1
        finally:
            serving.terminate()
