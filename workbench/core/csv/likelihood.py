"""Which encoding makes bytes above ASCII the likeliest text: that whose characters one language uses, and often.

Encodings of an alphabet are told apart by the letters of the languages that are written with them: Polish has ł and ś
but no œ. Those of East Asia by the rows of their tables, in which the everyday characters come first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_SIGNS = frozenset("°²³µ€£±·–—’“”„«»Ω、。（）％℃㎡№½¼×ºª•…‰¿¡§©®\xa0\u202f")
_ASCII = frozenset(map(chr, range(128)))
_LATIN = {
    "cp1252": ("äöüß", "éèêëàâçîïôûùüœ", "áéíóúñü", "áâãàçéêíóôõú", "àèéìòù", "åäöéü", "æøåéö", "áéíóúýþæöð"),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľňóôšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "iso8859_2": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű"),
    "cp1254": ("çğıiöşüâ",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
    "mac_roman": ("äöüß", "éèêàâçîôûù", "áéíóúñ"),
    "cp850": ("äöüß", "éèêàâçîôûù", "áéíóúñ"),
}
_OTHERS = {  # the letters, those that make up most of a text first
    "cp1251": ("оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъёіїєґ"),
    "koi8_r": ("оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъё"),
    "cp866": ("оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъё"),
    "cp1253": ("αοιετσνηυρπκμλςάίόέή", "θγβδχφζξψώύϊϋΐΰ"),
    "cp1255": ("יוהלאמרתבשנ", "עפקדחגטסצזכךםןףץ"),
    "cp1256": ("اليمونرتبةعد", "سفكحهقجشصطخضذثغظءآأؤإئى"),
    "cp874": ("านรกเอมงวลยดสทตัี่้ิ", "ขคจฉชซญณถธนบปผพฟภมยรฤลศษสหฬอฮะาำืุู็์แโใไ"),
}
_BONUS = {"cp1252": 0.02, "cp1254": -0.01, "iso8859_2": -0.01, "cp1257": -0.01, "mac_roman": -0.04, "cp850": -0.04,
          "koi8_r": -0.04, "cp866": -0.04, "cp1256": -0.03, "euc_jp": -0.02, "euc_kr": -0.02,
          "big5": -0.01}  # fmt: skip
_ICELAND, _TURKEY = frozenset("ýþðÝÞÐ"), frozenset("ýþðÝÞÐöüçÖÜÇâ")
_RARE, _FOREIGN, _SIGN = 0.5, 0.2, 0.9
_TOUCHING, _CAPITAL_INSIDE, _LONG = 0.6, 0.5, 0.5
_SYLLABLES = frozenset(
    "가간감강개거건것게격결경계고공과관교구국군권규그금급기길김나남내년노농다단달당대도동되드등때라람력로료류르를리마만면명모목무문물미"
    "민및바반발방배번법별병보복부북분비사산상생서선설성세소속수순술스습시식신실아안양어업에여역연영오온와외요용우운울원월위유율으은을음의이"
    "인일입자작장재저적전점정제조주중지직진질짜차참책천철체초총최추출층치칠크타태터토통트특파판평포표품풍프하학한할합항해행향허현호화환황회후휴"
    "측날습압속량강수값름번호기온도지점시각최고저측소서울부산대구광주전력사용량전압류비"
)
_EVERYDAY = {  # lead bytes, from and to, and how likely characters of such a row are; others hardly are
    "gb18030": ((0xB0, 0xD7, 1.0), (0xA1, 0xA3, 0.8), (0xD8, 0xF7, 0.5)),
    "big5": ((0xA4, 0xC6, 1.0), (0xA1, 0xA3, 0.8), (0xC9, 0xF9, 0.4)),
    "shift_jis": ((0x82, 0x83, 1.0), (0x88, 0x97, 1.0), (0x81, 0x81, 0.8), (0x98, 0xEA, 0.5)),
    "euc_jp": ((0xA4, 0xA5, 1.0), (0xB0, 0xCF, 1.0), (0xA1, 0xA3, 0.8), (0xD0, 0xF4, 0.4)),
    "euc_kr": ((0xB0, 0xC8, 1.0), (0xA1, 0xA3, 0.8), (0xCA, 0xFD, 0.3)),
}
_WITHOUT_KANA = 0.3  # hardly any Japanese text has none
_EXTENDED = 0.2  # of characters of which the second byte is none of those that the everyday ones have
ENCODINGS = (*_LATIN, *_OTHERS, *_EVERYDAY)


@dataclass(frozen=True)
class Likely:
    """One encoding of some bytes.

    Attributes:
        encoding: its name.
        score: up to about 1, the higher the likelier.
        written: what the bytes say in it.
    """

    encoding: str
    score: float
    written: str


def ranked(joined: bytes) -> list[Likely]:
    """Give the encodings in which the pieces of a text make sense, the likeliest first."""
    runs = re.findall(rb"[A-Za-z]?[\x80-\xff]+(?:[\x40-\x7e][\x80-\xff]+)*[A-Za-z]?", joined)
    found = []
    for encoding in ENCODINGS:
        try:
            written = joined.decode(encoding)
        except UnicodeDecodeError:
            bad = joined.decode(encoding, "replace").count("\ufffd")
            if bad > 0.02 * len(runs):
                continue
            written = joined.decode(encoding, "ignore")
        score = _score(encoding, written, joined) + _BONUS.get(encoding, 0.0)
        found.append(Likely(encoding, score, written))
    only_signs = [one for one in found if one.encoding == "cp1252" and set(one.written) <= _SIGNS | _ASCII]
    return only_signs or sorted(found, key=lambda one: -one.score)


def _score(encoding: str, written: str, joined: bytes) -> float:
    foreign = [char for char in written if ord(char) > 127]
    if not foreign:
        return 0.0
    words = re.findall(r"[^\W\d_]*[^\x00-\x7f]+[^\W\d_]*", written)
    if encoding in _LATIN:
        return _of_letters(foreign, _LATIN[encoding]) - _LONG * _share(words, _has_long_run) - _capitals(words)
    if encoding in _OTHERS:
        often, seldom = _OTHERS[encoding]
        letters = (_letter(char, often, seldom) for char in foreign)
        return sum(letters) / len(foreign) - _TOUCHING * _share(words, _touches) - _capitals(words)
    if encoding == "euc_jp" and not any("\u3040" <= char <= "\u30ff" for char in foreign):
        return _of_rows(encoding, joined) - _WITHOUT_KANA
    if encoding == "euc_kr":
        syllables = {char for char in foreign if "가" <= char <= "힣"}
        usual = len(syllables & _SYLLABLES) > 0.5 * len(syllables)
        return _of_rows(encoding, joined) + (0.2 if syllables and usual else -0.4)
    return _of_rows(encoding, joined)


def _letter(char: str, often: str, seldom: str) -> float:
    low = char.lower()
    if low in often:
        return 1.0
    return _RARE if low in seldom else _FOREIGN if char in _SIGNS else 0.0


def _of_letters(foreign: list[str], languages: Iterable[str]) -> float:
    """Give how well the letters are those of one of the languages."""
    is_iceland = set(foreign) & _ICELAND and not set(foreign) <= _TURKEY
    best = 0.0
    for letters in languages:
        if "þ" in letters and not is_iceland:
            continue
        values = (
            1.0 if char.lower() in letters or (char in "İ" and "ı" in letters)
            else _SIGN if char in _SIGNS
            else _FOREIGN if char.isalpha()
            else 0.0
            for char in foreign
        )  # fmt: skip
        best = max(best, sum(values) / len(foreign))
    return best


def _share(words: list[str], is_odd: Callable[[str], bool]) -> float:
    return sum(map(is_odd, words)) / max(1, len(words))


def _has_long_run(word: str) -> bool:
    return re.search(r"[^\W\d_\x00-\x7f]{3}", word) is not None


def _touches(word: str) -> bool:
    """Whether letters of ASCII stand in one word with others."""
    return re.search(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]", word) is not None


def _capitals(words: list[str]) -> float:
    """Count words with a capital behind a small letter, which a wrong table makes."""
    odd = sum(any(before.islower() and now.isupper() for before, now in itertools.pairwise(word)) for word in words)
    return _CAPITAL_INSIDE * odd / max(1, len(words))


def _of_rows(encoding: str, joined: bytes) -> float:
    """Give the mean likelihood of the characters of two bytes, by the rows of the table that they stand in."""
    total, count, at = 0.0, 0, 0
    lowest = 0xA1 if encoding in ("gb18030", "euc_jp", "euc_kr") else 0x40
    half_width = range(0xA1, 0xE0) if encoding == "shift_jis" else range(0)
    while at < len(joined):
        lead = joined[at]
        if lead < 0x80:
            at += 1
            continue
        count += 1
        if lead in half_width:
            total, at = total + _EXTENDED, at + 1
            continue
        trail = joined[at + 1] if at + 1 < len(joined) else 0
        likely = next((value for low, high, value in _EVERYDAY[encoding] if low <= lead <= high), _EXTENDED)
        total += likely if trail >= lowest else _EXTENDED
        at += 2
    return total / max(1, count)
