"""Somebody says they are worried about another person: kept, and the leads are told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Anybody
from hearthside.core.policy import ANYWHERE
from hearthside.groups import roles
from hearthside.notifications.worry_raised import WorryRaised, words
from hearthside.people.letters import Kind
from hearthside.safety import telling
from hearthside.safety.telling import Worried
from hearthside.workflows import round_the_leads
from hearthside.workflows.write_to import write_to


def tell_of_a_worry(
    actor: Anybody,
    worried: Worried,
    *,
    is_about_a_lead: bool = False,
    base_address: str,
    now: datetime,
) -> None:
    """Keep what somebody says about another person, and tell the leads that it waits.

    Nobody else is written to, least of all whom it is about. However many are told, the
    leads get one letter an hour of them, and one a quarter of an hour where danger is
    feared. A lead of that name does not know of it.

    is_about_a_lead -- whoever tells says so. When no lead has that name it may be any of
    them, so it goes round all of them, apart from what others told: else somebody could
    hide that by saying so.

    Raises CannotTell, TooOften, CannotReport.
    """
    about = round_the_leads.named(worried.who, kind=worried.kind)
    if is_about_a_lead and not about:
        about = frozenset(roles.leads())
    with transaction.atomic():
        if round_the_leads.is_every_lead(about):
            telling.insist_may_tell(actor, worried, now=now)
            round_the_leads.say_it_to_the_host(
                actor,
                about=about,
                place=ANYWHERE,
                words="\n".join(
                    filter(None, (worried.who, worried.words, worried.reach))
                ),
                base_address=base_address,
                now=now,
            )
            return
        kept = telling.tell(actor, worried, about=about, now=now)
        if not kept.wants_a_letter:
            return
        quarter = f"{now.minute // 15}" if kept.is_danger else ""
        write_to(
            set(roles.leads()) - about,
            words(WorryRaised(f"{base_address}/desk/worries/")),
            kind=Kind.DANGER if kept.is_danger else Kind.DESK,
            occasion=f"told:{now:%Y%m%d%H}:{quarter}",
            still=lambda _: "leads:",
            now=now,
        )
