"""What this room keeps of a person, how long, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps, Way, forget_rows
from hearthside.groups.forgetting import forget_person

KEEPS: Final = (
    Keeps("groups.feed", (), None, "Whose list we show; no person in it."),
    Keeps("groups.group", (), None, "What a group says of itself; no person in it."),
    Keeps("groups.said", (), None, "Words a group says of itself."),
    Keeps(
        "groups.doorphoto",
        (),
        None,
        "A door as it looks, and words for it; whoever adds it is asked that no person "
        "is in it. Gone when a coordinator takes it away.",
    ),
    Keeps("groups.agreement", (), None, "What members promise; no names in it."),
    Keeps(
        "groups.membership",
        ("whose", "whose_here", "whose_sealed"),
        365,
        "That you belong, and the name you chose there; whose place it is is sealed. "
        "Gone a year after you leave; where you burned the name, 120 days after, unless "
        "you are suspended by it, what somebody said of it is not settled, or somebody "
        "does not want to meet you. The name of an earlier stay goes with its year.",
        ways=(Way.BY_THE_ROOM,) * 3,
    ),
    Keeps(
        "groups.nameatrest",
        ("mark", "whose_here"),
        120,
        "A name you gave up in a group, as a mark nobody can read, so that no other has "
        "it at once; gone after 120 days.",
        ways=(Way.BY_THE_ROOM,) * 2,
    ),
    Keeps(
        "groups.suspension",
        ("by_person_id",),
        None,
        "That a safeguarding lead asked whoever had a name in a group to stay away; "
        "gone when it is lifted, and with your place.",
        ways=(Way.GAP,),
        stays="That somebody was asked to stay away. Not that it was you who asked.",
    ),
    Keeps(
        "groups.roleheld",
        ("person",),
        365 * 3,
        "Which role you held where; gone three years after it ended.",
    ),
    Keeps(
        "groups.roleoffer",
        ("made_by", "person", "confirmed_by"),
        30,
        "A role somebody held out, to whom, and who agreed; gone 30 days after it ran out.",
    ),
    Keeps("groups.nobodythere", (), 365, "That nobody was there; not who said so."),
    Keeps(
        "groups.importrun",
        ("by_person_id",),
        90,
        "Who read a feed in, and what came of it; gone after 90 days.",
        ways=(Way.GAP,),
        stays="That a list of groups was read in. Not that it was you.",
    ),
    Keeps("groups.alike", (), None, "Which listings are one group; no person in it."),
    Keeps(
        "groups.ease", (), None, "How visits felt, in sums of five; no person in it."
    ),
    Keeps(
        "groups.waiting",
        ("person",),
        365,
        "That you wait for a group, and for what, sealed; gone a year after you began, "
        "a month after we wrote, or when you stop.",
    ),
    Keeps(
        "groups.shortlist",
        ("person",),
        365,
        "The groups you might try and what you wrote of your visits, sealed, if you put "
        "them in your account; gone a year after that, or when you take them out.",
    ),
    Keeps("groups.ways", (), None, "How people belong to a group; no person in it."),
    Keeps(
        "groups.change",
        ("by_mark",),
        180,
        "That you proposed a change of the agreement, under a mark only this house can "
        "read; gone half a year after, or 90 days after it was settled.",
        ways=(Way.BY_THE_ROOM,),
    ),
    Keeps(
        "groups.voice",
        ("by_mark",),
        180,
        "What you said to a proposed change, under such a mark; gone when it is settled.",
        ways=(Way.BY_THE_ROOM,),
    ),
    Keeps(
        "groups.inline",
        ("mark", "who"),
        365,
        "That you wait for a seat in a group, sealed; gone when you join, when you stop, "
        "when two offers went by, or after a year.",
        ways=(Way.BY_THE_ROOM,) * 2,
    ),
    Keeps(
        "groups.firsttalk",
        ("mark",),
        60,
        "That you asked to talk with a facilitator, and your words for it, sealed. "
        "The words go when you have talked, the rest when you join or after 60 days.",
        ways=(Way.BY_THE_ROOM,),
    ),
    Keeps(
        "groups.farewell",
        (),
        30,
        "Words somebody left for the facilitators when they left, sealed, without a name; "
        "gone after 30 days.",
    ),
)


def forget(person_id: int) -> int:
    """Forget one person: their places, roles, waiting and kept groups."""
    return forget_person(person_id) + forget_rows(KEEPS, person_id)
