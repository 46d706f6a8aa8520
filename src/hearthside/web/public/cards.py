"""Group cards: what one group shows of itself in a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.engines import recurrence
from hearthside.groups.finding import Card
from hearthside.meetings import evenings, rota, schedule
from hearthside.meetings.holding import EARLY
from hearthside.meetings.schedule import Dated
from hearthside.organisation.wording import House
from hearthside.web.public import saying
from hearthside.web.public.keeping import Keep
from hearthside.web.public.saying import Fact, When
from hearthside.workflows import hidden_words


@dataclass(frozen=True, slots=True)
class GroupCard:
    """Everything parts/group.html may show of one group.

    quiet -- how sure the date is, or whose list it comes from.
    caution -- that somebody found nobody there; empty when nobody said so.
    keep -- what a device notes of it when somebody keeps it.
    """

    name: str
    url: str
    when: str
    stamp: str
    zone: str
    facts: tuple[Fact, ...]
    words: str
    quiet: str
    caution: str
    keep: Keep


def cards_of(
    found: Iterable[Card], *, house: House, now: datetime
) -> tuple[GroupCard, ...]:
    """Return these groups as they are listed; four queries, however many there are."""
    found = hidden_words.off_the_cards(found)
    ours = [card.id for card in found if card.is_ours]
    coming = schedule.next_of_each(ours, now=now) if ours else {}
    ids = [date.id for date in coming.values()]
    ready = rota.ready(ids) if coming else {}
    # Only a date that has come near can be open: most lists ask nothing more.
    near = [date.id for date in coming.values() if date.starts_at - EARLY <= now]
    is_open = evenings.open_among(near, now=now) if near else frozenset()
    return tuple(
        _card(card, coming.get(card.id), ready, is_open, house=house, now=now)
        for card in found
    )


def _card(
    card: Card,
    coming: Dated | None,
    ready: dict[int, int],
    is_open: frozenset[int],
    *,
    house: House,
    now: datetime,
) -> GroupCard:
    when = _when(card, coming, house=house, now=now)
    facts = (
        saying.place_fact(
            card.attendance, km=card.km, district=card.district, miles=house.miles
        ),
        saying.about_fact(card.said),
        saying.access_fact(card.said),
    )
    return GroupCard(
        name=card.name,
        url=reverse("group", args=[card.public_id]),
        when=when.words,
        stamp=when.stamp,
        zone=card.zone,
        facts=tuple(fact for fact in facts if fact),
        words=card.one_line,
        quiet=_("Open now: the door is held by two facilitators.")
        if coming and coming.id in is_open
        else _quiet(card, coming, ready, now=now),
        caution=_("Somebody went and found nobody there. We are asking about it.")
        if card.has_caution
        else "",
        keep=Keep(
            card.public_id,
            card.name,
            recurrence.sentence(card.pattern),
            # No distance: it would tell where somebody set out from.
            saying.place_fact(
                card.attendance, km=None, district=card.district, miles=house.miles
            ).words,
            card.is_ours,
        ),
    )


def _when(card: Card, coming: Dated | None, *, house: House, now: datetime) -> When:
    # Our own dates may be moved or called off: only their own room knows.
    starts_at = card.next_at
    if card.is_ours:
        starts_at = coming.starts_at if coming else None
    if starts_at is None:
        return When(_("No date at the moment"))
    if coming and starts_at <= now:
        until = saying.moment(
            coming.ends_at, zone=card.zone, now=now, house_zone=house.zone
        )
        return When(_("On now, until %(moment)s") % {"moment": until.words})
    return saying.moment(starts_at, zone=card.zone, now=now, house_zone=house.zone)


def _quiet(
    card: Card, coming: Dated | None, ready: dict[int, int], *, now: datetime
) -> str:
    if not card.is_ours:
        return listed_by(card.listed_by, card.fetched_at, zone=card.zone, now=now)
    if card.is_faded:
        since = saying.day(card.confirmed_at, zone=card.zone, now=now)
        return _("Nobody has confirmed this since %(day)s.") % {"day": since}
    return how_sure(ready.get(coming.id, 0)) if coming else ""


def how_sure(facilitators: int) -> str:
    """Return how sure a date is: two trained, in-date facilitators make it certain."""
    if facilitators >= rota.NEEDED:
        return _("Confirmed: two facilitators are down for it.")
    return _("Not yet confirmed. %(so_far)s") % {"so_far": so_far(facilitators)}


def so_far(facilitators: int) -> str:
    """Return how many facilitators an unsure date has."""
    if facilitators == 1:
        return _("One facilitator so far.")
    return _("No facilitator so far.")


def listed_by(
    name: str, fetched_at: datetime | None, *, zone: str, now: datetime
) -> str:
    """Return whose list a listing comes from, and when we last read it."""
    if fetched_at is None:
        return _("Listed by %(name)s.") % {"name": name}
    on = saying.day(fetched_at, zone=zone, now=now)
    return _("Listed by %(name)s on %(day)s.") % {"name": name, "day": on}
