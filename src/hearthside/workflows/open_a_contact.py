"""Opening an emergency contact: the others are asked, and the person is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from hearthside.core import outbox
from hearthside.core.actor import Actor
from hearthside.groups import joining
from hearthside.notifications import contact_opened, key_wanted
from hearthside.notifications.contact_opened import ContactOpened
from hearthside.notifications.key_wanted import KeyWanted
from hearthside.organisation.wording import the_house
from hearthside.people.signing_in import addresses_of, person_called
from hearthside.safety import openings


def ask_for(
    actor: Actor, *, name: str, reason: str, base_address: str, now: datetime
) -> str:
    """Ask to open the contact of whoever goes by this name; return the opening's id.

    name -- as they sign in, or as they are called in a group.

    Raises NotFound, CannotOpen.
    """
    signs_in = person_called(name)
    people = [signs_in] if signs_in is not None else joining.who_is(name)
    with transaction.atomic():
        asked = openings.ask(actor, person_ids=people, reason=reason, now=now)
        letter = key_wanted.words(
            KeyWanted(f"{base_address}/mine/keyholding/{asked.public_id}/")
        )
        for person_id, address in addresses_of(list(asked.others)).items():
            # Never held back for quiet hours: somebody may be in danger.
            outbox.put(
                letter,
                key=f"opening:{asked.public_id}:{person_id}",
                address=address,
                person_id=person_id,
                now=now,
            )
    return asked.public_id


def agree_to(
    actor: Actor, *, public_id: str, handed: bytes, base_address: str, now: datetime
) -> None:
    """Agree; the person whose contact it is hears of it, by default at once.

    Raises NotFound, CannotOpen.
    """
    tell_after = timedelta(hours=the_house().told_after_hours)
    with transaction.atomic():
        agreed = openings.agree(
            actor, public_id=public_id, handed=handed, tell_after=tell_after, now=now
        )
        letter = contact_opened.words(
            ContactOpened(f"{base_address}/mine/emergency-contact/")
        )
        for person_id, address in addresses_of([agreed.person_id]).items():
            outbox.put(
                letter,
                key=f"opened:{agreed.id}:{person_id}",
                address=address,
                person_id=person_id,
                not_before=agreed.told_at,
                now=now,
            )
