"""How the bytes of a file spell its characters; from here on every text is UTF-8."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from workbench.core.csv.container import not_a_table
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
_PIECE = re.compile(rb"[^\n\r,;\t|]*[\x80-\xff][^\n\r,;\t|]*")
_INVISIBLE = re.compile(rb"\xe2\x80[\x8b\x8e\x8f\xaa-\xae]|\xe2\x81\xa0")  # of no width, or a direction
_SIGNS = frozenset("°²³µ€£±·–—’“”«»Ωß、。（）％℃㎡№½¼×ºª§•…‰")
_SYLLABLES = frozenset(
    "가간감강개거건것게격결경계고공과관교구국군권규그금급기길김나남내년노농다단달당대도동되드등때라람력로료류르를리마만면명모목무문물미"
    "민및바반발방배번법별병보복부북분비사산상생서선설성세소속수순술스습시식신실아안양어업에여역연영오온와외요용우운울원월위유율으은을음의이"
    "인일입자작장재저적전점정제조주중지직진질짜차참책천철체초총최추출층치칠크타태터토통트특파판평포표품풍프하학한할합항해행향허현호화환황회후휴"
    "측날습압속량강수값름번호기온도지점시각최고저측소서울부산대구광주전력사용량전압류"
)
# A small bonus where a guess is right more often than its characters say.
_CANDIDATES = (
    ("gb18030", 0.0),
    ("shift_jis", 0.02),
    ("euc_jp", -0.03),
    ("big5", -0.02),
    ("euc_kr", -0.05),
    ("cp1251", -0.10),
    ("koi8_r", -0.25),
    ("cp1252", 0.02),
)


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
        return _as_text(content, "utf-8")
    kept = content.decode("utf-8", "replace")
    bad = kept.count("\ufffd")
    good = len(kept) - len(kept.encode("ascii", "ignore")) - bad
    if marked or good > 4 * bad:
        return _replacing(content, "utf-8", ())
    encoding = likeliest(content)
    return _replacing(content, encoding, (Guess("encoding", encoding, _evidence(encoding)),))


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


def likeliest(content: bytes) -> str:
    """Give the encoding in which the bytes above ASCII make the likeliest characters."""
    pieces = [found.group() for found in islice(_PIECE.finditer(content), 4000)]
    joined = b"\n".join(pieces)
    runs = re.findall(rb"[\x80-\xff]+", joined)
    lone = sum(len(run) == 1 for run in runs) / max(1, len(runs))
    scores: dict[str, float] = {}
    for encoding, bonus in _CANDIDATES:
        try:
            written = joined.decode(encoding)
        except UnicodeDecodeError:
            bad = joined.decode(encoding, "replace").count("\ufffd")
            if bad > 0.02 * len(runs):
                continue
            written = joined.decode(encoding, "ignore")
        foreign = [char for char in written if ord(char) > 127]
        scores[encoding] = _plausible(foreign) + bonus + _habit(encoding, foreign, runs, lone)
    return max(scores, key=lambda encoding: scores[encoding], default="cp1252")


def _habit(encoding: str, foreign: list[str], runs: list[bytes], lone: float) -> float:
    """What is typical of one encoding beside the characters that it gives."""
    count = max(1, len(foreign))
    if encoding == "cp1252":
        return 0.5 * lone - 0.5 * (1 - lone)
    if encoding in ("cp1251", "koi8_r"):
        lower = sum(char.islower() for char in foreign) / count
        return 0.2 * (lower > 0.6) - 0.5 * lone
    if encoding in ("shift_jis", "euc_jp"):
        kana = any("\u3040" <= char <= "\u30ff" for char in foreign)
        return 0.2 * kana - 0.6 * sum("\uff61" <= char <= "\uff9f" for char in foreign) / count
    if encoding == "gb18030":  # the 3,755 everyday characters have lead bytes B0 to D7
        pairs = [(run[at], run[at + 1]) for run in runs if len(run) >= 2 for at in range(0, len(run) - 1, 2)]
        everyday = sum(0xB0 <= lead <= 0xD7 and trail >= 0xA1 for lead, trail in pairs)
        return 0.15 * everyday / max(1, len(pairs)) - 0.5 * lone
    if encoding == "euc_kr":
        syllables = {char for char in foreign if "\uac00" <= char <= "\ud7a3"}
        if sum(char in syllables for char in foreign) < 0.8 * count:
            return 0.0
        return 0.4 if len(syllables & _SYLLABLES) > 0.5 * len(syllables) else -0.2
    return 0.0


def _plausible(foreign: list[str]) -> float:
    return sum(map(_likelihood, foreign)) / max(1, len(foreign))


def _likelihood(char: str) -> float:
    code = ord(char)
    if 0x4E00 <= code <= 0x9FFF or 0x3040 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7A3 or char in _SIGNS:
        return 1.0
    letters = 0xC0 <= code <= 0x17F or 0x400 <= code <= 0x45F or 0x370 <= code <= 0x3FF
    if letters and unicodedata.category(char) in ("Ll", "Lu"):
        return 1.0
    return 0.8 if 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2FFFF else 0.0


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
