"""What this room keeps of a person, how long, and how it goes.

Somebody who leaves the house does not take a safeguarding record with them: it is kept
for its own time (practice.py says how long and why), because somebody may need it. What
points at them is emptied with their account; their number inside sealed words stays
until the words go, and finds nobody. What they reported bears a mark and no number:
the room takes the mark off by itself.
"""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps, Way, forget_rows
from hearthside.safety import evidence
from hearthside.safety.models import Report

KEEPS: Final = (
    Keeps(
        "safety.worry",
        ("raised_by", "held_by", "closed_by"),
        365 * 6,
        "A worry, its words sealed, who raised it and who holds it; gone a year after it "
        "was closed, six years after it was raised, or with the record it became. "
        "Deleting an account does not delete it.",
        ways=(Way.GAP, Way.GAP, Way.GAP),
        stays="A worry you raised or held, its words locked, for six years: it may keep "
        "somebody else safe. Not that it was you.",
    ),
    Keeps(
        "safety.telling",
        ("told_by",),
        365 * 6,
        "What somebody told about a worry, sealed; gone with it.",
        ways=(Way.GAP,),
        stays="What you told about a worry, its words locked. Not that it was you.",
    ),
    Keeps(
        "safety.keptfrom",
        ("person",),
        365 * 25,
        "Which lead a worry or a record may be about, so that they do not know of it; gone "
        "with it.",
    ),
    Keeps(
        "safety.draft",
        ("person",),
        30,
        "What you typed about a worry and did not keep, sealed, for you alone.",
    ),
    Keeps(
        "safety.reading",
        ("person",),
        365 * 25,
        "Who opened a worry or a record and when; gone with it.",
        ways=(Way.GAP,),
        stays="That a worry or a record was opened, and when. Not that it was you.",
    ),
    Keeps(
        "safety.record",
        ("held_by", "offered_to", "closing_by"),
        365 * 25,
        "That a safeguarding record is there, and which lead holds it. Who it is with "
        "goes when its words go. Deleting an account does not delete it.",
        ways=(Way.GAP, Way.GAP, Way.GAP),
        stays="A safeguarding record, for as long as the charity has to keep it. Not that "
        "you held it.",
    ),
    Keeps(
        "safety.entry",
        (),
        None,
        "That something was written in a record, and when: no words, no person. It stays, "
        "so that nobody can change what was written.",
    ),
    Keeps(
        "safety.entrywords",
        ("body",),
        365 * 25,
        "What was written in a record and by whom, sealed; gone after the time the "
        "organisation keeps that kind.",
        ways=(Way.NUMBER_STAYS,),
        stays="What you wrote in a safeguarding record, its words locked, with a number "
        "inside, until the time for that kind is over. The number finds nobody any more.",
    ),
    Keeps("safety.chain", (), None, "The end of the record's chain."),
    Keeps("safety.practice", (), None, "The times of safeguarding in this house."),
    Keeps(
        "safety.care",
        ("person",),
        365 * 25,
        "That you were offered a talk after an evening, and what you answered.",
    ),
    Keeps(
        "safety.asked",
        (),
        365 * 25,
        "That somebody asked what a record says of them, and what was taken out, sealed; "
        "not who asked. Gone with the words of the record.",
    ),
    Keeps(
        "safety.report",
        ("reporter_mark",),
        365 * 2,
        "What you said is wrong, sealed, with a mark in place of your name; gone two years "
        "after it was settled.",
        ways=(Way.BY_THE_ROOM,),
        stays="What you said is wrong, locked, until two years after it was settled. The "
        "mark in place of your name is taken off.",
    ),
    Keeps(
        "safety.sealedwords",
        (),
        365 * 2,
        "Words of a circle that somebody showed us with a report, sealed by their browser "
        "for those who look after safeguarding. We cannot open them; gone with the report.",
    ),
    Keeps(
        "safety.sealedwordskey",
        (),
        365 * 2,
        "What opens them, sealed to each of those people; gone with them.",
    ),
    Keeps(
        "safety.concerned",
        ("person",),
        365 * 2,
        "Whom a report may be about, so that they are not the one to read it; gone with it.",
    ),
    Keeps(
        "safety.step",
        ("person",),
        365 * 2,
        "Who opened a report, and each thing done about it; gone with it.",
        ways=(Way.GAP,),
        stays="That a report was opened, and what was done about it. Not that it was you.",
    ),
    Keeps(
        "safety.response",
        ("person", "decided_by", "appeal_read_by"),
        365 * 2,
        "What was decided about you and why, who decided, and your appeal; all words "
        "sealed, and gone with the report.",
        ways=(Way.GOES, Way.GAP, Way.GAP),
        stays="What you decided about somebody else, its words locked. Not that it was you.",
    ),
    Keeps(
        "safety.protection",
        ("ended_by",),
        365 * 2,
        "What several people asked us to look at, and who looked; gone two years after.",
        ways=(Way.GAP,),
        stays="That something was looked at because several people asked. Not that you "
        "looked.",
    ),
    Keeps(
        "safety.block",
        (),
        None,
        "Which name another name does not want to meet; gone when either leaves the group.",
    ),
    Keeps(
        "safety.keyholderkey",
        ("person",),
        None,
        "The public half of a keyholder's key.",
    ),
    Keeps(
        "safety.sealedcontact",
        ("person",),
        None,
        "Your emergency contact, sealed by your browser, until you take it back. We cannot open it.",
    ),
    Keeps(
        "safety.contacthalf",
        (),
        None,
        "Halves of its key, each sealed to one keyholder; gone with it.",
    ),
    Keeps(
        "safety.opening",
        ("person", "asked_by", "agreed_by"),
        365 * 6,
        "Who asked to open an emergency contact, why (sealed), who agreed and when; gone six years after.",
        ways=(Way.GOES, Way.GAP, Way.GAP),
        stays="That you opened somebody else's emergency contact with another. Not that it was you.",
    ),
)


def forget(person_id: int) -> int:
    """Forget one person: worries, records and reports stay for their time, and say nobody."""
    # No column leads from a person to what they reported: only their mark does.
    unmarked = evidence.forget_reporter(person_id=person_id)
    return unmarked + forget_rows(KEEPS, person_id)


def also_stays(person_id: int) -> list[str]:
    """Return what stays of this person that no column leads to, and why."""
    reported = Report.objects.filter(reporter_mark__in=evidence.marks_of(person_id))
    said = next(one.stays for one in KEEPS if one.table == "safety.report")
    return [said] if reported.exists() else []
