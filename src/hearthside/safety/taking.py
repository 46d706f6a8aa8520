"""What this room puts into a person's own copy, and what it leaves out and why.

Nearly all words here are about somebody else. A copy lies on devices others look at, so
it says that something is there and when, and not what.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Final

from django.db.models import Q

from hearthside.engines.takeaway import Kind, Part, Row
from hearthside.groups import seats
from hearthside.groups.models import Group, Membership
from hearthside.people import copies
from hearthside.safety.evidence import marks_of
from hearthside.safety.models import (
    Care,
    Draft,
    KeyholderKey,
    Opening,
    Protection,
    Report,
    Response,
    SealedContact,
    Telling,
    Worry,
)


def _raised(person_id: int) -> list[Row]:
    rows = Worry.objects.filter(raised_by_id=person_id).order_by("raised_at", "id")
    return [{"raised": row.raised_at} for row in rows]


def _told(person_id: int) -> list[Row]:
    rows = Telling.objects.filter(told_by_id=person_id).order_by("at", "id")
    return [{"told": row.at} for row in rows]


def _put_by(person_id: int) -> list[Row]:
    rows = Draft.objects.filter(person_id=person_id).order_by("changed_at", "id")
    return [{"changed": row.changed_at} for row in rows]


def _cares(person_id: int) -> list[Row]:
    answers = {None: None, True: "yes", False: "no"}
    return [
        {
            "offered": row.offered_at,
            "answered": row.answered_at,
            "i_wanted_one": answers[row.wants_a_talk],
        }
        for row in Care.objects.filter(person_id=person_id).order_by("offered_at", "id")
    ]


def _reported(person_id: int) -> list[Row]:
    rows = Report.objects.filter(reporter_mark__in=marks_of(person_id))
    return [
        {"about_a": row.kind, "said": row.made_at, "settled": row.settled_at}
        for row in rows.order_by("made_at", "id")
    ]


def _decided_about_me(person_id: int) -> list[Row]:
    places = Membership.objects.filter(seats.of(person_id)).values("id")
    rows = Response.objects.filter(Q(person_id=person_id) | Q(place_id__in=places))
    rows = rows.order_by("at", "id")
    groups = Group.objects.filter(id__in=rows.values("group_id"))
    names = dict(groups.values_list("id", "name"))
    stands = {None: None, True: "yes", False: "no"}
    return [
        {
            "what": row.rung,
            "group": names.get(row.group_id or 0),
            "from": row.at,
            "until": row.ends_at,
            "ended": row.ended_at,
            "my_appeal": row.appeal or None,
            "appealed": row.appealed_at,
            "still_stands": stands[row.stands],
        }
        for row in rows
    ]


def _looked(person_id: int) -> list[Row]:
    rows = Protection.objects.filter(ended_by_id=person_id).order_by("ended_at", "id")
    return [{"about_a": row.kind, "looked": row.ended_at} for row in rows]


def _contact(person_id: int) -> list[Row]:
    rows = SealedContact.objects.filter(person_id=person_id)
    return [{"left": row.sealed_at} for row in rows]


def _opened(person_id: int) -> list[Row]:
    # Whoever is to be told later is not told by their copy sooner.
    asked_at = copies.asked_at(person_id)
    if asked_at is None:
        return []
    rows = Opening.objects.filter(person_id=person_id, told_at__lte=asked_at)
    return [
        {"asked": row.asked_at, "agreed": row.agreed_at, "told": row.told_at}
        for row in rows.order_by("asked_at", "id")
    ]


def _helped_open(person_id: int) -> list[Row]:
    mine = Q(asked_by_id=person_id) | Q(agreed_by_id=person_id)
    return [
        {
            "i_asked": row.asked_by_id == person_id,
            "asked": row.asked_at,
            "agreed": row.agreed_at,
        }
        for row in Opening.objects.filter(mine).order_by("asked_at", "id")
    ]


def _keyholding(person_id: int) -> list[Row]:
    rows = KeyholderKey.objects.filter(person_id=person_id).order_by("made_at", "id")
    return [
        {
            "public_half": b64encode(bytes(row.open)).decode(),
            "made": row.made_at,
            "ended": row.ended_at,
        }
        for row in rows
    ]


TAKES: Final = (
    Part(
        "worries", "Worries I raised",
        "When you raised one. Its words are about somebody else, so they are not in "
        "here: ask the safeguarding lead.",
        "safety.worry", {"raised": Kind.MOMENT}, _raised,
    ),
    Part(
        "told_of_worries", "When I told more of a worry",
        "When. The words are about somebody else, so they are not in here.",
        "safety.telling", {"told": Kind.MOMENT}, _told,
    ),
    Part(
        "put_by", "What I put by about a worry",
        "That something lies here for you to finish. You read it on its page.",
        "safety.draft", {"changed": Kind.MOMENT}, _put_by,
    ),
    Part(
        "talks_offered", "Talks I was offered", "After an evening, and your answer.",
        "safety.care",
        {"offered": Kind.MOMENT, "answered": Kind.MOMENT, "i_wanted_one": Kind.TEXT},
        _cares,
    ),
    Part(
        "reports", "When I said that something is wrong",
        "What kind of thing, and when. The words are about others, so they are not in "
        "here. You can follow it under What I said is wrong.",
        "safety.report",
        {"about_a": Kind.TEXT, "said": Kind.MOMENT, "settled": Kind.MOMENT}, _reported,
    ),
    Part(
        "decided_about_me", "What was decided about me",
        "What, where and until when, and your appeal. Why is in somebody else's words: "
        "you read them under Mine.",
        "safety.response",
        {"what": Kind.TEXT, "group": Kind.TEXT, "from": Kind.MOMENT,
         "until": Kind.MOMENT, "ended": Kind.MOMENT, "my_appeal": Kind.TEXT,
         "appealed": Kind.MOMENT, "still_stands": Kind.TEXT}, _decided_about_me,
    ),
    Part(
        "i_looked", "What I looked at because several asked",
        "What kind of thing, and when.", "safety.protection",
        {"about_a": Kind.TEXT, "looked": Kind.MOMENT}, _looked,
    ),
    Part(
        "emergency_contact", "My emergency contact",
        "That you left one, and when. It is sealed so that only two keyholders open it "
        "together, so a copy of it would open for nobody.",
        "safety.sealedcontact", {"left": Kind.MOMENT}, _contact,
    ),
    Part(
        "contact_opened", "When my emergency contact was opened",
        "When it was asked for, agreed to, and you were told.", "safety.opening",
        {"asked": Kind.MOMENT, "agreed": Kind.MOMENT, "told": Kind.MOMENT}, _opened,
    ),
    Part(
        "helped_to_open", "When I helped to open a contact",
        "When you asked or agreed. Whose it was, and why, is about them.",
        "safety.opening",
        {"i_asked": Kind.YES, "asked": Kind.MOMENT, "agreed": Kind.MOMENT}, _helped_open,
    ),
    Part(
        "keyholding", "My keyholder's key",
        "Its public half. The other half never left your browser.",
        "safety.keyholderkey",
        {"public_half": Kind.TEXT, "made": Kind.MOMENT, "ended": Kind.MOMENT},
        _keyholding,
    ),
)  # fmt: skip
NOT_TAKEN: Final = {
    "safety.reading": "Which worries you opened. They are about somebody else.",
    "safety.record": "Safeguarding records you hold. They are about somebody else.",
    "safety.entrywords": "What is written in safeguarding records. You can ask a "
    "safeguarding lead what one says of you.",
    "safety.keptfrom": "Whether a worry may be about you as a safeguarding lead. That keeps "
    "whoever raised it safe. You can ask another lead what a record says of you.",
    "safety.concerned": "Whether somebody said that something is wrong about you. That "
    "keeps whoever said so safe; what was decided about you is in here.",
    "safety.step": "What you did about something others said is wrong. It is about them.",
}
