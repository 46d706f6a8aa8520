"""A person's plan: a sealed box and the number of its version. Nobody here can open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.people.models import Keyring, Person, SealedPlan

# Whatever was written, it is one of these long: padding, form, iv and tag.
SIZES: Final = tuple((kib << 10) + 29 for kib in (4, 16, 64, 128))
FORM: Final = 1


class CannotKeep(Refusal):
    """What was sent is no sealed plan, or not sealed with the actor's key."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """The plan as it is here: version 0 before there was one, an empty box once deleted."""

    version: int
    box: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a box: whether it was kept, and what is here now."""

    is_kept: bool
    now: Boxed


def mine(actor: Actor) -> Boxed:
    """Return the actor's sealed plan."""
    insist(actor, Verb.KEEP_MY_PLAN, ANYWHERE)
    row = SealedPlan.objects.filter(person_id=actor.person_id).first()
    return Boxed(row.version, bytes(row.box)) if row else Boxed(0, b"")


def keep(actor: Actor, *, key_id: str, seen: int, box: bytes) -> Kept:
    """Keep a box in place of the version the browser has seen; otherwise hand back what is here.

    seen -- the version from which what is in the box grew; 0 for the first.

    Raises CannotKeep.
    """
    insist(actor, Verb.KEEP_MY_PLAN, ANYWHERE)
    if len(box) not in SIZES or box[0] != FORM:
        raise CannotKeep(_("That is no plan our page makes. Nothing was changed."))
    with transaction.atomic():
        # Two devices at once: the second waits here, and hears of the first.
        Person.objects.select_for_update(no_key=True).get(id=actor.person_id)
        if not Keyring.objects.filter(
            person_id=actor.person_id, key_id=key_id
        ).exists():
            raise CannotKeep(_("Your key is another one now. Open it again."))
        here = mine(actor)
        if here.box == box:
            # Sent again because the first answer was lost.
            return Kept(True, here)
        if here.version != seen:
            return Kept(False, here)
        SealedPlan.objects.update_or_create(
            person_id=actor.person_id,
            defaults={"key_id": key_id, "version": seen + 1, "box": box},
        )
    return Kept(True, Boxed(seen + 1, box))


def delete(actor: Actor) -> None:
    """Delete the actor's plan. The number stays, so that another device hears of it."""
    insist(actor, Verb.KEEP_MY_PLAN, ANYWHERE)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(id=actor.person_id)
        row = SealedPlan.objects.filter(person_id=actor.person_id).first()
        if row is not None and row.box:
            row.version, row.box = row.version + 1, b""
            row.save(update_fields=["version", "box"])
