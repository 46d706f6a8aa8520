"""Being told: people who asked to hear when a date of a group changes."""

from __future__ import annotations

from hearthside.core.actor import Actor
from hearthside.groups import stepping_out
from hearthside.meetings.models import AskedToBeTold


def ask_to_be_told(actor: Actor, *, group_id: int) -> None:
    """Tell this person when a date of this group is moved or called off."""
    put_down(person_id=actor.person_id, group_id=group_id)


def put_down(*, person_id: int, group_id: int) -> None:
    """Note that a person wants to be told; for commands and demos."""
    AskedToBeTold.objects.get_or_create(group_id=group_id, person_id=person_id)


def stop_telling(actor: Actor, *, group_id: int) -> None:
    """Stop telling this person about this group's dates."""
    AskedToBeTold.objects.filter(group_id=group_id, person_id=actor.person_id).delete()


def stop_after_a_break(person_id: int, *, group_id: int) -> None:
    """Stop telling somebody whose break ran out: they have not come back to ask for more."""
    AskedToBeTold.objects.filter(group_id=group_id, person_id=person_id).delete()


def asked(person_id: int, *, group_id: int) -> bool:
    """Return whether this person wants to be told."""
    return AskedToBeTold.objects.filter(group_id=group_id, person_id=person_id).exists()


def hears(person_id: int, *, group_id: int) -> bool:
    """Return whether this person is told now: they want to be, and take no break."""
    return asked(person_id, group_id=group_id) and not stepping_out.rests(
        person_id, group_id=group_id
    )


def who_hears(group_id: int) -> list[int]:
    """Return the people who are told about this group's dates now.

    Whoever takes a break from the group hears nothing of it until they are back.
    """
    rows = AskedToBeTold.objects.filter(group_id=group_id)
    rest = stepping_out.who_rests(group_id)
    wanting = rows.values_list("person_id", flat=True)
    return [person_id for person_id in wanting if person_id not in rest]


def i_asked(actor: Actor) -> list[int]:
    """Return the groups the actor asked to be told about."""
    rows = AskedToBeTold.objects.filter(person_id=actor.person_id)
    return list(rows.values_list("group_id", flat=True))
