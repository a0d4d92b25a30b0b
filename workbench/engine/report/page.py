"""From a model to its report, and from the report to one file that needs nothing else."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

import workbench
from workbench.core.catalogue import Words
from workbench.core.places import shipped
from workbench.core.text import text
from workbench.engine.report.data_section import data_section
from workbench.engine.report.document import Figure, Report
from workbench.engine.report.fed_back_section import fed_back_section
from workbench.engine.report.forecast_section import errors_section, forecast_section, future_section
from workbench.engine.report.judged_section import measures_section, verdict_section
from workbench.engine.report.network_section import network_section, settings_section, training_section
from workbench.engine.report.repeat_section import repeat_section, versions_section
from workbench.engine.report.subject import Subject

SUFFIX = ".html"


def report_of(subject: Subject, made: datetime) -> Report:
    """Tell everything that is known of a model, and nothing of a test part that is closed."""
    future, fed_back = future_section(subject), fed_back_section(subject)
    sections = (
        verdict_section(subject),
        data_section(subject),
        network_section(subject),
        settings_section(subject),
        training_section(subject),
        measures_section(subject),
        forecast_section(subject),
        errors_section(subject),
        *([fed_back] if fed_back is not None else []),
        *([future] if future is not None else []),
        versions_section(),
        repeat_section(subject),
    )
    targets = ", ".join(subject.experiment.data.targets)
    title = text("{targets} of {data}: report of a recurrent network", targets=targets, data=subject.data_name)
    subtitle = text("Made by Sequence Workbench {version} on {when}.", version=workbench.__version__,
                    when=f"{made:%Y-%m-%d %H:%M}")  # fmt: skip
    return Report(title, subtitle, sections)


def page(report: Report, words: Words) -> bytes:
    """Write a report as one HTML file in a language: no script, no network, its pictures inside."""

    def drawn(figure: Figure) -> Markup:
        return Markup(figure.chart.svg(figure.title, words))

    written = _template().render(report=report, tr=words, draw=drawn, language=words.code.replace("_", "-"))
    return written.encode("utf-8")


@lru_cache
def _template() -> Template:
    folder = shipped("resources") / "report"
    surroundings = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return surroundings.get_template("report.html.j2")
