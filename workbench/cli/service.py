"""A saved model behind HTTP: forecasts by JSON, its health, and what can be asked."""

from __future__ import annotations

import html
import json
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response

import workbench
from workbench.cli.forecast import times_of
from workbench.core.errors import DataError, WorkbenchError
from workbench.core.series import Series
from workbench.core.sources.given import series_given
from workbench.core.text import text
from workbench.engine.forecasting.prediction import Forecast, forecasts
from workbench.engine.model import Model

MOST_BYTES = 32 * 2**20
MOST_ROWS = 1_000_000
# What a browser may call this machine: under another name, a page elsewhere could ask (DNS rebinding).
_OWN_NAMES = ["127.0.0.1", "localhost", "[::1]"]

Answer = Callable[[Request], Awaitable[Response]]


class Rows(BaseModel):
    """The newest rows of the series, at least as many as the model looks back on."""

    model_config = ConfigDict(extra="forbid")

    columns: dict[str, list[float | str | None]] = Field(
        description="Values by column, the oldest first; null where one is missing.", min_length=1
    )
    times: list[str] | None = Field(
        default=None, description="The rows' times, as 2026-11-25T08:30:00; left out where rows are merely in order."
    )


def service(model: Model, name: str, *, only_here: bool) -> FastAPI:
    """Give the HTTP application of ``model``.

    Args:
        model: forecasts one request after the other.
        name: of its file.
        only_here: refuse requests under another host's name, as a foreign page's would be (DNS rebinding).
    """
    # The library's own pages load scripts from elsewhere; ours needs nothing.
    app = FastAPI(title=f"Forecasts of {name}", version=workbench.__version__, docs_url=None, redoc_url=None)
    if only_here:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=_OWN_NAMES)
    at_work = threading.Lock()

    @app.middleware("http")
    async def refuse_what_is_too_large(request: Request, answer: Answer) -> Response:
        if request.method in ("POST", "PUT", "PATCH"):
            length = request.headers.get("content-length", "")
            if not length.isdigit():
                return _refusal(411, "The request does not say how long it is.", "Send a Content-Length.")
            if int(length) > MOST_BYTES:
                return _refusal(
                    413, f"The request has {length} bytes.", f"Send at most {MOST_BYTES}: the newest rows are enough."
                )
        return await answer(request)

    @app.exception_handler(WorkbenchError)
    async def explain(_: Request, error: WorkbenchError) -> JSONResponse:
        return _refusal(422, str(error.what), str(error.hint))

    @app.get("/health", summary="Whether the model answers")
    def health() -> dict[str, str]:
        return {"status": "ok", "model": name, "workbench": workbench.__version__}

    @app.get("/model", summary="What the model expects and gives")
    def about() -> dict[str, Any]:
        return describe(model)

    @app.post("/forecast", summary="What follows the rows, in original units")
    def forecast(rows: Rows) -> dict[str, Any]:
        longest = max(len(cells) for cells in rows.columns.values())
        if longest > MOST_ROWS:
            raise DataError(
                text("The request has {rows} rows.", rows=longest),
                hint=text("Send at most {most}, the newest.", most=MOST_ROWS),
            )
        series = series_given(rows.columns, rows.times, name="the request")
        with at_work:
            found = list(forecasts(model, series))
        return {"forecasts": [_document(one, series) for one in found]}

    @app.get("/", include_in_schema=False)
    def page() -> HTMLResponse:
        return HTMLResponse(_page(app, model))

    return app


def describe(model: Model) -> dict[str, Any]:
    """Say what the model expects and gives."""
    data, windows = model.experiment.data, model.experiment.windows
    step = model.schema.step_microseconds
    return {
        "inputs": list(data.inputs),
        "targets": list(data.targets),
        "timesteps": windows.timesteps,
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
        by_target = spread.quantiles.transpose(1, 2, 0).tolist()
        document["quantiles"] = {
            target: dict(zip((f"{level:g}" for level in spread.levels), levels, strict=True))
            for target, levels in zip(forecast.targets, by_target, strict=True)
        }
    if spread is not None and spread.deviations is not None:
        document["deviations"] = dict(zip(forecast.targets, spread.deviations.T.tolist(), strict=True))
    return document


def _refusal(status: int, what: str, hint: str) -> JSONResponse:
    return JSONResponse({"error": what, "hint": hint}, status_code=status)


def _page(app: FastAPI, model: Model) -> str:
    """Give a page that says what can be asked; it loads nothing from anywhere."""
    document = app.openapi()
    rows = "".join(
        f"<tr><td><code>{method.upper()} {html.escape(path)}</code></td><td>{html.escape(one['summary'])}</td></tr>"
        for path, methods in document["paths"].items()
        for method, one in methods.items()
    )
    about = describe(model)
    example = {"columns": {column: ["…"] for column in about["inputs"]}}
    call = f"curl -H 'Content-Type: application/json' -d '{json.dumps(example, ensure_ascii=False)}' http://…/forecast"
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(app.title)}</title>
<style>body{{font:16px/1.5 system-ui;max-width:48rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}}
td{{padding:.25rem 1rem .25rem 0}}pre{{overflow-x:auto;padding:1rem;background:#8882}}</style>
<h1>{html.escape(app.title)}</h1><table>{rows}</table>
<p>The model looks back on {about["timesteps"]} rows and forecasts {about["horizon"]}. The whole interface:
<a href="/openapi.json">openapi.json</a>.</p>
<pre>{html.escape(call)}</pre><pre>{html.escape(json.dumps(about, indent=2, ensure_ascii=False))}</pre></html>"""
