"""``workbench serve``: what a program elsewhere asks, and what it is told when it asks amiss."""

import json
import re
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.request import Request, urlopen

import numpy as np
import pytest
import uvicorn

from workbench.cli.service import MOST_BYTES, MOST_WAITING, service
from workbench.core.experiment import DataSpec
from workbench.core.sources.opening import open_series, source_named
from workbench.engine.export.bundle import load_bundle
from workbench.engine.forecasting.prediction import forecasts, predict


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

    def asked(path, rows=None, *, body=None, headers=None, method=None):
        connection = HTTPConnection("127.0.0.1", listening.getsockname()[1], timeout=600)
        body = json.dumps(rows).encode() if rows is not None else body
        kind = {"Content-Type": "application/json"} if body is not None else {}
        connection.request(method or ("GET" if body is None else "POST"), path, body, kind | (headers or {}))
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
        ({"columns": {"volume": [1.0, "high"]}, "times": None}, "holds the word 'high' in row 2", "quotation marks"),
        ({"columns": {"volume": ["1"] * 60}}, "the model reads numbers there", "quotation marks"),
        ({"columns": {"volume": [True] * 60}}, "Column 'volume' holds True in row 1.", "a number, a word, or null"),
        ({"columns": {"volume": [[1.0]] * 60}}, "Column 'volume' holds [1.0] in row 1.", "a number, a word, or null"),
        ({"columns": {"volume": 7}}, "'volume' is 7, no list.", "in square brackets"),
        ({"columns": {"volume": []}, "times": []}, "The columns of the request differ in length, or are", "'volume' 0"),
        ({"columns": {"volume": [1.0] * 1_000_001}, "times": None}, "has 1,000,001 rows", "at most 1,000,000"),
        ({"columns": {}}, "The request has no columns.", '{"columns": {"NAME": [1.5, 2.5]}}'),
        ({"columns": [1.0]}, "The request has no columns.", ""),
        ({"rows": 3}, "The request has 'rows', which nothing reads.", "columns and times"),
        ({"columns": {"volume": [None] * 60}}, "volume has missing values", ""),
        ({"columns": {"volume": [1e308] * 60}}, "The forecast of volume is no number.", "too far"),
        ({"times": "2026"}, "'times' is '2026', no list.", ""),
        ({"columns": {"volume": [1.0]}, "times": [None]}, "Time None in row 1 cannot be read.", ""),
        ({"columns": {"volume": [1.0]}, "times": ["2026-13-01"]}, "Time '2026-13-01' in row 1 cannot be read.", ""),
        ({"columns": {"volume": [1.0, 2.0]}, "times": ["2026-01-01"]}, "differ in length", "'times' 1"),
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


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "The request cannot be read as JSON: it is empty."),
        (b"{columns", "The request cannot be read as JSON: Expecting property name"),
        (b'"\xff"', "The request cannot be read as JSON: 'utf-8'"),
        (b"[]", "The request has no columns."),
        (b"null", "The request has no columns."),
        (b'{"columns": {"volume": [NaN]}}', "The request cannot be read: NaN is no number."),
        (b'{"columns": {"volume": [-Infinity]}}', "The request cannot be read: -Infinity is no number."),
        (b'{"columns": {"volume": [1e999]}}', "The request cannot be read: a number in it is too large."),
        (
            b'{"columns": {"volume": [1' + b"0" * 400 + b"]}}",
            "The request cannot be read: a number in it is too large.",
        ),
        (b'{"columns": {"volume": [1' + b"0" * 9_000 + b"]}}", "The request cannot be read: a number in it is too"),
        (b'{"columns": {"volume": [1], "volume": [2]}}', "The request cannot be read: 'volume' stands twice in one"),
        (b"[" * 100_000 + b"]" * 100_000, "The request cannot be read: it is nested deeper than 32 levels."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_request_is_explained(ask, body, what):
    answer = ask("/forecast", body=body)

    assert answer.status == 422
    assert answer.json()["error"].startswith(what)
    assert answer.json()["hint"].endswith(".")


def test_an_explanation_does_not_send_the_request_back(ask):
    assert len(ask("/forecast", {"columns": {"x" * 100_000: ["y" * 100_000], "z": {}}}).text) < 1_000


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])
def test_another_kind_of_content_is_refused_unread(ask, nile, kind):
    answer = ask("/forecast", newest(nile), headers={"Content-Type": kind})

    assert answer.status == 415
    assert answer.json()["hint"] == "Send a Content-Type: application/json."


def test_the_kind_of_content_may_name_its_letters(ask, nile):
    assert ask("/forecast", newest(nile), headers={"Content-Type": "Application/JSON; charset=utf-8"}).status == 200


@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/docs", 404), ("/redoc", 404), ("/forecast", 405)])
def test_what_is_not_there_points_to_the_page(ask, path, status):
    answer = ask(path)

    assert answer.status == status
    assert answer.json()["hint"] == "The page at / says what can be asked."


def test_health_can_be_asked_without_a_body(ask):
    assert (ask("/health", method="HEAD").status, ask("/health", method="HEAD").text) == (200, "")


def test_a_gap_in_the_newest_rows_is_told(ask, nile):
    rows = newest(nile)
    rows["times"][-1] = "1975-01-01"

    answer = ask("/forecast", rows).json()

    steps = len(answer["notices"]) and re.search(r"1 of the (\d+) steps between the newest rows", answer["notices"][0])
    assert steps
    assert "(yearly)" in answer["notices"][0]
    assert ask("/forecast", newest(nile)).json()["notices"] == []


def test_health_answers_while_forecasts_wait_for_each_other_and_a_crowd_is_sent_away(ask, nile, monkeypatch):
    let_go, begun, together = threading.Event(), threading.Semaphore(0), []

    def slowly(model, series):
        together.append(1)
        begun.release()
        assert let_go.wait(60)
        together.pop()
        return iter(forecasts(model, series))

    monkeypatch.setattr("workbench.cli.service.forecasts", slowly)
    with ThreadPoolExecutor(MOST_WAITING) as callers:
        answers = [callers.submit(ask, "/forecast", newest(nile)) for _ in range(MOST_WAITING)]
        begun.acquire()
        next(at for at in range(2_000) if ask("/health").json()["requests"] == MOST_WAITING)
        sent_away = ask("/forecast", newest(nile))
        at_once = len(together)
        let_go.set()

        assert [one.result().status for one in answers] == [200] * MOST_WAITING
    assert at_once == 1
    assert sent_away.status == 503
    assert ask("/health").json()["requests"] == 0


def test_a_request_that_never_arrives_is_given_up(ask, monkeypatch):
    monkeypatch.setattr("workbench.cli.service.MOST_SECONDS", 0.05)

    answer = ask("/forecast", body=b"", headers={"Content-Length": "10"})

    assert answer.status == 408


def test_a_request_that_is_too_large_is_refused_unread(ask):
    answer = ask("/forecast", body=b"", headers={"Content-Length": str(MOST_BYTES + 1)})

    assert answer.status == 413
    assert str(MOST_BYTES) in answer.json()["hint"]


def test_a_request_of_unknown_length_is_refused(ask):
    answer = ask("/forecast", body=iter([b"{}"]))

    assert answer.status == 411


@pytest.mark.parametrize("name", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::2]:80", ""])
def test_a_page_under_a_foreign_name_cannot_ask(ask, name):
    assert ask("/model", headers={"Host": name}).status == 400


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST:8765", "[::1]:8765", "127.0.0.1:1"])
def test_this_machine_s_own_names_can_ask(ask, name):
    assert ask("/model", headers={"Host": name}).status == 200


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--host", "x.invalid"], "Address x.invalid, port 0"),
        (["--host", "203.0.113.7"], "203.0.113.7, port"),
    ],
)
def test_an_address_that_is_not_this_machine_s_is_told(workbench, small_model, arguments, what):
    called = workbench("serve", small_model, "--port", "0", *arguments)

    assert called.code == 2
    assert what in called.err


def test_a_port_that_another_program_has_is_told(workbench, small_model):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        called = workbench("serve", small_model, "--port", port)

    assert called.code == 2
    assert (
        f"Address 127.0.0.1, port {port} cannot be listened on: Address already in use.\nChoose another --port"
        in called.err
    )


def test_the_interface_names_what_is_read(ask):
    body = ask("/openapi.json").json()["paths"]["/forecast"]["post"]["requestBody"]

    assert body["content"]["application/json"]["schema"]["properties"].keys() == {"columns", "times"}


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
            with urlopen(request, timeout=600) as answer:
                assert len(json.load(answer)["forecasts"]) == 1
        finally:
            serving.terminate()
