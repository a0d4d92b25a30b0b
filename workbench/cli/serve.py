"""``workbench serve``: forecasts for other programs, over HTTP."""

from __future__ import annotations

import ipaddress
import socket
from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.forecast import ModelFile
from workbench.core.errors import SettingsError
from workbench.core.text import text

_MOST_CALLERS = 128  # that wait until they are let in


def serve(
    model_file: ModelFile,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0 takes any that is free.")] = 8765,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Which of this machine's addresses answers; else itself alone.")
    ] = "127.0.0.1",
) -> None:
    """Answer other programs' requests for forecasts until Ctrl+C.

    POST /forecast takes the newest rows as JSON and gives what follows them; GET /health, /model and /openapi.json
    say the rest, and the page at / says how. Only programs on this machine can ask, unless --host names another
    address; nothing is asked of those who call, so do that behind something that asks them.

    Raises:
        ExportError: the model is damaged or from a newer version.
        SettingsError: the address cannot be listened on.
        StorageError: the file cannot be read.
    """
    import uvicorn

    from workbench.cli.service import service
    from workbench.engine.export.bundle import load_bundle

    only_here = _is_loopback(host)
    app = service(load_bundle(model_file), model_file.name, only_here=only_here, host=host)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:  # who asks from here on waits until the server is up
        listening = socket.create_server((host, port), family=family, backlog=_MOST_CALLERS)
    except (OSError, UnicodeError) as error:
        why = str((error.strerror if isinstance(error, OSError) else None) or error).partition(" (while")[0]
        raise SettingsError(
            text("Address {host}, port {port} cannot be listened on: {why}.", host=host, port=port, why=why),
            hint=text("Choose another --port, or 0 for any that is free; --host is one of this machine's addresses."),
        ) from error
    if not only_here:
        output.tell(f"Whoever reaches {host} can ask for forecasts: nobody is asked for a password.")
    output.say(f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/")
    server.run(sockets=[listening])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
