"""What stays between us: what is kept of whom and how long, and the limits of confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.circles import erasure as circles
from hearthside.commons import erasure as commons
from hearthside.core import kept
from hearthside.core.actor import Anybody
from hearthside.core.erasure import Keeps
from hearthside.groups import erasure as groups
from hearthside.guide import erasure as guide
from hearthside.meetings import erasure as meetings
from hearthside.organisation import erasure as organisation
from hearthside.organisation.wording import limits_of
from hearthside.outcomes import erasure as outcomes
from hearthside.people import erasure as people
from hearthside.safety import erasure as safety
from hearthside.signposting import erasure as signposting
from hearthside.web.frame import house_of
from hearthside.web.search import list_as

ROOMS: Final = (
    people, groups, meetings, circles, commons, safety, outcomes, guide, kept,
    organisation, signposting,
)  # fmt: skip
A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Kept:
    """What we keep equally long: a sentence for each thing, and how long."""

    words: tuple[str, ...]
    how_long: str


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """Everything public/privacy.html may show.

    of_you -- what has a person in it. of_nobody -- the rest. stays -- what is left of
    somebody who was forgotten, and why.
    """

    organisation: str
    of_you: tuple[Kept, ...]
    of_nobody: tuple[str, ...]
    stays: tuple[str, ...]
    limits: str


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show every promise the rooms have signed, in a member's words."""
    house = house_of(request)
    list_as(
        request,
        _(
            "What %(organisation)s keeps about you, how long, and who can see it. When you "
            "only look, nothing is kept. There are no trackers."
        )
        % {"organisation": house.name},
    )
    promised = [promise for room in ROOMS for promise in room.KEEPS]
    page = PrivacyPage(
        organisation=house.name,
        of_you=tuple(_kept(promised)),
        of_nobody=tuple(_(one.why) for one in promised if not one.person_by),
        stays=tuple(_(one.stays) for one in promised if one.stays),
        limits=limits_of(house),
    )
    return render(request, "public/privacy.html", {"page": page})


def _kept(promised: Iterable[Keeps]) -> Iterator[Kept]:
    """Yield what is kept of people, the shortest first; what stays with a name before it."""
    of_people = [one for one in promised if one.person_by]
    for days in sorted({one.days or 0 for one in of_people}):
        words = tuple(_(one.why) for one in of_people if (one.days or 0) == days)
        yield Kept(words, _how_long(days))


def _how_long(days: int) -> str:
    if not days:
        return _("While you have a name here")
    if days % A_YEAR == 0:
        years = days // A_YEAR
        return ngettext("One year", "%(years)s years", years) % {"years": years}
    return ngettext("One day", "%(days)s days", days) % {"days": days}
