"""The translators' catalogue: ``python -m tests.translations`` brings it up to date with the source.

Every sentence a user can see is a literal in the source: the first argument of ``tr``, ``text`` and
``setting``, a ``help``, ``title``, ``summary``, ``tip`` or ``unit``, or a choice's label. They are
collected here into one Qt Linguist file per language; finished translations are kept, sentences that
are gone are dropped, and the compiled file that the window loads is written beside it.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "workbench"
LANGUAGES = ("zh_CN",)

_CALLS = {"tr", "text", "setting"}
_NAMED = {"help", "title", "summary", "tip", "unit", "label"}
_MENU_WORDS = ("found by itself", "yes", "no")  # options of the forms, listed in a tuple


def main() -> None:
    sentences = collect()
    for language in LANGUAGES:
        catalogue = FOLDER / f"workbench_{language}.ts"
        known = read(catalogue) if catalogue.exists() else {}
        write(catalogue, language, {sentence: known.get(sentence, "") for sentence in sentences})
        compile_catalogue(catalogue, catalogue.with_suffix(".qm"))
        missing = [sentence for sentence in sentences if not known.get(sentence)]
        print(f"{catalogue.name}: {len(sentences)} sentences, {len(missing)} without a translation")
        for sentence in missing:
            print(f"  {sentence!r}")


def collect() -> list[str]:
    """Give every sentence of the source once, in order of the alphabet."""
    found: set[str] = set(_MENU_WORDS)
    for path in sorted((ROOT / "workbench").rglob("*.py")):
        if "cli" in path.relative_to(ROOT).parts or path.name == "application.py":
            continue  # the command line speaks English
        found.update(_sentences(ast.parse(path.read_text(encoding="utf-8"))))
    return sorted(found)


def _sentences(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in _CALLS and node.args:
                yield from _literals(node.args[0])
            for keyword in node.keywords:
                if keyword.arg in _NAMED:
                    yield from _literals(keyword.value)
                if keyword.arg == "choices" and isinstance(keyword.value, ast.Dict):
                    for value in keyword.value.values:
                        yield from _literals(value)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield from _literals(node.value) if node.target.id in ("title", "summary") else ()


def _literals(node: ast.AST) -> Iterator[str]:
    """Give the strings that ``node`` can be: a literal, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search("[A-Za-z]", node.value):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def read(catalogue: Path) -> dict[str, str]:
    """Give the finished translations of a Qt Linguist file."""
    messages = ET.parse(catalogue).getroot().iter("message")
    return {message.findtext("source") or "": message.findtext("translation") or "" for message in messages}


def write(catalogue: Path, language: str, translations: dict[str, str]) -> None:
    """Write a Qt Linguist file."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for sentence, translation in translations.items():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = sentence
        done = ET.SubElement(message, "translation")
        done.text = translation
        if not translation:
            done.set("type", "unfinished")
    ET.indent(root, space="  ")
    content = ET.tostring(root, encoding="unicode")
    header = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    catalogue.write_text(f"{header}{content}\n", encoding="utf-8")


def compile_catalogue(catalogue: Path, compiled: Path) -> None:
    """Compile with Qt's own tool, which comes with PySide6."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", catalogue, "-qm", compiled], check=True)


if __name__ == "__main__":
    main()
