"""What this room keeps of a person, how long, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.circles import pictures, rooms, seats
from hearthside.circles.models import Seat
from hearthside.core.erasure import Keeps, Way

KEEPS: Final = (
    Keeps("circles.circle", (), None, "That a group has a circle."),
    Keeps(
        "circles.seat",
        ("whose", "whose_here", "whose_sealed"),
        365,
        "That you sit in a circle, sealed, under an id that is only yours there; gone a "
        "year after you left.",
        ways=(Way.BY_THE_ROOM,) * 3,
    ),
    Keeps(
        "circles.line",
        (),
        240,
        "That people of a group have a line, until when, on which day something last came "
        "there, and the sentence by which it was asked for, sealed; the sentence goes once "
        "everybody said yes, all of it a month after its end.",
    ),
    Keeps(
        "circles.side",
        (),
        240,
        "By which name you are in a line, sealed, whether you said yes, and when you read; "
        "gone with it.",
    ),
    Keeps(
        "circles.frame",
        (),
        180,
        "What was said in a circle, as your browsers sealed it, and how its keys were turned. We "
        "cannot open it, and not who said it. Words go after the circle's own time.",
    ),
    Keeps(
        "circles.picture",
        ("whose",),
        180,
        "A picture you sent in a circle, as your browser sealed it, with a mark by which only "
        "you can take it back. We cannot open it. It goes with the circle's own time, when you "
        "take it back, or with the circle.",
        ways=(Way.BY_THE_ROOM,),
    ),
    Keeps("circles.groupinfo", (), None, "How a circle's keys look from outside."),
    Keeps(
        "circles.keypackage",
        (),
        90,
        "What lets a device of yours be let into a circle while it sleeps. Used once.",
    ),
    Keeps("circles.welcome", (), 30, "What a device of yours needs to begin; sealed."),
    Keeps("circles.spentticket", (), 180, "That an invitation was used. Not by whom."),
    Keeps(
        "circles.streamticket",
        (),
        1,
        "What opens a stream to your device, within a minute. Only the device can tell whose.",
    ),
    Keeps(
        "circles.livesession",
        (),
        1,
        "That a device listens, for half a day. Only the device can tell whose.",
    ),
    Keeps("circles.room", (), 1, "That a meeting has a room, until it closes."),
    Keeps(
        "circles.outtonight",
        ("whose_here",),
        1,
        "That you were asked out of a room for tonight, as a mark; gone when it closes.",
        ways=(Way.BY_THE_ROOM,),
    ),
    Keeps("circles.wake", (), 1, "That a seat ended, so that open streams notice."),
    Keeps(
        "circles.frankingkey",
        (),
        240,
        "A key of the house, sealed, by which a report of sealed words is found genuine.",
    ),
)


def forget(person_id: int) -> int:
    """Forget one person: every seat, and what lay there for their devices."""
    gone = rooms.forget_person(person_id) + pictures.forget_person(person_id)
    return gone + Seat.objects.filter(seats.of(person_id)).delete()[0]
