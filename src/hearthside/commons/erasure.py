"""What this room keeps of a person, how long, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.commons import going
from hearthside.core.erasure import Keeps, Way

KEEPS: Final = (
    Keeps(
        "commons.piece",
        ("whose", "whose_sealed", "whose_words"),
        None,
        "What you shared: a question, an answer, what helped you, a story. Its words are "
        "locked. What is shown to everybody here, or to anybody, is also in the search, which "
        "is not; what is for one group alone is not in it. That it is yours is locked for "
        "good. Until you take it back: then the words go at once, and a gap is left where others answered.",
        ways=(Way.BY_THE_ROOM,) * 3,
    ),
    Keeps(
        "commons.suggestion",
        (),
        None,
        "Other words the desk suggested for something you shared, locked, until you answer.",
    ),
    Keeps(
        "commons.willing",
        ("whose", "whose_sealed"),
        365,
        "That you do not mind being asked about something you lived with. Locked, for a "
        "year at most.",
        ways=(Way.BY_THE_ROOM,) * 2,
    ),
    Keeps(
        "commons.asked",
        ("whose",),
        14,
        "That a question was shown to you because you are willing to be asked, as a mark.",
        ways=(Way.BY_THE_ROOM,),
    ),
    Keeps(
        "commons.collection",
        (),
        None,
        "What the desk put together to be read together.",
    ),
    Keeps("commons.collected", (), None, "Which strategy is in which collection."),
)


def forget(person_id: int) -> int:
    """Forget one person: what they shared, and that they were willing to be asked."""
    return going.forget_person(person_id)
