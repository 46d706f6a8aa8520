"""Organisations: the one charity that keeps this house."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hearthside.core.refusals import NotFound
from hearthside.engines.publishing.hsds import services as written
from hearthside.engines.publishing.hsds.ids import Written
from hearthside.engines.publishing.hsds.organizations import (
    brief_organization,
    organization_id,
    whole_organization,
)
from hearthside.engines.publishing.hsds.services import Setting
from hearthside.groups.harvesting import Sought
from hearthside.web.feeds import published
from hearthside.web.feeds.hsds import asking, writing


@writing.said_plainly
def organizations(request: HttpRequest, setting: Setting) -> HttpResponse:
    """Answer a page of the one organisation there is."""
    full, full_service = (
        asking.yes(request, "full"),
        asking.yes(request, "full_service"),
    )
    words = asking.text(request, "search").casefold().split()
    name = setting.publisher.name.casefold()
    every: list[Written] = []
    if all(word in name for word in words):
        every = [
            _whole(setting, full_service=full_service)
            if full or full_service
            else brief_organization(setting.publisher)
        ]
    return writing.paged(request, every)


@writing.said_plainly
def one_organization(
    request: HttpRequest, setting: Setting, *, record: str
) -> HttpResponse:
    """Answer the organisation with its services."""
    full_service = asking.yes(request, "full_service")
    if record.lower() != organization_id(setting.publisher):
        raise NotFound
    return writing.whole(request, _whole(setting, full_service=full_service))


def _whole(setting: Setting, *, full_service: bool) -> Written:
    found, _ = published.harvest(
        Sought(), now=setting.now, first=0, most=asking.MOST_MINIMAL
    )
    form = written.whole_service if full_service else written.minimal_service
    return whole_organization(
        setting.publisher, [form(group, setting) for group in found]
    )
