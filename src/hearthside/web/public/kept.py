"""Groups I might try: the list is on the device; here is only its page, and one's own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor, Anybody
from hearthside.groups import shortlist
from hearthside.groups.shortlist import Kept, Visit
from hearthside.web.frame import house_of
from hearthside.web.letting_go import EVENING
from hearthside.web.public import saying

# As public/_kept_card.html says them.
TAPS: Final = {
    "myself": gettext_lazy("I could be myself"),
    "welcome": gettext_lazy("Somebody made me welcome"),
    "listened": gettext_lazy("I just listened"),
    "much": gettext_lazy("It was a lot"),
    "again": gettext_lazy("I would go again"),
    "not_for_me": gettext_lazy("Not the right one for me"),
    "unsure": gettext_lazy("I do not know yet"),
}


@dataclass(frozen=True, slots=True)
class MyVisit:
    """What I wrote for myself after a visit."""

    on: str
    taps: str
    words: str


@dataclass(frozen=True, slots=True)
class MyKept:
    """One group in my account; without an address once it is no longer listed."""

    name: str
    url: str
    is_try: bool
    visits: tuple[MyVisit, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """Everything public/kept.html may show; the list on the device is not among it.

    mine, since -- what is in the account of somebody signed in, and from which day.
    holds_evenings -- an evening may lie on this device, so that leaving clears it all.
    """

    is_known: bool
    mine: tuple[MyKept, ...]
    since: str
    holds_evenings: bool


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the page on which the device shows its list."""
    kept = shortlist.mine(actor) if isinstance(actor, Actor) else None
    groups = kept.groups if kept else ()
    names = shortlist.names_of([one.group for one in groups], now=now) if groups else {}
    page = KeptPage(
        is_known=isinstance(actor, Actor),
        mine=tuple(_mine(one, names.get(one.group, ""), now=now) for one in groups),
        since=saying.day(kept.since_at, zone=house_of(request).zone, now=now)
        if kept
        else "",
        holds_evenings=EVENING in request.COOKIES,
    )
    return render(request, "public/kept.html", {"page": page})


def _mine(one: Kept, name: str, *, now: datetime) -> MyKept:
    return MyKept(
        name=name,
        url=reverse("group", args=[one.group]) if name else "",
        is_try=one.is_try,
        visits=tuple(_visit(visit, today=now.date()) for visit in one.visits),
    )


def _visit(visit: Visit, *, today: date) -> MyVisit:
    said = _("After a visit")
    if visit.on is not None:
        said = saying.plain_day(visit.on, today=today)
    taps = saying.BETWEEN.join(str(TAPS[tap]) for tap in visit.taps)
    return MyVisit(said, taps, visit.words)
