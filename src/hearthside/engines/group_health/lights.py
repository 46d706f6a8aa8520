"""What a light is about, and what it may say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class About(StrEnum):
    """What a light looks at."""

    NEW_FACES = "new faces"
    COMING_BACK = "coming back"
    CALLED_OFF = "called off"
    TWO_THERE = "two there"
    SHARED = "shared"


class Says(StrEnum):
    """Everything a light may say; the words are the page's."""

    # -- new faces
    OFTEN = "often"
    SELDOM = "seldom"

    # -- coming back
    MOST_BEFORE = "most have been before"
    SOME_AGAIN = "some come again"
    MANY_ONCE = "many come once"

    # -- called off
    NONE_OFF = "none called off"
    FEW_OFF = "few called off"
    MANY_OFF = "many called off"

    # -- two there
    ALWAYS_TWO = "always two"
    MOSTLY_TWO = "mostly two"
    OFTEN_ONE = "often one alone"

    # -- shared
    BY_MANY = "by many"
    BY_A_FEW = "by a few"
    BY_THE_SAME = "by the same"

    # -- nothing can be said
    TOO_FEW = "too few"
    UNSURE = "unsure"


WORTH_A_LOOK: Final = frozenset(
    {Says.SELDOM, Says.MANY_ONCE, Says.MANY_OFF, Says.OFTEN_ONE, Says.BY_THE_SAME}
)
NOTHING: Final = frozenset({Says.TOO_FEW, Says.UNSURE})


@dataclass(frozen=True, slots=True)
class Light:
    """One light.

    part, of -- so many dates of so many; never people, and 0 of 0 where nothing is counted.
    left_out -- dates that were on and of which no rota is known.
    """

    about: About
    says: Says
    part: int = 0
    of: int = 0
    left_out: int = 0

    @property
    def is_worth_a_look(self) -> bool:
        return self.says in WORTH_A_LOOK

    @property
    def says_something(self) -> bool:
        return self.says not in NOTHING
