"""Being told: people who asked to hear when a date of a group changes."""

from __future__ import annotations

from hearthside.core.actor import Actor
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


def asked(person_id: int, *, group_id: int) -> bool:
    """Return whether this person wants to be told."""
    return AskedToBeTold.objects.filter(group_id=group_id, person_id=person_id).exists()


def who_asked(group_id: int) -> list[int]:
    """Return the people who want to be told about this group's dates."""
    rows = AskedToBeTold.objects.filter(group_id=group_id)
    return list(rows.values_list("person_id", flat=True))


def i_asked(actor: Actor) -> list[int]:
    """Return the groups the actor asked to be told about."""
    rows = AskedToBeTold.objects.filter(person_id=actor.person_id)
    return list(rows.values_list("group_id", flat=True))
