"""For other sites and calendars: every address at which machines may read our groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Anybody
from hearthside.organisation.wording import areas
from hearthside.web.feeds import bmlt


@dataclass(frozen=True, slots=True)
class Offer:
    """One address to give to another site: what it is called, and who reads it.

    key -- its place on the page, and the name of its field.
    """

    key: str
    name: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """Everything public/feeds.html may show."""

    offers: tuple[Offer, ...]


# The name of an address in urls.py, or a path of our own; what it is called; who reads it.
OFFERS: Final = (
    (
        "meeting_guide",
        gettext_lazy("A list of meetings (Meeting Guide)"),
        gettext_lazy(
            "For sites and apps that show meetings as a list or on a map, such as TSML UI."
        ),
    ),
    (
        bmlt.ADDRESS,
        gettext_lazy("A BMLT server"),
        gettext_lazy(
            "For sites, lists and phone lines that ask a BMLT server, such as crouton. "
            "Give them this as the address of the server."
        ),
    ),
    (
        "groups_calendar",
        gettext_lazy("A calendar of all our dates"),
        gettext_lazy(
            "For a calendar on a phone or a noticeboard. It can be asked like the page "
            "that finds groups. The calendar of one group is on that group's page."
        ),
    ),
    (
        "changes_feed",
        gettext_lazy("What changed (Atom)"),
        gettext_lazy(
            "For feed readers: what is new, moved, called off, resting or gone. "
            "For one area alone, end it with its short name: ?area=%(area)s"
        ),
    ),
    (
        "/feeds/oruk/",
        gettext_lazy("Open Referral UK"),
        gettext_lazy("For councils and helplines that keep a directory of services."),
    ),
    (
        "/feeds/hsds/",
        gettext_lazy("Open Referral (HSDS 3.0)"),
        gettext_lazy("The same, for directories outside the United Kingdom."),
    ),
)


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show each address, what it is, and how to take it along."""
    base = settings.CONFIG.base_address
    area = next((one.slug for one in areas()), "leeds")
    page = FeedsPage(
        offers=tuple(
            Offer(
                key=f"address-{number}",
                name=_(str(name)),
                words=_(str(words)) % {"area": area},
                address=base + (at if at.startswith("/") else reverse(at)),
            )
            for number, (at, name, words) in enumerate(OFFERS, 1)
        ),
    )
    return render(request, "public/feeds.html", {"page": page})
