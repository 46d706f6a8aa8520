"""What this room keeps of a person, how long, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps, Way, forget_rows

KEEPS: Final = (
    Keeps(
        "meetings.meeting",
        ("changed_by_person_id",),
        365 * 6,
        "A date, its sums, and who last changed it. Never who came.",
        ways=(Way.GAP,),
        stays="That a date was changed. Not that it was you.",
    ),
    Keeps(
        "meetings.rotaplace",
        ("person", "offered_to"),
        365,
        "Which evenings a facilitator was down for, and whom they asked to take one; "
        "gone a year after.",
        ways=(Way.GOES, Way.GAP),
        stays="That somebody asked for a swap. Not that they asked you.",
    ),
    Keeps(
        "meetings.rotacalendar",
        ("person",),
        365,
        "The secret address of a volunteer's calendar, sealed; gone when they take it "
        "back, and a year after it was made.",
    ),
    Keeps(
        "meetings.training",
        ("person",),
        365 * 6,
        "A volunteer's certificates; gone six years after they ran out.",
    ),
    Keeps(
        "meetings.ledbefore",
        ("person",),
        365 * 6,
        "That a volunteer has led evenings; gone six years after it was noted, once "
        "their certificates are gone.",
    ),
    Keeps(
        "meetings.requirement", (), None, "What everybody who leads must have in date."
    ),
    Keeps(
        "meetings.holding",
        ("holder",),
        365,
        "That an evening was held, from when to when, and on whose phone; gone a year after.",
        ways=(Way.GAP,),
        stays="That an evening was held, and how many came. Not that you held it.",
    ),
    Keeps(
        "meetings.checkin",
        ("person",),
        30,
        "That a volunteer came and went safely; gone a month after.",
    ),
    Keeps(
        "meetings.debrief",
        ("person",),
        365,
        "How a facilitator said they were after an evening, sealed, for their own eyes; "
        "gone a year after.",
    ),
    Keeps(
        "meetings.runningorder", (), None, "How a group's evening runs; nobody in it."
    ),
    Keeps(
        "meetings.mightcome", (), 1, "Nameless ticks; gone the morning after the date."
    ),
    Keeps(
        "meetings.askedtobetold",
        ("person",),
        None,
        "That you want to be told of changes, until you say stop.",
    ),
    Keeps("meetings.slipswanted", (), None, "That a group offers slips."),
    Keeps("meetings.slipkey", (), None, "Keys the house signs slips with."),
    Keeps(
        "meetings.slipcode",
        (),
        1,
        "A code for a slip, as a hash with a date. Not whose, and of no group; gone within "
        "two hours.",
    ),
    Keeps(
        "meetings.spentslip",
        (),
        181,
        "That a slip was verified, and on which day. Not whose; gone once the slip is too "
        "old to be verified.",
    ),
)


def forget(person_id: int) -> int:
    """Forget one person: their evenings, certificates, check-ins and wishes."""
    return forget_rows(KEEPS, person_id)
