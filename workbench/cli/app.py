"""The commands under one name."""

from __future__ import annotations

import inspect as inspection
import traceback
from collections.abc import Callable
from typing import Annotated

import typer

import workbench
from workbench.cli import output
from workbench.cli.cache import cache
from workbench.cli.doctor import doctor
from workbench.cli.exit_codes import BUG, GOOD, MISTAKE
from workbench.cli.export import export
from workbench.cli.forecast import evaluate, predict
from workbench.cli.importance import importance
from workbench.cli.init import init
from workbench.cli.inspect import inspect
from workbench.cli.keras_import import import_
from workbench.cli.network import network
from workbench.cli.report import report
from workbench.cli.samples import samples
from workbench.cli.serve import serve
from workbench.cli.train import train
from workbench.core.errors import WorkbenchError

COMMANDS: dict[str, Callable[..., None]] = {
    "inspect": inspect,
    "init": init,
    "network": network,
    "train": train,
    "predict": predict,
    "evaluate": evaluate,
    "importance": importance,
    "report": report,
    "export": export,
    "import": import_,
    "serve": serve,
    "samples": samples,
    "doctor": doctor,
    "cache": cache,
}

app = typer.Typer(
    add_completion=False,  # a shell that completes calls the program without arguments, which opens the window
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_NOBODY_READS = 1  # rich and typer end so, and in no other case, when a pager or head was closed


def run(arguments: list[str]) -> int:
    """Run the command that ``arguments`` name, and give the exit code.

    Only a bug shows a traceback. What typer itself finds wrong, it tells by itself.
    """
    output.cope_with_any_terminal()
    try:
        typer.main.get_command(app).main(args=arguments, prog_name="workbench")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else GOOD
        return GOOD if code == _NOBODY_READS else code
    except WorkbenchError as error:
        output.tell(str(error))
        return MISTAKE
    except Exception:  # noqa: BLE001 - whatever is left is a bug, and must say so
        output.tell(traceback.format_exc().rstrip())
        output.tell("This is a bug of the workbench, not a mistake of yours. Report it with the lines above.")
        return BUG
    return GOOD


def _show_version(wanted: bool) -> None:
    if wanted:
        output.say(f"workbench {workbench.__version__}")
        raise typer.Exit


def _about(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Recurrent networks on your own time series.

    Without a command the window opens: "workbench" alone, or "workbench FILE" with a table
    (CSV, workbook, Parquet), an experiment or a model. The window knows --theme light|dark,
    --language en|zh_CN, --offscreen and --shot FILE.png.

    Exit codes: 0 good, 2 something you can mend, 70 a bug, 130 interrupted (what was finished is kept).
    """


def _help(command: Callable[..., None]) -> str:
    """Give the docstring as whole paragraphs, without the part that is for developers."""
    paragraphs = (inspection.getdoc(command) or "").split("\n\n")
    return "\n\n".join(" ".join(words.split()) for words in paragraphs if not words.startswith("Raises:"))


app.callback(help=_help(_about))(_about)
for _name, _command in COMMANDS.items():
    app.command(_name, help=_help(_command))(_command)
