"""What we publish, put together from the rooms: groups, and their dates as they truly are."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from hearthside.core.refusals import NotFound
from hearthside.engines.publishing.published import (
    Published,
    PublishedDate,
    Publisher,
)
from hearthside.groups import harvesting
from hearthside.groups import publishing as groups
from hearthside.groups.finding import Wish
from hearthside.groups.harvesting import Sought
from hearthside.groups.publishing import Told
from hearthside.meetings import publishing as meetings
from hearthside.meetings.publishing import ToldDate
from hearthside.organisation.wording import Area, areas, the_house
from hearthside.workflows import hidden_words


def publisher() -> Publisher:
    """Return who answers for what is published; one query."""
    house = the_house()
    return Publisher(
        name=house.name,
        strapline=house.strapline,
        address=settings.CONFIG.base_address,
        zone=house.zone,
        country=house.country,
    )


def everything(*, now: datetime, only_changed_dates: bool = False) -> list[Published]:
    """Return every group of ours that anybody may read of, paused ones among them."""
    return _published(groups.told(now=now), now=now, only_changed=only_changed_dates)


def that_fit(
    wish: Wish, *, now: datetime, only_changed_dates: bool = False
) -> list[Published]:
    """Return those of ours the directory would show for this wish, in its order."""
    told = groups.told_that_fit(wish, now=now)
    return _published(told, now=now, only_changed=only_changed_dates)


def harvest(
    sought: Sought, *, now: datetime, first: int, most: int
) -> tuple[list[Published], int]:
    """Return some of those of ours a directory asks for, and how many there are in all.

    Of their dates only those that are not as usual. At most eleven queries, whatever is found.
    """
    found = harvesting.harvest(
        sought,
        now=now,
        first=first,
        most=most,
        hidden=hidden_words.public_ids() if sought.search else frozenset(),
    )
    told = _published(list(found.told), now=now, only_changed=True)
    return told, found.total


def one(public_id: str, *, now: datetime) -> Published:
    """Return one group of ours.

    Raises NotFound: no such group, not ours, or nobody may read of it any more.
    """
    found = _published(groups.told(now=now, public_id=public_id), now=now)
    if not found:
        raise NotFound
    return found[0]


def _published(
    told: list[Told], *, now: datetime, only_changed: bool = False
) -> list[Published]:
    known = {area.id: area for area in areas()}
    meeting = [one.id for one in told if not one.is_paused]
    dates = meetings.told_dates(meeting, now=now, only_changed=only_changed)
    return [
        _one(group, known.get(group.locality_id or 0), dates.get(group.id, []))
        for group in hidden_words.off_what_is_told(told)
    ]


def _one(group: Told, area: Area | None, dates: list[ToldDate]) -> Published:
    changes = [date.changed_at for date in dates if date.changed_at is not None]
    return Published(
        id=group.public_id,
        url=settings.CONFIG.base_address + reverse("group", args=[group.public_id]),
        name=group.name,
        one_line=group.one_line,
        about=group.about,
        first_time=group.first_time,
        area=area.name if area else "",
        attendance=group.attendance,
        place_name=group.place_name,
        address=group.address,
        address_withheld=group.address_withheld,
        district=group.district,
        latitude=group.latitude,
        longitude=group.longitude,
        is_approximate=group.is_approximate,
        directions=group.directions,
        access_notes=group.access_notes,
        online_note=group.online_note,
        has_online_link=group.has_online_link,
        said=group.said,
        languages=group.languages,
        seats=group.seats,
        is_paused=group.is_paused,
        pattern=group.pattern,
        dates=tuple(_date(date, hides=group.address_withheld) for date in dates),
        sequence=group.version,
        confirmed_at=group.confirmed_at,
        changed_at=max([group.changed_at, *changes]),
        area_slug=area.slug if area else "",
        details_changed_at=group.changed_at,
    )


def _date(told: ToldDate, *, hides: bool) -> PublishedDate:
    dated = told.dated
    return PublishedDate(
        id=dated.public_id,
        on=dated.on,
        starts_at=dated.starts_at,
        ends_at=dated.ends_at,
        usual_start=dated.usual_start,
        is_called_off=dated.is_called_off,
        is_unsure=told.is_unsure,
        # Where it is instead tells as much as where it is.
        place_note="" if hides else dated.place_note,
        sequence=dated.version,
        changed_at=told.changed_at,
    )
