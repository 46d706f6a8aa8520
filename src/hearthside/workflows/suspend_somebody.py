"""A lead suspends whoever has a name in a group, all their names, without being shown them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, suspensions
from hearthside.groups.suspensions import CannotSuspend, Lifted
from hearthside.people.signing_in import let_back, suspend
from hearthside.safety import out_of_house
from hearthside.safety.ladder import LONGEST
from hearthside.safety.out_of_house import Let
from hearthside.workflows.tell_of_a_decision import Decision, tell_of_a_decision

LADDER: Final = Machine("ladder")


def suspend_whoever_is(
    actor: Actor, *, called: str, group_id: int, reason: str, now: datetime
) -> None:
    """Suspend whoever has this name in this group, or had it lately.

    reason -- they read it when they try to sign in, and can ask for another look.

    Raises NotFound, CannotSuspend.
    """
    with transaction.atomic():
        place_id = suspensions.place_called(
            actor, group_id=group_id, called=called, now=now
        )
        if not reason.strip() or len(reason) > LONGEST:
            raise CannotSuspend(
                f"Say why, in up to {LONGEST} characters: they read it."
            )
        suspend_by_place(actor, place_id=place_id, called=called, now=now)
        out_of_house.keep(
            actor,
            place_id=place_id,
            called=called,
            group_id=group_id,
            locality_id=directory.handles([group_id])[group_id].locality_id,
            reason=reason,
            now=now,
        )


def suspend_by_place(
    actor: Actor, *, place_id: int, called: str, now: datetime
) -> None:
    """Suspend whoever has this place, known to the actor by this one name.

    Their sessions end with it. The trail says which place, and never who: a line with a
    person in it would join a name to them for whoever reads it.

    Raises NotFound, CannotSuspend.
    """
    with transaction.atomic():
        person_id = suspensions.put_down(
            actor, place_id=place_id, called=called, now=now
        )
        suspend(person_id=person_id, now=now)
        what = f"place:{place_id}"
        trail.note(actor, verb=Verb.SUSPEND_SOMEBODY, what=what, now=now)


def lift_a_suspension(
    actor: Actor, *, public_id: str, base_address: str, now: datetime
) -> None:
    """Lift one suspension; the house opens to them when no other one stands.

    public_id -- of a suspension by a name in a group, or of what was decided about
    somebody who helps.

    Raises NotFound.
    """
    with transaction.atomic():
        try:
            lifted = suspensions.lift(actor, public_id=public_id)
        except NotFound:
            let = out_of_house.let_in(actor, public_id=public_id, now=now)
            told: Let | None = let
            what = f"person:{let.person_id}"
            open_again(person_id=let.person_id, place_id=None)
        else:
            told = out_of_house.end_by_place(lifted.place_id, now=now)
            what = f"place:{lifted.place_id}"
            _open_if_none_stands(lifted)
        trail.note(actor, verb=Verb.LIFT_A_SUSPENSION, what=what, now=now)
        if told is not None:
            tell_of_a_decision(
                Decision(told.id, told.public_id, told.person_id, told.place_id),
                base_address=base_address,
                now=now,
            )


def open_again(*, person_id: int | None, place_id: int | None) -> None:
    """Open the house to whoever was put out so, when nothing else keeps them out.

    For what was looked at again: who may was asked before.
    """
    if place_id is not None:
        try:
            _open_if_none_stands(suspensions.lift_by_place(LADDER, place_id=place_id))
        except NotFound:
            # A lead lifted it meanwhile.
            return
    elif person_id is not None and not (
        out_of_house.holds_for(person_id) or suspensions.stands_for(person_id)
    ):
        let_back(person_id=person_id)


def _open_if_none_stands(lifted: Lifted) -> None:
    if not lifted.another_stands and not out_of_house.holds_for(lifted.person_id):
        let_back(person_id=lifted.person_id)
