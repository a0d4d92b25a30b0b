"""Python's own import comes back once Qt is loaded: PySide's reads the source of every module."""

import json
import subprocess
import sys

_PROGRAM = """
import builtins, json, linecache
from PySide6.QtCore import QObject
from workbench.app.plain_import import use_plain_import

replaced = builtins.__import__
use_plain_import()
use_plain_import()  # as a second window would
import wsgiref.util
print(json.dumps({
    "replaced": replaced is not builtins.__import__,
    "is Python's": builtins.__import__ is builtins.__orig_import__,
    "source was read": any("wsgiref" in name for name in linecache.cache),
}))
"""


def test_modules_that_are_imported_after_qt_are_not_read_as_text():
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"replaced": True, "is Python's": True, "source was read": False}


def test_where_qt_has_replaced_nothing_the_import_stays_as_it_is(monkeypatch):
    import builtins

    from workbench.app.plain_import import use_plain_import

    monkeypatch.delattr(builtins, "__orig_import__", raising=False)
    usual = builtins.__import__

    use_plain_import()

    assert builtins.__import__ is usual
