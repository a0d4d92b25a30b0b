"""How the bytes of a file spell its characters; from here on every text is UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from workbench.core.csv.container import not_a_table
from workbench.core.csv.likelihood import ranked
from workbench.core.errors import DataError
from workbench.core.series import Finding, Guess
from workbench.core.text import Text, text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 65_536
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x00\x1a\x1b\x1c\x1d\x1e\x1f")
_HIGH, _EDGE = re.compile(rb"[\x80-\xff]+"), re.compile(rb"[\n\r,;\t|]")
_LONG, _LOOKED_AT, _AROUND = 2**18, 1_000, 40  # of a file, pieces of each third, bytes around letters
_INVISIBLE = re.compile(rb"\xe2\x80[\x8b\x8e\x8f\xaa-\xae]|\xe2\x81\xa0")  # of no width, or a direction
_MOST_PIECES = 200  # of text, which tell the encoding
_UNCLEAR = 0.1


@dataclass(frozen=True)
class Decoded:
    r"""A file in UTF-8.

    Attributes:
        content: its bytes, without mark, NUL and ``\\r``.
        encoding: what they were spelt in.
        guesses: the encoding, where nobody chose it and nothing in the file proves it.
        findings: bytes that were no characters.
    """

    content: bytes
    encoding: str
    guesses: tuple[Guess, ...] = ()
    findings: tuple[Finding, ...] = ()


def decode(content: bytes, chosen: str | None, name: str) -> Decoded:
    r"""Give the text of a file in UTF-8 with ``\\n`` between its lines.

    A byte-order mark decides; then the pattern of NUL bytes; then UTF-8 over the whole file, which other
    encodings hardly ever satisfy by chance; then the encoding whose characters are the likeliest.

    Raises:
        DataError: the bytes do not fit the chosen encoding, or are no text at all.
    """
    mark, marked = next(((mark, encoding) for mark, encoding in _MARKS if content.startswith(mark)), (b"", ""))
    if chosen is not None:
        if marked and chosen.replace("_", "-").startswith(marked[:6]):
            return _as_text(_strictly(content[len(mark) :], marked, name), chosen)
        return _as_text(_strictly(content, chosen, name), chosen)
    if marked in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        return _replacing(content[len(mark) :], marked, ())
    content, zeros = _without_zeros(content[len(mark) :])
    if wide := _wide(content, name):
        return _replacing(content, wide, (Guess("encoding", wide, text("NUL bytes stand between the characters.")),))
    findings: list[Finding] = []
    if zeros or 0 in content:
        nuls = content.count(0) + zeros
        findings.append(Finding("nul_bytes", text("NUL bytes, which were left out: {count:,}.", count=nuls), nuls))
        content = content.replace(b"\0", b"")
    _refuse_binary(content, name)
    decoded = _narrow(content, bool(mark))
    return Decoded(decoded.content, decoded.encoding, decoded.guesses, (*findings, *decoded.findings))


_ZEROS = 16


def _without_zeros(content: bytes) -> tuple[bytes, int]:
    """Take the NUL bytes off with which a file system fills a file that was being written when the power failed."""
    kept = content.rstrip(b"\0")
    zeros = len(content) - len(kept)
    is_text = kept.endswith(b"\n") or 0 not in kept  # else the zeros are halves of characters
    return (kept, zeros) if zeros >= _ZEROS and is_text else (content, 0)


def _narrow(content: bytes, marked: bool) -> Decoded:
    if content.isascii():
        return Decoded(_with_line_feeds(content).rstrip(b"\x1a"), "utf-8")
    if _is_utf8(content):
        return _of_utf8(content)
    pieces = _pieces(content)
    kept = b"\n".join(pieces).decode("utf-8", "replace")
    bad = kept.count("\ufffd")
    good = len(kept) - len(kept.encode("ascii", "ignore")) - bad
    if marked or good > 4 * bad:
        return _replacing(content, "utf-8", ())
    encoding, unclear = _likeliest(pieces)
    decoded = _replacing(content, encoding, (Guess("encoding", encoding, _evidence(encoding)),))
    return replace(decoded, findings=(*unclear, *decoded.findings))


def _of_utf8(content: bytes) -> Decoded:
    """Give a text in UTF-8; what was written as UTF-8 twice is read twice, and characters lost before are told."""
    findings: list[Finding] = []
    if (once := _encoded_once(content)) is not None:
        told = text("The characters were in UTF-8 twice over, as GrÃ¶ÃŸe for Größe; they were set right.")
        findings.append(Finding("encoded_twice", told))
        content = once.removeprefix(codecs.BOM_UTF8)
    if lost := content.count("\ufffd".encode()):
        told = text("Characters that another program has lost before, shown as {mark}: {count:,}.",
                    mark="\ufffd", count=lost)  # fmt: skip
        findings.append(Finding("undecodable_bytes", told, lost))
    return _as_text(content, "utf-8", (), tuple(findings))


def _encoded_once(content: bytes) -> bytes | None:
    """Give the text of which the bytes were taken for Windows-1252 and written as UTF-8, or None where it was not."""
    pieces = dict.fromkeys(_pieces(content))
    if any(_bytes_of(piece.decode("utf-8", "ignore")) is None for piece in pieces):
        return None
    return _bytes_of(content.decode("utf-8", "ignore"))


def _bytes_of(word: str) -> bytes | None:
    """Give the bytes that Windows-1252 shows as ``word``, if they are UTF-8."""
    try:
        found = _as_1252(word)
        found.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return found


def _as_1252(word: str) -> bytes:
    """Write ``word`` in Windows-1252, where the five bytes that mean nothing there mean themselves."""
    return b"".join(bytes([ord(char)]) if 0x80 <= ord(char) < 0xA0 else char.encode("cp1252") for char in word)


def _evidence(encoding: str) -> Text:
    if encoding == "gb18030":
        return text("The file is not UTF-8, and every byte fits GB18030.")
    return text("The file is not UTF-8, and its other characters are the likeliest in {encoding}.", encoding=encoding)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(content: bytes, name: str) -> str | None:
    """UTF-16 or UTF-32 without a mark, by the places of the NUL bytes."""
    head = content[: _HEAD - _HEAD % 4]
    nuls = head.count(0)
    if not nuls:
        return None
    if nuls == len(head):
        raise not_a_table(name, "not_csv_binary", text("binary data"))
    if nuls < 0.2 * len(head) or len(head) < 8:
        return None
    at = [head[place::4].count(0) for place in range(4)]
    each = max(1, len(head) // 4)
    if at[1] > 0.9 * each and at[2] > 0.9 * each and at[3] > 0.9 * each:
        return "utf-32-le"
    if at[0] > 0.9 * each and at[1] > 0.9 * each and at[2] > 0.9 * each:
        return "utf-32-be"
    even, odd = at[0] + at[2], at[1] + at[3]
    if max(even, odd) > 0.9 * nuls:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise not_a_table(name, "not_csv_binary", text("binary data"))


def _refuse_binary(content: bytes, name: str) -> None:
    head = content[:_HEAD]
    controls = sum(head.count(code) for code in range(32) if code not in _TEXT_CONTROLS)
    if controls > 0.01 * len(head):
        raise not_a_table(name, "not_csv_binary", text("binary data"))


def _pieces(content: bytes) -> list[bytes]:
    """Give cells with letters beyond ASCII, some of the head, of the middle and of the tail."""
    found: list[bytes] = []
    thirds = range(0, len(content), len(content) // 3 + 1) if len(content) > _LONG else (0,)
    for third in thirds:
        at = content.find(b"\n", third) + 1 if third else 0  # not in the middle of a character
        for _ in range(_LOOKED_AT):
            run = _HIGH.match(content, _next_high(content, at))
            if run is None:
                break
            before = _EDGE.split(content[max(at, run.start() - _AROUND) : run.start()])[-1]
            edge = _EDGE.search(content, run.end(), run.end() + _AROUND)
            at = edge.start() if edge is not None else min(len(content), run.end() + _AROUND)
            found.append(before + content[run.start() : at])
    return found


def _next_high(content: bytes, at: int) -> int:
    """Give the place of the next byte beyond ASCII, or the end."""
    buffer, step = np.frombuffer(content, np.uint8), 256
    while at < len(content):
        high = buffer[at : at + step] > 127
        if high.any():
            return at + int(high.argmax())
        at, step = at + step, min(2 * step, _LONG)
    return len(content)


def _likeliest(pieces: Sequence[bytes]) -> tuple[str, tuple[Finding, ...]]:
    """Give the encoding that makes the likeliest text, and say so where another one is nearly as likely."""
    different = list(dict.fromkeys(pieces))
    best, *others = ranked(b"\n".join(different[:: max(1, len(different) // _MOST_PIECES)]))
    near = [one for one in others if one.score > best.score - _UNCLEAR and one.written != best.written]
    if not near:
        return best.encoding, ()
    lines = zip(best.written.split("\n"), near[0].written.split("\n"), strict=False)
    word, other = next((pair for pair in lines if pair[0] != pair[1]), (best.written, near[0].written))
    told = text("The letters may be those of {encoding}, or of {other}: {word} or {read}.", encoding=best.encoding,
                other=near[0].encoding, word=word[:40], read=other[:40])  # fmt: skip
    return best.encoding, (Finding("encoding_guess", told),)


def _strictly(content: bytes, encoding: str, name: str) -> bytes:
    try:
        return content.decode(encoding).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise DataError(
            text(
                "{file} cannot be read as {encoding}: byte {position:,} does not fit.",
                file=name,
                encoding=encoding,
                position=error.start + 1,
            ),
            hint=text("Choose another encoding, or save the file as UTF-8."),
            code="encoding",
        ) from error


def _replacing(content: bytes, encoding: str, guesses: tuple[Guess, ...]) -> Decoded:
    written = content.decode(encoding, "replace")
    bad = written.count("\ufffd")
    findings: tuple[Finding, ...] = ()
    if bad:
        told = text("Bytes that are no {encoding} character, shown as {mark}: {count:,}.",
                    encoding=encoding, mark="\ufffd", count=bad)  # fmt: skip
        findings = (Finding("undecodable_bytes", told, bad),)
    return _as_text(written.replace("\0", "").encode("utf-8", "replace"), encoding, guesses, findings)


def _as_text(
    content: bytes, encoding: str, guesses: tuple[Guess, ...] = (), findings: tuple[Finding, ...] = ()
) -> Decoded:
    content = _with_line_feeds(content)
    if b"\xef\xbb\xbf" in content:  # files glued together keep the marks of their beginnings
        content = content.replace(b"\xef\xbb\xbf", b"")
    if b"\xe2\x80" in content or b"\xe2\x81\xa0" in content:
        content, count = _INVISIBLE.subn(b"", content)
        if count:
            told = text("Invisible characters, which were left out: {count:,}.", count=count)
            findings = (*findings, Finding("invisible_characters", told, count))
    return Decoded(content.rstrip(b"\x1a"), encoding, guesses, findings)


def _with_line_feeds(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in content else content
