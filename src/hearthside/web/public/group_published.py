"""What others may take away from a group's page: its calendar, and what search engines read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from hearthside.core.actor import Anybody, Visitor
from hearthside.core.refusals import NotFound
from hearthside.engines.publishing import schema_org
from hearthside.groups.directory import Sheet
from hearthside.groups.freshness import LEAVES_AFTER
from hearthside.web.feeds import published

QUIET: Final = "?title=neutral"


@dataclass(frozen=True, slots=True)
class TakeAway:
    """The addresses of a group's calendar, and its page in the words of schema.org.

    quiet -- every date is called "Evening". add -- opens the calendar of the device;
    the others are to copy. json_ld -- escaped already, fit for a script element.
    """

    quiet_add_url: str
    quiet_url: str
    add_url: str
    url: str
    json_ld: SafeString


def take_away(actor: Anybody, sheet: Sheet, *, now: datetime) -> TakeAway | None:
    """Return what is published of this group; nothing where it is not.

    Only visitors get the words for search engines: somebody signed in may be shown more.
    """
    if sheet.listed_by is not None or not (sheet.is_listed or sheet.is_paused):
        return None
    if now - sheet.confirmed_at >= LEAVES_AFTER:
        return None
    address = reverse("group_calendar", args=[sheet.public_id])
    url = settings.CONFIG.base_address + address
    _, _, rest = url.partition("://")
    return TakeAway(
        quiet_add_url=f"webcal://{rest}{QUIET}",
        quiet_url=url + QUIET,
        add_url=f"webcal://{rest}",
        url=url,
        json_ld=_json_ld(sheet, now=now)
        if isinstance(actor, Visitor)
        else SafeString(),
    )


def _json_ld(sheet: Sheet, *, now: datetime) -> SafeString:
    try:
        group = published.one(sheet.public_id, now=now)
    except NotFound:
        return SafeString()  # It went from the list between one question and the next.
    # The writer leaves no bracket and no ampersand, whatever a name holds.
    told = schema_org.write(published.publisher(), group, now=now)
    return SafeString(told)  # nosec B703
