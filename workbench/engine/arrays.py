"""Arrays out of safetensors that anybody may have written: the header is judged before any array is made."""

from __future__ import annotations

from typing import Any

import safetensors
import safetensors.numpy
from numpy.typing import NDArray

from workbench.core.strict_json import parse_json
from workbench.core.text import text

MOST_HEADER_BYTES = 2**20
MOST_ARRAYS = 10_000
_LENGTH_BYTES = 8
_KINDS = {"F32", "F64", "I64", "I32", "U8", "BOOL"}
_ABOUT = "__metadata__"


def parse_arrays(
    content: bytes, *, most_header: int = MOST_HEADER_BYTES
) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """Give every array by its name, and what the header says beside them.

    Args:
        content: of the file.
        most_header: bytes that the names, shapes and words before the numbers may have.

    Raises:
        ValueError: it is no safetensors file, names an array twice, or holds too many or other kinds of numbers.
    """
    header = _header(content, most_header)
    about = header.pop(_ABOUT, {})
    if not isinstance(about, dict) or not all(isinstance(one, str) for one in about.values()):
        raise ValueError(text("what its header says cannot be read"))
    if len(header) > MOST_ARRAYS:
        raise ValueError(text("it has {count} arrays; at most {most} are read", count=len(header), most=MOST_ARRAYS))
    for name, one in header.items():
        kind = one.get("dtype") if isinstance(one, dict) else None
        if kind not in _KINDS:
            raise ValueError(text("{name} holds numbers of the kind {kind}", name=name, kind=repr(kind)))
    try:
        return safetensors.numpy.load(content), about  # it sees that the arrays lie one behind the other, to the end
    except safetensors.SafetensorError as error:
        raise ValueError(str(error)) from error


def _header(content: bytes, most: int) -> dict[str, Any]:
    size = int.from_bytes(content[:_LENGTH_BYTES], "little")
    if len(content) < _LENGTH_BYTES or size > min(most, len(content) - _LENGTH_BYTES):
        raise ValueError(text("its header is longer than it may be"))
    header = parse_json(content[_LENGTH_BYTES : _LENGTH_BYTES + size])
    if not isinstance(header, dict):
        raise ValueError(text("its header names no arrays"))
    return header
