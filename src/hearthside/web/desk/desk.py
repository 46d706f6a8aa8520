"""The desk: what wants somebody, how tonight goes, and the week, locality by locality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.engines import recurrence
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import group_health
from hearthside.meetings.how_it_goes import Going
from hearthside.organisation.wording import areas
from hearthside.web.desk import line_words, waiting
from hearthside.web.desk.my_groups import Empty, MyGroup, my_group, no_group
from hearthside.web.desk.reach import Reach, reach_of
from hearthside.web.desk.rooms import Room, rooms_of
from hearthside.web.desk.waiting import Caution, Faded, NotHome, Waits
from hearthside.web.desk.week import Evening, Placed, Where, by_locality, this_week
from hearthside.web.frame import house_of


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Everything desk/desk.html may show."""

    lead: str
    today: str
    safeguarding: tuple[Waits, ...]
    not_home: tuple[NotHome, ...]
    late: tuple[Evening, ...]
    gaps: tuple[Evening, ...]
    more_gaps: int
    cautions: tuple[Caution, ...]
    more_cautions: int
    faded: tuple[Faded, ...]
    worries: tuple[str, ...]
    lines: tuple[str, ...]
    places: tuple[Where, ...]
    groups: tuple[MyGroup, ...]
    begin_url: str
    rooms: tuple[Room, ...]
    empty: Empty

    @property
    def is_clear(self) -> bool:
        waits = (
            self.safeguarding,
            self.not_home,
            self.late,
            self.gaps,
            self.cautions,
            self.faded,
        )
        return not any(waits)

    @property
    def is_quiet_today(self) -> bool:
        return not any(place.today for place in self.places)

    @property
    def is_quiet_after(self) -> bool:
        return not any(place.days for place in self.places)


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the desk."""
    reach = reach_of(actor)
    groups = directory.ours(locality_ids=reach.locality_ids, group_ids=reach.group_ids)
    house_zone = house_of(request).zone
    looks = group_health.of_groups(actor, groups, zone=house_zone, now=now)
    names = _localities(reach, groups)
    zone = ZoneInfo(house_zone)
    today = now.astimezone(zone).date()
    placed = this_week(actor, groups, zone=zone, now=now)
    cautions = waiting.cautions(actor, reach, now=now)
    faded = waiting.faded(actor, reach, now=now)
    not_home = waiting.not_home(actor, groups, now=now)
    late = _those(placed, Going.LATE)
    gaps = tuple(one.evening for one in placed if one.evening.date.needs)
    safeguarding = waiting.safeguarding(actor, now=now)
    may_begin = policy.may(actor, Verb.CHANGE_A_GROUP)
    begin_url = reverse("new_group") if may_begin else ""
    page = DeskPage(
        lead=" ".join(one.words for one in safeguarding[:2])
        or _lead(len(not_home), len(late), len(gaps), len(cautions) + len(faded)),
        today=recurrence.say_date(today, today=today),
        safeguarding=safeguarding,
        not_home=not_home,
        late=late,
        gaps=gaps[: waiting.MOST],
        more_gaps=max(0, len(gaps) - waiting.MOST),
        cautions=cautions[: waiting.MOST],
        more_cautions=max(0, len(cautions) - waiting.MOST),
        faded=faded[: waiting.MOST],
        worries=waiting.worries(actor, names),
        lines=line_words.banners(actor, reach, today=today),
        places=by_locality(placed, names, today=today),
        groups=tuple(
            my_group(actor, group, looks.get(group.id, ())) for group in groups
        ),
        begin_url=begin_url,
        rooms=rooms_of(actor, reach, groups=len(groups), now=now),
        empty=no_group(begin_url),
    )
    return render(request, "desk/desk.html", {"page": page})


def _localities(reach: Reach, groups: list[Handle]) -> dict[int, str]:
    """Return the localities of this desk by id, in the order of their names."""
    theirs = {group.locality_id for group in groups} | (reach.locality_ids or set())
    return {
        area.id: area.name
        for area in areas()
        if reach.locality_ids is None or area.id in theirs
    }


def _those(placed: list[Placed], going: Going) -> tuple[Evening, ...]:
    return tuple(one.evening for one in placed if one.going is going)


def _lead(not_home: int, late: int, gaps: int, others: int) -> str:
    said = (
        _check_outs(not_home) if not_home else "",
        _unopened(late) if late else "",
        _gaps(gaps) if gaps else "",
        _listings(others) if others else "",
    )
    sentences = " ".join(sentence for sentence in said if sentence)
    return sentences or _("Nothing waits for you. This week is looked after.")


def _check_outs(number: int) -> str:
    return ngettext(
        "One check-out has not come.",
        "%(number)d evenings wait for a check-out.",
        number,
    ) % {"number": number}


def _unopened(number: int) -> str:
    return ngettext(
        "One evening has begun and is not open.",
        "%(number)d evenings have begun and are not open.",
        number,
    ) % {"number": number}


def _gaps(number: int) -> str:
    return ngettext(
        "One date this week needs somebody.",
        "%(number)d dates this week need somebody.",
        number,
    ) % {"number": number}


def _listings(number: int) -> str:
    return ngettext(
        "One listing wants a look.", "%(number)d listings want a look.", number
    ) % {"number": number}
