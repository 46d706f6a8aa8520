"""A report is answered: what was decided is carried out in the rooms it touches."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor, Machine, Role
from hearthside.core.refusals import NotFound
from hearthside.groups import giving_roles, places, roles
from hearthside.groups.suspensions import CannotSuspend
from hearthside.notifications import report_waits
from hearthside.notifications.report_waits import ReportWaits
from hearthside.people.chosen_names import skeleton
from hearthside.people.letters import Kind
from hearthside.people.signing_in import is_welcome, suspend
from hearthside.safety import appeals, handling, ladder, readers, reading
from hearthside.safety.appeals import Lifted
from hearthside.safety.ladder import CannotAnswer, Rung, Towards
from hearthside.workflows import publish_a_piece
from hearthside.workflows.sit_in_a_circle import stand_up_everywhere
from hearthside.workflows.suspend_somebody import open_again, suspend_by_place
from hearthside.workflows.tell_of_a_decision import Decision, tell_of_a_decision
from hearthside.workflows.what_is_wrong import PIECE
from hearthside.workflows.write_to import write_to

LADDER: Final = Machine("ladder")


def own_places(actor: Actor) -> list[int]:
    """Return every place the actor has or had: what is about one of them is not theirs."""
    return [mine.id for mine in places.of(actor)]


def show_again(actor: Actor, *, public_id: str, now: datetime) -> None:
    """Show again what hid itself because of this report: in its own room too.

    Raises NotFound, CannotAnswer.
    """
    with transaction.atomic():
        kind, thing = handling.show_again(
            actor, own_places(actor), public_id=public_id, now=now
        )
        if kind == PIECE:
            publish_a_piece.show_again(thing, now=now)


def answer_a_report(
    actor: Actor,
    *,
    public_id: str,
    rung: Rung,
    towards: Towards | None,
    reason: str,
    days: int,
    now: datetime,
) -> None:
    """Use one rung of the ladder, and do what it says.

    Raises NotFound, CannotAnswer.
    """
    with transaction.atomic():
        done = ladder.answer(
            actor,
            own_places(actor),
            public_id=public_id,
            rung=rung,
            towards=towards,
            reason=reason,
            days=days,
            now=now,
        )
        if rung is Rung.OUT_OF_HOUSE and towards is not None:
            _put_out_of_the_house(actor, towards, now=now)
        if rung is Rung.OUT_OF_GROUP and towards is not None:
            _put_out(towards, group_id=done.group_id, now=now)
        is_away = rung in {Rung.PAUSE, Rung.OUT_OF_GROUP}
        if is_away and towards is not None and towards.place_id is not None:
            stand_up_everywhere(towards.place_id, now=now)


def point_at_a_name(actor: Actor, *, public_id: str, name: str, now: datetime) -> None:
    """Say which name of the report's group it is about.

    Raises NotFound, CannotAnswer.
    """
    own = own_places(actor)
    sheet = reading.sheet(actor, own, public_id=public_id, now=now)
    group_id = sheet.there.group_id
    found = None
    if group_id is not None and name.strip():
        found = places.called(group_id=group_id, skeleton=skeleton(name))
    if found is None:
        raise CannotAnswer("Nobody in that group has this name now.")
    handling.point_at(actor, own, public_id=public_id, place_id=found.id, now=now)


def hand_to_leads(actor: Actor, *, public_id: str, now: datetime) -> None:
    """Leave a report to the leads; to the host, where every lead may be meant.

    Raises NotFound, CannotAnswer.
    """
    free = [one for one in roles.leads() if not readers.is_about(public_id, [one])]
    handling.hand_to_leads(
        actor, own_places(actor), public_id=public_id, round_leads=not free, now=now
    )


def appeal(
    actor: Actor, *, public_id: str, words: str, base_address: str, now: datetime
) -> None:
    """Ask somebody who did not decide it to look again; those who may are told.

    Raises NotFound, CannotAnswer.
    """
    leads = {one: own_places(Actor(one)) for one in roles.leads() if is_welcome(one)}
    with transaction.atomic():
        asked = appeals.appeal(
            actor,
            own_places(actor),
            public_id=public_id,
            words=words,
            leads=leads,
            now=now,
        )
        write_to(
            asked.leads or roles.hosts(),
            report_waits.words(
                ReportWaits(
                    f"{base_address}/desk/reports/{'' if asked.leads else 'leads/'}"
                )
            ),
            kind=Kind.DESK,
            occasion=f"appeal:{asked.response_id}",
            still=lambda _: "",
            now=now,
        )


def read_appeal(
    actor: Actor,
    *,
    report_id: str,
    response_id: str,
    stands: bool,
    words: str,
    base_address: str,
    now: datetime,
) -> Lifted:
    """Answer an appeal. Somebody who led gets that back; a name may join again; a house
    that was closed opens. Whom it is for is told that it was answered.

    Raises NotFound, CannotAnswer.
    """
    with transaction.atomic():
        lifted = appeals.read_appeal(
            actor,
            own_places(actor),
            report_id=report_id,
            response_id=response_id,
            stands=stands,
            words=words,
            now=now,
        )
        if (
            lifted.is_lifted
            and lifted.rung == Rung.OUT_OF_GROUP
            and lifted.person_id is not None
        ):
            giving_roles.give(
                LADDER,
                person_id=lifted.person_id,
                role=Role.FACILITATOR,
                group_id=lifted.group_id,
                now=now,
            )
        if lifted.is_lifted and lifted.rung == Rung.OUT_OF_HOUSE:
            open_again(place_id=lifted.place_id, person_id=lifted.person_id)
        tell_of_a_decision(
            Decision(lifted.id, lifted.public_id, lifted.person_id, lifted.place_id),
            base_address=base_address,
            now=now,
        )
    return lifted


def _put_out_of_the_house(actor: Actor, towards: Towards, *, now: datetime) -> None:
    if towards.person_id is not None:
        # Known by the name they help under: no name of theirs in a group is touched.
        suspend(person_id=towards.person_id, now=now)
        return
    assert towards.place_id is not None  # noqa: S101 - a rung is towards one of the two
    place = places.these([towards.place_id]).get(towards.place_id)
    if place is None:
        raise CannotAnswer("Whoever had that name is gone.")
    try:
        suspend_by_place(actor, place_id=place.id, called=place.name_here, now=now)
    except CannotSuspend as no:
        raise CannotAnswer(no.why) from no


def _put_out(towards: Towards, *, group_id: int | None, now: datetime) -> None:
    if towards.place_id is not None:
        places.give_up(towards.place_id, now=now)
        return
    assert towards.person_id is not None  # noqa: S101 - a rung is towards one of the two
    try:
        roles.take_back(
            LADDER,
            person_id=towards.person_id,
            role=Role.FACILITATOR,
            group_id=group_id,
            now=now,
        )
    except NotFound as no_role:
        raise CannotAnswer("They do not lead this group now.") from no_role
