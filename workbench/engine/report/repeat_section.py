"""What the report was made with, and how to do everything again."""

from __future__ import annotations

import os
import platform
from importlib import metadata

import torch

import workbench
from workbench.core.text import text
from workbench.engine.report.document import Code, Facts, Section, Sentence
from workbench.engine.report.subject import Subject

_LIBRARIES = ("numpy", "pandas", "numba", "pydantic")
_EXPERIMENT = "repeated.experiment.json"


def versions_section() -> Section:
    """Tell versions and the kind of machine, without its name or its user's."""
    rows = [("workbench", workbench.__version__), ("Python", platform.python_version()), ("torch", torch.__version__)]
    rows += [(name, version) for name in _LIBRARIES if (version := _version(name)) is not None]
    rows.append((text("System"), f"{platform.system()} {platform.release()}, {platform.machine()}"))
    rows.append((text("Processors"), str(os.cpu_count())))
    return Section("versions", text("Made with"), (Facts(tuple(rows)),))


def _version(name: str) -> str | None:
    """Give a library's version; a packaged program may not say it."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def repeat_section(subject: Subject) -> Section:
    """Give the commands and the whole experiment."""
    test = " --test" if subject.evaluation.test is not None else ""
    lines = (
        f"workbench train {_EXPERIMENT} --out repeated",
        f"workbench evaluate repeated/model.seqmodel{test}",
        f"workbench predict repeated/model.seqmodel {_quoted(subject.data_name)} -o forecast.csv",
        f"workbench report repeated --output repeated.html{test}",
    )
    seed = subject.experiment.training.seed
    how = text(
        "Save the experiment below as {file}, with the data beside it, and run the commands. The seed is {seed}: on"
        " the same kind of machine with the same versions the same numbers come out.",
        file=_EXPERIMENT, seed=seed,
    )  # fmt: skip
    blocks = (Sentence(how), Code(text("Commands"), "\n".join(lines)),
              Code(_EXPERIMENT, subject.portable.to_json()))  # fmt: skip
    return Section("repeat", text("How to repeat it"), blocks)


def _quoted(name: str) -> str:
    """Write a name as a shell reads it."""
    return f'"{name}"' if any(sign in name for sign in " ()&;'$") else name
