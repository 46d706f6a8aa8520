"""What stays between us: what is kept of whom and how long, and the limits of confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import kept
from hearthside.core.actor import Anybody
from hearthside.core.erasure import Keeps
from hearthside.groups import erasure as groups
from hearthside.meetings import erasure as meetings
from hearthside.organisation import erasure as organisation
from hearthside.people import erasure as people
from hearthside.web.frame import house_of

ROOMS: Final = (people, groups, meetings, kept, organisation)
A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing we keep: what it is, and how long."""

    words: str
    how_long: str


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """Everything public/privacy.html may show.

    of_you -- what has a person in it. of_nobody -- the rest.
    """

    organisation: str
    of_you: tuple[Kept, ...]
    of_nobody: tuple[str, ...]
    limits: str


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show every promise the rooms have signed, in a member's words."""
    house = house_of(request)
    promised = [promise for room in ROOMS for promise in room.KEEPS]
    page = PrivacyPage(
        organisation=house.name,
        of_you=tuple(_kept(promised)),
        of_nobody=tuple(_(one.why) for one in promised if not one.person_by),
        limits=house.limits_of_confidence,
    )
    return render(request, "public/privacy.html", {"page": page})


def _kept(promised: Iterable[Keeps]) -> Iterable[Kept]:
    return (Kept(_(one.why), _how_long(one.days)) for one in promised if one.person_by)


def _how_long(days: int | None) -> str:
    if days is None:
        return _("Until you leave or say stop.")
    if days % A_YEAR == 0:
        years = days // A_YEAR
        return ngettext("One year.", "%(years)s years.", years) % {"years": years}
    return ngettext("One day.", "%(days)s days.", days) % {"days": days}
