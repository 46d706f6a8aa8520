"""A telephone number as people read it, as a phone dials it, and from another country."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.texts import as_text, line

from .offer import MOST_WAYS, Way
from .raw import Fields

UNREADABLE: Final = "A phone number could not be read, and was left out."

_LONGEST_DISPLAY: Final = 60
_LONGEST_SAYS: Final = 100
# ITU-T E.164: no number of any country is longer.
_SHAPE: Final = re.compile(r"\+?[0-9]{3,15}")
# Shorter ones answer only inside their own country.
_SHORT: Final = 6
_ALWAYS: Final = re.compile(r"(?i)\b24(?: ?/ ?7|[ -]?h(?:ours?|rs?)?)\b")
_AFTER: Final = re.compile(r"(?i)\b(?:extension|ext\.?|x) ?\d|[;,/#]| or ")
_ASIDE: Final = re.compile(r"(?<=[0-9A-Za-z)]) ?\(([^()]*)\)?[ )]*$")
# A number of one place, without its area: all there may be of a number in brackets.
_LOCAL: Final = re.compile(r"[ -]?(?:[0-9][ -]?){5,8}")
_AREA: Final = re.compile(r"\+?(?:[ ()-]?[0-9]){1,6}\)?")
_LETTERS: Final = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999"
)
_SILENT: Final = ("fax", "pager", "video")
_KINDS: Final = (
    (re.compile(r"text ?phone|tty|tdd|minicom|relay"), "textphone"),
    (re.compile(r"\b(?:sms|text)\b"), "text"),
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How numbers of a country are written.

    code -- what stands for it after the +. trunk -- what falls away behind it. inside --
    numbers, as dialled there, that other countries cannot rely on reaching.
    whole -- how many digits a number has without the trunk, 0 where that differs.
    """

    code: str
    trunk: str
    inside: str = ""
    whole: int = 0


_FREE_IN_AMERICA: Final = r"1?8(?:00|33|44|55|66|77|88)"
# Source: ITU-T E.164 assigned country codes; the numbering plans the regulators publish.
_PLANS: Final = {
    "GB": _Plan("44", "0", r"0800|0808|0500|084|087|09|116"),
    "IE": _Plan("353", "0", r"1800|1850|1890|116"),
    "US": _Plan("1", "1", _FREE_IN_AMERICA, 10),
    "CA": _Plan("1", "1", _FREE_IN_AMERICA, 10),
    "AU": _Plan("61", "0", r"13|1800"),
    "NZ": _Plan("64", "0", r"0800|0508"),
    "FR": _Plan("33", "0", r"08"),
    "DE": _Plan("49", "0", r"0800|0900|116"),
    "NL": _Plan("31", "0", r"0800|0900|113"),
    "BE": _Plan("32", "0", r"0800|090"),
    "AT": _Plan("43", "0", r"0800|09"),
    "CH": _Plan("41", "0", r"0800|090"),
    "SE": _Plan("46", "0", r"020|09"),
    "ES": _Plan("34", "", r"[89]0"),
    "PT": _Plan("351", "", r"[78]0"),
    "IT": _Plan("39", "", r"8|199"),
    "PL": _Plan("48", "", r"80"),
    "DK": _Plan("45", "", r"80|90"),
    "NO": _Plan("47", "", r"8"),
    "IN": _Plan("91", "0", r"1[89]00"),
}


def ways_of(
    phones: tuple[Fields, ...], *, country: str, findings: Findings
) -> tuple[Way, ...]:
    """Return the numbers that can be dialled, each once, at most MOST_WAYS."""
    found: dict[str, Way] = {}
    for phone in phones:
        said = as_text(phone.get("type")).casefold()
        if any(kind in said for kind in _SILENT):
            continue
        raw = as_text(phone.get("number"))
        if not raw.strip():
            continue
        way = _way(raw, said, phone, country=country, findings=findings)
        if way is None:
            findings.mend(UNREADABLE)
        else:
            found.setdefault(way.dial, way)
    return tuple(found.values())[:MOST_WAYS]


def _way(
    raw: str, said: str, phone: Fields, *, country: str, findings: Findings
) -> Way | None:
    display = " ".join(_shown(raw).split()).strip(" \"'")
    number = _dialled(display)
    if number is None or len(display) > _LONGEST_DISPLAY:
        return None
    kind = next((kind for shape, kind in _KINDS if shape.search(said)), "voice")
    scheme = "sms" if kind == "text" else "tel"
    abroad = _from_abroad(number, country)
    extension = re.sub(r"\D", "", as_text(phone.get("extension")))[:8]
    if extension:
        display = f"{display} ext. {extension}"
    says = line(phone.get("description"), findings, most=_LONGEST_SAYS)
    return Way(
        kind, display, f"{scheme}:{number}", abroad and f"{scheme}:{abroad}", says
    )


def _shown(raw: str) -> str:
    """Return the number in ordinary digits, without what nobody sees."""
    kept = []
    for char in raw[: _LONGEST_DISPLAY * 2]:
        digit = unicodedata.digit(char, None)
        if digit is not None and not char.isascii():
            kept.append(str(digit))
        elif unicodedata.category(char)[0] not in "CM" and char not in "<>":
            kept.append(" " if char.isspace() else char)
    return "".join(kept)


def _dialled(display: str) -> str | None:
    """Return the digits a phone is handed, with a + where it stood; None for no number."""
    bare = _without_asides(_AFTER.split(_ALWAYS.sub("", display))[0])
    letters = re.sub(r"[^A-Za-z]", "", bare)
    if letters and not (len(letters) <= 8 and re.search(r"\d-?[A-Z]", bare)):
        return None
    digits = re.sub(r"[^0-9]", "", bare.upper().translate(_LETTERS))
    if bare.lstrip("( ").startswith("+"):
        digits = f"+{_without_trunk(bare)}"
    elif digits.startswith("00") and len(digits) > 9:
        digits = f"+{digits[2:]}"
    return digits if _SHAPE.fullmatch(digits) else None


def _without_asides(written: str) -> str:
    """Return "988" of "988 (free)": what stands in brackets at the end is about a number.

    But "0113 (496 0000)" is one number, and no part of it may be lost.
    """
    while aside := _ASIDE.search(written):
        before = written[: aside.start()]
        if _AREA.fullmatch(before) and _LOCAL.fullmatch(aside[1]):
            break
        written = before
    return written


def _without_trunk(written: str) -> str:
    """Return the digits of "+44 (0)113 ...", where the bracket is for callers inside."""
    return re.sub(r"[^0-9]", "", re.sub(r"\( ?0 ?\)", "", written))


def _from_abroad(number: str, country: str) -> str:
    if number.startswith("+"):
        return number
    plan = _PLANS.get(country)
    if plan is None or len(number) <= _SHORT:
        return ""
    if plan.inside and re.match(plan.inside, number):
        return ""
    national = number
    if plan.trunk and national.startswith(plan.trunk):
        national = national[len(plan.trunk) :]
    if plan.whole and len(national) != plan.whole:
        return ""
    return f"+{plan.code}{national}"
