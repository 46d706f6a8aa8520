"""Finding the secrets that open a meeting: passcodes, door codes, meeting numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .findings import Findings
from .numbers import TAKEN

_LABEL = r"""
    \b(?:(?:dial-?in|zoom|meeting|conference|participant|host)[ -]*)?
    (?:pass[ -]?codes?|pass[ -]?words?|passwd|pass[ -]?phrase|pwd|p[./]?w\b\.?|psw
      |(?:access|participant|conference|host|entry|door|gate|security|meeting|room|zoom
        |login|entrance|key)[ ]?codes?
      |pin(?:[ ]?(?:number|code))?|pc(?=[\s:\#-]+\d))
"""

# What follows the word "password" when no password follows.
_AFTERWARDS = r"""
    (?!\s*["'“‘]?(?:required|needed|not|no|none|n/a|necessary|please|e-?mail|contact|call|text
      |ask|to|for|by|via|at|on|see|will|may|can|must|is|are|was|available|protected|provided
      |sent|request|upon|and|or|in|same|the|below|above|when|if|with|should|changes?)
      (?![\w-]))
"""

_AFTER_A_SIGN: Final = re.compile(
    rf"""{_LABEL}\s{{0,2}}(?:\([^()\n]{{1,30}}\)\s?)?(?:[:=;\#]+|\.{{2,}}|[–—-]+(?!\w*protect|less|free)|\bis\b:?|\bare\b:?)
    {_AFTERWARDS}[^\S\n]{{0,3}}
    (?:[^\n,;|{TAKEN}]{{1,40}}?(?=\s{{2}}|\s--|\s[-–—/]\s|\s?//|[.!]\s|[.!]?$|[\n,;|{TAKEN}])
      |[^\s{TAKEN}]{{1,80}})
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_AFTER_A_SPACE: Final = re.compile(
    rf"""{_LABEL}[ \#]{{1,3}}{_AFTERWARDS}
    (?:\d[\d ]{{2,}}\d|["“][^"”\n]{{1,40}}["”]|(?=[^\s\d]*\d)[^\s{TAKEN}]{{2,80}}
      |(?-i:[A-Z]{{3,40}})\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Words too common to mean a passcode without a sign and, for "code", a digit; and the word
# for it in the other languages groups write their notes in.
_AFTER_A_SIGN_ONLY: Final = re.compile(
    rf"""(?:\bpass|contraseña|\bclave|\bmot\ de\ passe|\bcode\ d.acc[eè]s|kennwort|passwort
      |\bsenha|has[lł]o|wachtwoord|lösenord|adgangskode|пароль|cyfrinair|密码|パスワード)
      [ ]{{0,2}}[:=：][ ]{{0,3}}{_AFTERWARDS}[^\s{TAKEN}]{{2,80}}
    | (?<!zip\ )(?<!post\ )(?<!postal\ )(?<!area\ )(?<!dress\ )\bcode[ ]?[:=][ ]?
      (?=\S{{0,40}}\d)[^\s{TAKEN}]{{3,80}}
    | {_LABEL}[ ]?:[ ]*\n{_AFTERWARDS}[^\s{TAKEN}:]{{3,40}}[ ]*$""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_AFTER_PW: Final = re.compile(
    rf"\b(?:p[./]?w|pwd|psw)\b\.?(?:[ ]/)?[ \#]{{1,3}}{_AFTERWARDS}[^\s{TAKEN}/]{{2,80}}",
    re.VERBOSE | re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"\[(?:phone|e-?mail|name)\]"
    r"|\[redacted\](?:[ ]?[:=][ ]?(?P<secret>\d[\d -]{2,}\d(?!\w)|[^\s\[]{1,80}))?",
    re.IGNORECASE,
)
_WITH_HASH: Final = re.compile(r"(?<![\w#*])(?:\*?\d{3,12}#|\*\d{4,12})(?!\w)")
_ROOM: Final = re.compile(
    r"""\b(?:(?:zoom|meeting|mtg\.?|conference|webinar|room|personal)[ ]*)?
    (?:ID|PMI|meeting[ ]?\#)[ ]?(?:\#|no\.?|number|is)?
    (?:[ ]*[:=\#-]+[ ]*\d[\d -]{3,}\d|[ ]*(?:\d[ -]?){6,}\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_HINT: Final = re.compile(
    r"pass|pw|p[./]w|psw|pin\b|pc\b|code|\bid\b|pmi|meeting ?#|[:=：]",
    re.IGNORECASE,
)


def without_marks(text: str, findings: Findings) -> str:
    """Return the text with TAKEN for the marks of an earlier cleaning, "[redacted]".

    What such a cleaning left behind a colon was a passcode whose label it took.
    """

    def take(found: re.Match[str]) -> str:
        if found.group("secret"):
            findings.drop("passcodes")
        return TAKEN

    return _MARK.sub(take, text) if "[" in text else text


def without_passcodes(text: str, findings: Findings) -> str:
    """Return the text with TAKEN where a passcode or the number of a meeting stood."""
    if not _HINT.search(text):
        return text
    for pattern, what in (
        (_ROOM, "meeting IDs"),
        (_AFTER_A_SIGN, "passcodes"),
        (_AFTER_A_SPACE, "passcodes"),
        (_AFTER_PW, "passcodes"),
        (_AFTER_A_SIGN_ONLY, "passcodes"),
    ):
        text = pattern.sub(_take(findings, what), text)
    return text


def without_keyed_codes(text: str, findings: Findings) -> str:
    """Return the text with TAKEN for what is typed on a telephone: *123456, 1234#."""
    if "#" not in text and "*" not in text:
        return text
    return _WITH_HASH.sub(_take(findings, "passcodes"), text)


def _take(findings: Findings, what: str) -> Callable[[re.Match[str]], str]:
    def take(_found: re.Match[str]) -> str:
        findings.drop(what)
        return TAKEN

    return take
