"""Whether a group meets at all for now: said in a field, a type, or in its very name."""

from __future__ import annotations

import re
from typing import Final

# "Closed" alone is a kind of meeting, and "closed on 3rd Saturdays" a rhythm: neither is here.
_NOT_MEETING: Final = r"""
    (?:(?:is|are)\ )?(?:temporarily|currently|permanently|now|indefinitely)\ (?:closed|suspended|
      inactive|not\ meeting|cancell?ed|on\ hold)
  | closed\ (?:temporarily|permanently|indefinitely|until\ further\ notice)
  | closed\ (?:until|till|as\ of|since|thru|through|due\ to|for\ (?:now|the\ (?:summer|winter|season)
      |renovations?|covid))\b[^()\[\]]*
  | (?:meeting\ )?(?:is\ )?(?:suspended|cancell?ed|inactive|postponed|disbanded|discontinued)
      (?:\ (?:until|till|as\ of|since|thru|through|due\ to|for\ now)\b[^()\[\]]*)?
  | (?:is\ )?(?:on\ (?:hiatus|hold|pause)|paused)
  | (?:is\ )?(?:no\ longer\ meet(?:s|ing)|not\ meeting(?:\ (?:now|currently|at\ this\ time))?)
"""
_IN_BRACKETS: Final = re.compile(
    rf"[(\[*]+[^()\[\]*]*\b(?:{_NOT_MEETING})[^()\[\]*]*[)\]*]+",
    re.VERBOSE | re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"\**\b(?:{_NOT_MEETING})(?!\w)\**[!.]*", re.VERBOSE | re.IGNORECASE
)


def without_status(name: str) -> tuple[str, bool]:
    """Return the name without words that it does not meet, and whether there were any.

    A name of nothing but such words comes back empty.
    """
    shorter = _BARE.sub("", _IN_BRACKETS.sub("", name))
    if shorter == name:
        return name, False
    return " ".join(shorter.split()).strip(" -–—:;,*|/"), True
