"""The newest changes in what we publish: new, called off, moved, paused, changed, gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.refusals import NotFound
from hearthside.engines.publishing import changes
from hearthside.engines.publishing.changes import Entry
from hearthside.engines.publishing.published import Published, PublishedDate
from hearthside.engines.recurrence import say_date, say_time
from hearthside.groups import publishing as groups
from hearthside.groups.publishing import Gone
from hearthside.organisation.wording import Area, areas
from hearthside.web.feeds import published
from hearthside.web.feeds.answering import answer

NEWEST: Final = 50
CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"


def show(request: HttpRequest, now: datetime) -> HttpResponse:
    """Answer with the newest changes, of one area where the address names it.

    Raises NotFound: no such area.
    """
    area = _area(request.GET.get("area", ""))
    neutral = _("A group") if request.GET.get("title", "") else ""
    told = [
        one
        for one in published.everything(now=now, only_changed_dates=True)
        if area is None or one.area == area.name
    ]
    entries = [entry for one in told for entry in _of_group(one, neutral or one.name)]
    entries += [
        _gone(one)
        for one in groups.gone(now=now, most=NEWEST)
        if area is None or one.locality_id == area.id
    ]
    newest = sorted(entries, key=lambda one: one.at, reverse=True)[:NEWEST]
    house = published.publisher()
    here = house.address + reverse("changes_feed")
    url = f"{here}?area={area.slug}" if area else here
    body = changes.write(
        newest,
        id=url,
        title=_("Changes to dates"),
        author=house.name,
        url=url,
        page=house.address + reverse("groups"),
    )
    # No last change: a group fades from the list without anybody's hand.
    return answer(request, body, content_type=CONTENT_TYPE)


def _area(slug: str) -> Area | None:
    if not slug:
        return None
    for area in areas():
        if area.slug == slug:
            return area
    raise NotFound


def _of_group(group: Published, name: str) -> Iterator[Entry]:
    for dated in group.dates:
        if dated.changed_at is not None:
            yield _of_date(group, dated, name, dated.changed_at)
    # Its own last change; the newest of all is later where a date was changed since.
    said = {"name": name}
    if group.is_paused:
        title = _("%(name)s takes a pause") % said
        words = _("There are no dates now. Please do not set out.")
    elif group.sequence == 1:
        title = _("New: %(name)s") % said
        words = _("It is listed from now on.")
    else:
        title = _("%(name)s has changed") % said
        words = _("Something on its page is other than it was.")
    yield Entry(
        id=f"{group.url}#version-{group.sequence}",
        at=group.details_changed_at,
        title=title,
        words=words,
        url=group.url,
    )


def _of_date(group: Published, dated: PublishedDate, name: str, at: datetime) -> Entry:
    zone = group.pattern.zone
    said = {"name": name, "usual": _moment(dated.usual_start, zone)}
    words = _("It would have been on %(usual)s.") % said
    if dated.is_called_off:
        title = _("%(name)s is called off once") % said
    elif dated.is_moved:
        title = _("%(name)s is moved once") % said
        words = _("It is on %(new)s instead of %(usual)s.") % {
            **said,
            "new": _moment(dated.starts_at, zone),
        }
    elif dated.place_note:
        title = _("%(name)s has a note for one date") % said
        words = _("On %(usual)s: %(note)s") % {**said, "note": dated.place_note}
    else:
        title = _("%(name)s is on as usual") % said
        words = _("On %(usual)s, after all.") % said
    return Entry(
        id=f"{group.url}#date-{dated.id}-{dated.sequence}",
        at=at,
        title=title,
        words=words,
        url=group.url,
    )


def _gone(one: Gone) -> Entry:
    page = settings.CONFIG.base_address + reverse("group", args=[one.public_id])
    return Entry(
        id=f"{page}#gone",
        at=one.at,
        title=_("A group is no longer listed"),
        words=_("Please take it off your list too."),
    )


def _moment(at: datetime, zone: str) -> str:
    here = at.astimezone(ZoneInfo(zone))
    return f"{say_date(here.date())}, {say_time(here.time())}"
