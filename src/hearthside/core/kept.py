"""What the ground floor keeps of a person, how long, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.core import outbox
from hearthside.core.erasure import Keeps, Way, forget_rows

KEEPS: Final = (
    Keeps(
        "core.trailentry",
        ("by",),
        None,
        "Who used a privilege on what, by number only. It stays for good: the charity answers for it.",
        ways=(Way.NUMBER_STAYS,),
        stays="Which acts you did with a role, and when, beside a number. It must stay as it "
        "was written, because the charity answers for it. Nobody can tell any more that "
        "the number was you.",
    ),
    Keeps("core.trailhead", (), None, "The end of the trail's chain."),
    Keeps(
        "core.letter",
        ("person_id",),
        7,
        "A message waiting to leave; its words go when it has gone.",
    ),
    Keeps(
        "core.note",
        ("person_id",),
        30,
        "A line under What happened, sealed; gone after 30 days, or with its reason.",
    ),
    Keeps(
        "core.rightschanged",
        ("person_id",),
        1,
        "That your rights changed, by number only, so that open pages notice.",
    ),
    Keeps("core.heartbeat", (), None, "When the clock last did its rounds."),
)


def forget(person_id: int, *, addresses: list[str]) -> int:
    """Forget one person: letters to them, and to the addresses they had."""
    return forget_rows(KEEPS, person_id) + outbox.forget_letters_to(addresses)
