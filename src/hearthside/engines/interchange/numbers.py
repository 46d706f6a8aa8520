"""Finding telephone numbers among the other numbers people write down."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .findings import Findings

# One character nobody types: it stands where something was taken out, until the sentence
# around it is tidied. Text is cleared of private characters before it comes here.
TAKEN: Final = "\ue000"

_GAP = r"[ .()/\u2010-\u2015-]"
_EXTENSION = r"(?:\ ?(?:x|ext\.?|extension)\ ?\d{1,6})?"

# These look like telephone numbers and are not: an American postal code with its four more
# digits, a date, the number a group has at its service office, a room.
_OTHERS: Final = r"""
    (?<![\d-])\d{5}-\d{4}(?![\d-])
  | (?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)
  | (?<![\d/.-])\d{1,2}(?P<between>[/.-])\d{1,2}(?P=between)(?:\d\d|(?:19|20)\d\d)(?![\d/.-])
  | \b(?:GSO|WSO|room|suite|ste\.?|apt\.?|unit|bldg\.?)\s*(?:ID|no\.?)?\s*\#?\s*
    \d[\d-]{2,8}(?![\d-])
"""

_PHONES: Final = rf"""
    \+\ ?\d(?:{_GAP}{{0,3}}\d){{6,14}}
  | (?<!\w)(?:1{_GAP}{{1,3}})?\(?\d{{3}}\)?{_GAP}{{0,3}}\d{{3}}{_GAP}{{1,3}}\d{{4}}(?!\d)
  | (?<!\w)\(?0[1-9]\d{{1,4}}\)?{_GAP}?\d{{3,4}}{_GAP}?\d{{3,4}}(?!\d)
  | (?<!\d)\d{{10,15}}(?!\d)
  | (?<!\w)(?:1[ -])?8(?:00|33|44|55|66|77|88)-(?-i:(?=[\dA-Z-]{{0,8}}[A-Z]{{3}})[A-Z0-9-]{{6,11}})(?!\w)
  | (?<![\w\#-])\d{{3}}[-.]\d{{4}}(?!\d|[-.]\d)
  | (?<!\w)0\d(?:[ .-]\d\d){{4}}(?!\d)
  | (?<!\w)0800(?:[ ]?\d\d){{3}}(?!\d)
  | (?<!\w)1[38]00[ ]\d{{3}}[ ]\d{{3}}(?!\d)
"""

_LOOSER: Final = rf"""
  | (?<![\w.,:\#$£€-])\d{{1,5}}(?:{_GAP}{{1,2}}\d{{2,5}}){{2,5}}(?![\d:])
  | (?<!\d)\d{{9}}(?!\d)
"""

_CODES_AFTER: Final = r"(?:[ ]?[,;]+[ ]?[\d*\#]+)*\#?"

_AFTER_A_VERB: Final = re.compile(
    r"""\b(?:call|calls|text|phone|telephone|tel|ring|dial|whats ?app|sms|fax|ph|cell|mobile
        |helpline|hotline)\b
        \.?[ ]?(?:us|me|him|her|them)?[ ]?(?:at|on|to|no\.?|number)?[ ]?[:#]?[ ]?
        (?P<number>\d{3,}(?:[ -]?\d{2,})*)(?![\d:]|[ ]?(?:[ap]\.?m\b|min|hour|st\b|nd\b|rd\b|th\b))
      | \b(?:text|sms)[ ]\w{1,20}[ ]to[ ](?P<short>\d{4,7})(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_STRICT: Final = re.compile(
    rf"(?P<other>{_OTHERS})|(?:{_PHONES}){_EXTENSION}{_CODES_AFTER}",
    re.VERBOSE | re.IGNORECASE,
)
_LOOSE: Final = re.compile(
    rf"(?P<other>{_OTHERS})|(?:{_PHONES}{_LOOSER}){_EXTENSION}{_CODES_AFTER}",
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d\W{0,4}\d\W{0,4}\d|800-")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ROOM_BEFORE: Final = re.compile(
    r"\b(?:id|pmi|zoom|(?:meeting|mtg)[ .]*\#?)\W*$", re.IGNORECASE
)
_FEWEST_DIGITS: Final = 9
_MOST_DIGITS: Final = 16
_LOCAL_DIGITS: Final = 7
_LOCAL: Final = re.compile(r"\d{3}[-.]\d{4}")


def without_numbers(text: str, findings: Findings, *, prose: bool) -> str:
    """Return the text with TAKEN where somebody could have been rung.

    prose -- True for notes, where looser shapes are taken too; False for names and
        addresses, where house and postal codes would be lost with them.
    """
    if not _DIGITS.search(text):
        return text
    text = (_LOOSE if prose else _STRICT).sub(_take(findings), text)
    return _AFTER_A_VERB.sub(_take_short(findings), text)


def holds_a_number(text: str) -> bool:
    """Say whether a telephone number is in the text, as far as its shape tells."""
    return any(
        found.group("other") is None and _is_a_phone(found.group())
        for found in _STRICT.finditer(text)
    )


def _take_short(findings: Findings) -> Callable[[re.Match[str]], str]:
    def take(found: re.Match[str]) -> str:
        number = found.group("number") or found.group("short")
        findings.drop("phone numbers")
        return found.group().replace(number, TAKEN)

    return take


def _take(findings: Findings) -> Callable[[re.Match[str]], str]:
    def take(found: re.Match[str]) -> str:
        if found.group("other") is not None or not _is_a_phone(found.group()):
            return found.group()
        before = found.string[max(0, found.start() - 25) : found.start()]
        a_room = _ROOM_BEFORE.search(before)
        findings.drop("meeting IDs" if a_room else "phone numbers")
        return TAKEN

    return take


def _is_a_phone(found: str) -> bool:
    number: str = re.split("[,;#x]|ext", found)[0].strip()
    digits = sum(each.isdigit() for each in number)
    if re.search("[A-Z]{3}", number):
        return True
    if all(_YEAR.fullmatch(group) for group in re.findall(r"\d+", number)):
        return False
    if digits == _LOCAL_DIGITS:
        return bool(_LOCAL.fullmatch(number))
    return _FEWEST_DIGITS <= digits <= _MOST_DIGITS
