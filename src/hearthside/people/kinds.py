"""Kinds of letter: what a letter is about, as far as its reader may choose."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a letter is about; each can be stopped by itself."""

    DATES = "dates"
    ROTA = "rota"
    TRAINING = "training"
    DESK = "desk"
    CHECK_OUT = "check_out"
    WAITING = "waiting"
    ROLES = "roles"
    DANGER = "danger"
    QUESTIONS = "questions"
    # Not about anything: the lines of several kinds in one letter.
    DIGEST = "digest"


# Somebody may be alone in a hall: this one comes at any hour, to whoever said they wait.
# Or somebody fears for another at this moment: that comes to safeguarding leads alone.
AT_ANY_HOUR: Final = frozenset({Kind.CHECK_OUT, Kind.DANGER})
STOPPABLE: Final = tuple(
    kind for kind in Kind if kind not in AT_ANY_HOUR and kind is not Kind.DIGEST
)
# Every letter that says in its last line how to stop letters like it.
WITH_A_WAY_OUT: Final = (*STOPPABLE, Kind.DIGEST)
