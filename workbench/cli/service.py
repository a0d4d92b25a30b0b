"""A saved model behind HTTP: forecasts by JSON, its health, and what can be asked."""

from __future__ import annotations

import asyncio
import html
import json
import re
import threading
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import numpy as np
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

import workbench
from workbench.cli.forecast import times_of
from workbench.core.errors import DataError, WorkbenchError
from workbench.core.preparing.features import numbers_seen
from workbench.core.reads import reads_of
from workbench.core.series import Series
from workbench.core.sources.given import EXAMPLE, series_given
from workbench.core.strict_json import parse_json
from workbench.core.text import text
from workbench.engine.forecasting.other_rows import notices_of
from workbench.engine.forecasting.prediction import Forecast, forecasts
from workbench.engine.model import Model

MOST_BYTES = 32 * 2**20
MOST_ROWS = 1_000_000
MOST_SECONDS = 60  # until a request has arrived
MOST_WAITING = 8  # requests at a time, of which one is computed; each may hold MOST_BYTES
# What a browser may call this machine: under another name, a page elsewhere could ask (DNS rebinding).
_OWN_NAMES = ("127.0.0.1", "localhost", "::1")

Answer = Callable[[Request], Awaitable[Response]]

# What /forecast reads, for /openapi.json.
_ROWS: dict[str, Any] = {
    "type": "object",
    "description": "The newest rows of the series, at least as many as the model looks back on.",
    "required": ["columns"],
    "additionalProperties": False,
    "properties": {
        "columns": {
            "description": "Values by column, the oldest first; null where one is missing.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "array", "items": {"type": ["number", "string", "null"]}},
        },
        "times": {
            "description": "The rows' times, as 2026-11-25T08:30:00; left out where rows are merely in order.",
            "type": ["array", "null"],
            "items": {"type": "string"},
        },
    },
}


def service(model: Model, name: str, *, only_here: bool, host: str = "127.0.0.1") -> FastAPI:
    """Give the HTTP application of ``model``.

    Args:
        model: forecasts one request after the other.
        name: of its file.
        only_here: refuse requests under another host's name, as a foreign page's would be (DNS rebinding).
        host: the address that it listens on, which is a name of its own.
    """
    # The library's own pages load scripts from elsewhere; ours needs nothing.
    app = FastAPI(title=f"Forecasts of {name}", version=workbench.__version__, docs_url=None, redoc_url=None)
    names = {*_OWN_NAMES, host}
    at_work, waiting = threading.Lock(), set[int]()  # the set is touched by the server's own thread alone

    @app.middleware("http")
    async def refuse_unread(request: Request, answer: Answer) -> Response:
        if only_here and _name_in(request.headers.get("host", "")) not in names:
            return _refusal(400, "The request is for another machine's name.", "Ask 127.0.0.1 or localhost.")
        if request.method != "POST":
            return await answer(request)
        if (why := _why_unread(request)) is not None:
            return why
        if len(waiting) >= MOST_WAITING:
            told = _refusal(503, f"{MOST_WAITING} other requests are being answered.", "Ask again in a moment.")
            told.headers["Retry-After"] = "1"
            return told
        waiting.add(id(request))
        try:
            return await answer(request)
        finally:
            waiting.discard(id(request))

    @app.exception_handler(WorkbenchError)
    async def explain(_: Request, error: WorkbenchError) -> JSONResponse:
        return _refusal(422, error.what, error.hint)

    @app.exception_handler(HTTPException)
    async def point_elsewhere(request: Request, error: HTTPException) -> JSONResponse:
        what = f"{request.method} {request.url.path[:100]}: {HTTPStatus(error.status_code).phrase.lower()}."
        return _refusal(error.status_code, what, "The page at / says what can be asked.")

    @app.head("/health", include_in_schema=False)
    @app.get("/health", summary="Whether the model answers")
    async def health() -> dict[str, Any]:  # on the server's own thread: it answers while forecasts are computed
        return {"status": "ok", "model": name, "workbench": workbench.__version__, "requests": len(waiting)}

    @app.get("/model", summary="What the model expects and gives")
    async def about() -> dict[str, Any]:
        return describe(model)

    body = {"required": True, "content": {"application/json": {"schema": _ROWS}}}

    @app.post("/forecast", summary="What follows the rows, in original units", openapi_extra={"requestBody": body})
    async def forecast(request: Request) -> JSONResponse:
        try:
            content = await asyncio.wait_for(request.body(), MOST_SECONDS)
        except TimeoutError:
            return _refusal(408, f"The request did not arrive within {MOST_SECONDS} seconds.", "Send it again.")
        return JSONResponse(await run_in_threadpool(_answer, model, content, at_work))

    @app.get("/", include_in_schema=False)
    async def page() -> HTMLResponse:
        return HTMLResponse(_page(app, model))

    return app


def _name_in(host: str) -> str:
    """Give the name in ``localhost:8765`` or ``[::1]:8765``."""
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0].lower()


def _why_unread(request: Request) -> JSONResponse | None:
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        return _refusal(411, "The request does not say how long it is.", "Send a Content-Length.")
    if int(length) > MOST_BYTES:
        return _refusal(
            413, f"The request has {length} bytes.", f"Send at most {MOST_BYTES}: the newest rows are enough."
        )
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        told = f"The request is {kind[:100]!r}, not JSON." if kind else "The request does not say that it is JSON."
        return _refusal(415, told, "Send a Content-Type: application/json.")
    return None


def _answer(model: Model, content: bytes, at_work: threading.Lock) -> dict[str, Any]:
    """Forecast what follows the rows in ``content``.

    Raises:
        DataError: they are none, or the model cannot forecast from them.
    """
    try:
        document = parse_json(content)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise DataError(
            text("The request cannot be read as JSON: {why}.", why=str(error) if content else text("it is empty")),
            hint=text("Send the values of each column by its name: {example}.", example=EXAMPLE),
        ) from error
    except ValueError as error:
        raise DataError(
            text("The request cannot be read: {why}.", why=error.args[0]),
            hint=text("Name each column once; write numbers as 1.5 or 15e-1, and null where a value is missing."),
        ) from error
    numbers = {*numbers_seen(model.experiment.data), *model.experiment.data.targets}
    series = series_given(document, numbers=numbers, most=MOST_ROWS, name="the request")
    with at_work:
        found = list(forecasts(model, series))
    for one in found:
        _refuse_no_number(one)
    told = [str(one) for one in notices_of(model, series)]
    return {"forecasts": [_document(one, series) for one in found], "notices": told}


def _refuse_no_number(forecast: Forecast) -> None:
    for target, values in zip(forecast.targets, forecast.values.T, strict=True):
        if not np.isfinite(values).all():
            raise DataError(
                text("The forecast of {target} is no number.", target=target),
                hint=text("Values in the newest rows are too far from those that the model learnt from."),
            )


def describe(model: Model) -> dict[str, Any]:
    """Say what the model expects and gives."""
    data, windows, reads = model.experiment.data, model.experiment.windows, reads_of(model.experiment)
    step = model.schema.step_microseconds
    return {
        "inputs": list(data.inputs),
        "targets": list(data.targets),
        "known": list(data.known),
        "units": model.schema.units,
        "words": {one.column: list(one.words) for one in reads.words},
        "group": data.group,
        "needs_times": reads.has_times,
        "timesteps": windows.timesteps,
        "rows": reads.rows,
        "rows_ahead": reads.lead if data.known else 0,
        "horizon": windows.horizon,
        "step_seconds": None if step is None else step / 1e6,
        "trained_on": model.schema.series,
    }


def _document(forecast: Forecast, series: Series) -> dict[str, Any]:
    document: dict[str, Any] = {
        "times": times_of(forecast, series),
        "values": dict(zip(forecast.targets, forecast.values.T.tolist(), strict=True)),
    }
    if forecast.group:
        document["series"] = forecast.group
    spread = forecast.spread
    if spread is not None and spread.quantiles is not None:
        by_target = _defined(spread.quantiles.transpose(1, 2, 0))
        document["quantiles"] = {
            target: dict(zip((f"{level:g}" for level in spread.levels), levels, strict=True))
            for target, levels in zip(forecast.targets, by_target, strict=True)
        }
    if spread is not None and spread.deviations is not None:
        document["deviations"] = dict(zip(forecast.targets, _defined(spread.deviations.T), strict=True))
    return document


def _defined(values: np.ndarray[Any, Any]) -> Any:
    """Give nested lists with None for what is no number: JSON has none."""
    cells = values.astype(object)
    cells[~np.isfinite(values)] = None
    return cells.tolist()


def _refusal(status: int, what: str, hint: str) -> JSONResponse:
    return JSONResponse({"error": re.sub("^the request", "The request", what), "hint": hint}, status_code=status)


def _page(app: FastAPI, model: Model) -> str:
    """Give a page that says what can be asked; it loads nothing from anywhere."""
    document = app.openapi()
    rows = "".join(
        f"<tr><td><code>{method.upper()} {html.escape(path)}</code></td><td>{html.escape(one['summary'])}</td></tr>"
        for path, methods in document["paths"].items()
        for method, one in methods.items()
    )
    about = describe(model)
    columns = dict.fromkeys([*([about["group"]] if about["group"] else []), *about["inputs"], *about["known"]])
    example: dict[str, Any] = {"columns": {column: ["…"] for column in columns}}
    if about["needs_times"]:
        example["times"] = ["2026-11-25T08:30:00", "…"]
    call = f"curl -H 'Content-Type: application/json' -d '{json.dumps(example, ensure_ascii=False)}' http://…/forecast"
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(app.title)}</title>
<style>body{{font:16px/1.5 system-ui;max-width:48rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}}
td{{padding:.25rem 1rem .25rem 0}}pre{{overflow-x:auto;padding:1rem;background:#8882}}</style>
<h1>{html.escape(app.title)}</h1><table>{rows}</table>
<p>The model looks back on {about["rows"]} rows and forecasts {about["horizon"]}. The whole interface:
<a href="/openapi.json">openapi.json</a>.</p>
<pre>{html.escape(call)}</pre><pre>{html.escape(json.dumps(about, indent=2, ensure_ascii=False))}</pre></html>"""
