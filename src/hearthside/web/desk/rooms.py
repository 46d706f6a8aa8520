"""The rooms of the desk: the ways on from it that this person has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.commons import asking, reviewing
from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.core.policy import Verb
from hearthside.groups import proposals
from hearthside.meetings import talks
from hearthside.safety import readers
from hearthside.signposting import doubts
from hearthside.web.desk.reach import Reach
from hearthside.workflows.answer_a_report import own_places


@dataclass(frozen=True, slots=True)
class Room:
    """One way on; count is how much waits there: nothing is shown for 0, nor for None (not counted)."""

    words: str
    url: str
    count: int | None = None


def rooms_of(
    actor: Actor, reach: Reach, *, groups: int, now: datetime
) -> tuple[Room, ...]:
    """Return the rooms of this person's desk; a query for each that says a count."""

    def may(verb: Verb) -> bool:
        return policy.may(actor, verb)

    rooms = [Room(_("Groups"), "#groups", groups)]
    if policy.groups_of(actor, Role.FACILITATOR):
        rooms.append(Room(_("Evenings you lead"), reverse("evenings")))
    if may(Verb.SEE_MY_DATES):
        rooms.append(Room(_("My dates"), reverse("my_dates")))
    if may(Verb.SEE_MY_TRAINING):
        rooms.append(Room(_("My training"), reverse("my_training")))
    if may(Verb.SEE_VOLUNTEERS):
        rooms.append(Room(_("Volunteers"), reverse("volunteers")))
    if may(Verb.SEE_WHO_DOES_WHAT):
        rooms.append(Room(_("Who does what"), reverse("who")))
    if may(Verb.HEAR_WHO_WANTS_A_TALK):
        waiting = len(talks.who_wants_one(actor))
        rooms.append(Room(_("Would like a talk"), reverse("talks"), waiting))
    if may(Verb.READ_WORRIES):
        rooms.append(Room(_("Worries"), reverse("worries")))
    if may(Verb.SUSPEND_SOMEBODY):
        rooms.append(Room(_("Suspend somebody"), reverse("suspend")))
    if may(Verb.KEEP_RECORDS):
        rooms.append(Room(_("Safeguarding records"), reverse("records")))
    if may(Verb.KEEP_THE_PRACTICE):
        rooms.append(Room(_("How we look after worries"), reverse("practice")))
    rooms += _shared(actor, now=now)
    rooms += _reports(actor)
    if may(Verb.SEE_NUMBERS):
        rooms.append(Room(_("Numbers"), reverse("numbers")))
    if may(Verb.KEEP_STUDIES):
        rooms.append(Room(_("Studies"), reverse("studies")))
    if may(Verb.KEEP_REQUIREMENTS):
        rooms.append(Room(_("What leading asks for"), reverse("requirements")))
    if may(Verb.READ_THE_LINES):
        rooms.append(Room(_("Numbers of Help now"), reverse("lines")))
    if may(Verb.READ_THE_DOCUMENTS):
        rooms.append(Room(_("To read and sign"), reverse("documents")))
    if may(Verb.BRING_IN_LISTINGS):
        waiting = proposals.how_many(locality_ids=reach.locality_ids)
        rooms.append(Room(_("Bring in listings"), reverse("listings")))
        rooms.append(Room(_("Proposals"), reverse("proposals"), waiting))
    if may(Verb.KEEP_SIGNPOSTS):
        doubted = doubts.how_many_wait()
        rooms.append(Room(_("Services nearby"), reverse("services_desk"), doubted))
    return tuple(rooms)


def _shared(actor: Actor, *, now: datetime) -> list[Room]:
    """Return the ways to what people share: what waits for a look, or for an answer."""
    rooms = []
    if policy.may(actor, Verb.REVIEW_PIECES):
        waiting = reviewing.how_many_wait(actor)
        rooms.append(Room(_("To look at"), reverse("pieces_waiting"), waiting))
    if policy.may(actor, Verb.SEE_UNANSWERED):
        waiting = asking.how_many_unanswered(now=now)
        rooms.append(
            Room(_("Questions without an answer"), reverse("unanswered"), waiting)
        )
    return rooms


def _reports(actor: Actor) -> list[Room]:
    """Return the ways to what somebody said is wrong; what is about this actor is not counted."""
    ways = (
        (Verb.READ_REPORTS, "reports"),
        (Verb.READ_REPORTS_OF_LEADS, "round_reports"),
    )
    way = next((name for verb, name in ways if policy.may(actor, verb)), None)
    if way is None:
        return []
    waiting = readers.how_many_wait(actor, own_places(actor))
    return [Room(_("Something is wrong"), reverse(way), waiting)]
