"""Whether a group meets at all for now: said in a field, a type, or in its very name."""

from __future__ import annotations

import re
from typing import Final

# "Closed" alone is a kind of meeting, and "closed on 3rd Saturdays" a rhythm: neither is here.
_UNTIL: Final = r"""
    (?:\ (?:until|till|as\ of|since|thru|through|due\ to|for\ (?:now|the\ (?:summer|winter|season)
      |renovations?|covid))\b[^()\[\]]*)
"""
_ONE_WORD: Final = (
    r"(?:suspended|cancell?ed|inactive|postponed|disbanded|discontinued|paused)"
)
_NOT_MEETING: Final = rf"""
    (?:(?:is|are)\ )?(?:temporarily|currently|permanently|now|indefinitely)
      \ (?:closed|not\ meeting|on\ hold|{_ONE_WORD}){_UNTIL}?
  | closed\ (?:temporarily|permanently|indefinitely|until\ further\ notice)
  | closed{_UNTIL}
  | (?:(?:meeting|is)\ )?{_ONE_WORD}{_UNTIL}
  | is\ {_ONE_WORD}
  | (?:is\ )?on\ (?:hiatus|hold|pause)
  | (?:is\ )?(?:no\ longer\ meet(?:s|ing)|not\ meeting(?:\ (?:now|currently|at\ this\ time))?)
"""
_IN_BRACKETS: Final = re.compile(
    rf"[(\[*]+[^()\[\]*]*\b(?:{_NOT_MEETING}|{_ONE_WORD})(?!\w)[^()\[\]*]*[)\]*]+",
    re.VERBOSE | re.IGNORECASE,
)
# One word alone counts at the start, before a colon or a dash, and at the end.
_BARE: Final = re.compile(
    rf"""\b(?:{_NOT_MEETING})(?!\w)[!.]*
    | ^\W*(?:meeting\ )?{_ONE_WORD}\s*[:!–—-]+
    | [\s:–—-]+(?:meeting\ )?{_ONE_WORD}\W*$
    | ^\W*{_ONE_WORD}\W*$""",
    re.VERBOSE | re.IGNORECASE,
)


def without_status(name: str) -> tuple[str, bool]:
    """Return the name without words that it does not meet, and whether there were any.

    A name of nothing but such words comes back empty.
    """
    shorter = _BARE.sub("", _IN_BRACKETS.sub("", name))
    if shorter == name:
        return name, False
    return " ".join(shorter.split()).strip(" -–—:;,*|/"), True
