"""A worry is raised: it is kept for the safeguarding lead, and every lead is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import Place
from hearthside.groups import roles
from hearthside.notifications.worry_raised import WorryRaised, words
from hearthside.people.letters import Kind
from hearthside.safety import worries
from hearthside.safety.reports import Made
from hearthside.workflows import round_the_leads
from hearthside.workflows.write_to import write_to


def raise_a_worry(
    actor: Actor,
    *,
    place: Place,
    kind: str,
    own_words: str,
    about: frozenset[int] = frozenset(),
    base_address: str,
    now: datetime,
) -> int | Made:
    """Keep the worry and tell the leads that something waits; return its number.

    about -- the leads it may be about: they do not know of it. When that is every lead,
    it becomes a report, which goes round them to the host, and that is returned.
    Where danger is feared the letter leaves at any hour.

    Raises NotFound, CannotRaise, CannotReport.
    """
    about |= round_the_leads.of_evening(actor, place, kind=kind)
    with transaction.atomic():
        if round_the_leads.is_every_lead(about):
            worries.insist_may_raise(actor, place=place, kind=kind, words=own_words)
            return round_the_leads.say_it_to_the_host(
                actor,
                about=about,
                place=place,
                words=own_words,
                base_address=base_address,
                now=now,
            )
        worry_id, is_new = worries.raise_worry(
            actor, place=place, kind=kind, words=own_words, about=about, now=now
        )
        if not is_new:
            return worry_id
        write_to(
            set(roles.leads()) - about,
            words(WorryRaised(f"{base_address}/desk/worries/")),
            kind=Kind.DANGER if kind == "danger_now" else Kind.DESK,
            occasion=f"worry:{worry_id}",
            still=lambda _: "leads:",
            now=now,
        )
    return worry_id
