"""What this room keeps of a person, how long, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps

KEEPS: Final = (
    Keeps("groups.feed", (), None, "Whose list we show; no person in it."),
    Keeps("groups.group", (), None, "What a group says of itself; no person in it."),
    Keeps("groups.said", (), None, "Words a group says of itself."),
    Keeps("groups.agreement", (), None, "What members promise; no names in it."),
    Keeps(
        "groups.membership",
        ("person",),
        365,
        "That you belong, and the name you chose there; gone a year after you leave.",
    ),
    Keeps(
        "groups.roleheld",
        ("person",),
        365 * 3,
        "Which role you held where; gone three years after it ended.",
    ),
    Keeps("groups.nobodythere", (), 365, "That nobody was there; not who said so."),
    Keeps(
        "groups.importrun",
        ("by_person_id",),
        90,
        "Who read a feed in, and what came of it; gone after 90 days.",
    ),
)
