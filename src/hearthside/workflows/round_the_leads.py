"""Which leads a worry may be about, and who reads it when it may be about every one of them."""

from __future__ import annotations

from datetime import datetime

from hearthside.core.actor import Actor, Anybody
from hearthside.core.ids import new_public_id, opaque_id
from hearthside.core.policy import Place
from hearthside.groups import places, roles
from hearthside.meetings import rota
from hearthside.people.chosen_names import skeleton
from hearthside.people.signing_in import names_of
from hearthside.safety import reports
from hearthside.safety.evidence import Thing
from hearthside.safety.reports import Made
from hearthside.workflows.say_something_is_wrong import readers_of, tell_readers

VOLUNTEER = "volunteer"


def named(who: str, *, kind: str) -> frozenset[int]:
    """Return the leads who go by this name, here or in a group; nobody else is looked up.

    Of somebody who helps it is enough that the name is one word of what was typed.
    """
    leads = roles.leads()
    called = names_of(leads)
    typed = {skeleton(who)}
    if kind == VOLUNTEER:
        typed |= {skeleton(word) for word in who.split()}
    return frozenset(
        one
        for one in leads
        if typed
        & {skeleton(called.get(one, "")), *_names_in_groups(one)} - {skeleton("")}
    )


def choices() -> list[tuple[str, str]]:
    """Return the leads somebody may say it is about: an opaque value, and their name."""
    leads = roles.leads()
    called = names_of(leads)
    return [(opaque_id("lead", one), called.get(one, "")) for one in leads]


def chosen(value: str) -> frozenset[int]:
    """Return the lead such a value means, or nobody."""
    return frozenset(one for one in roles.leads() if opaque_id("lead", one) == value)


def of_evening(actor: Actor, place: Place, *, kind: str) -> frozenset[int]:
    """Return the leads who led the evening a worry about somebody who helps comes from."""
    if kind != VOLUNTEER:
        return frozenset()
    there: set[int] = set()
    if place.meeting_id is not None:
        there |= set(rota.on_the_rota([place.meeting_id])[place.meeting_id])
    if place.group_id is not None:
        there |= set(roles.facilitators_of([place.group_id])[place.group_id])
    return frozenset(there & set(roles.leads())) - {actor.person_id}


def is_every_lead(about: frozenset[int]) -> bool:
    """Return whether nobody who leads is left to read it."""
    return bool(about) and about >= set(roles.leads())


def say_it_to_the_host(
    actor: Anybody,
    *,
    about: frozenset[int],
    place: Place,
    words: str,
    base_address: str,
    now: datetime,
) -> Made:
    """Keep a worry about every lead as a report, which goes round them to the host.

    With no host either nobody inside can read it: the pages name who is outside.

    Raises CannotReport.
    """
    thing = Thing(
        "lead",
        # Each is one of its own: nobody joins it to another by guessing.
        new_public_id(),
        group_id=place.group_id,
        locality_id=place.locality_id,
        persons=about,
        is_about_them=True,
        is_about_staff=True,
    )
    made = reports.report(
        actor, thing, weight=0, round_leads=True, words=words, now=now
    )
    tell_readers(
        readers_of(thing), f"report:{made.id}", base_address=base_address, now=now
    )
    return made


def _names_in_groups(person_id: int) -> set[str]:
    return {skeleton(one.name_here) for one in places.of(Actor(person_id))}
