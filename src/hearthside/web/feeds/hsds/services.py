"""Services, and services at their locations: our groups."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hearthside.core.refusals import NotFound
from hearthside.engines.publishing.hsds import services as written
from hearthside.engines.publishing.hsds.ids import Written, id_of
from hearthside.engines.publishing.hsds.pages import page_of
from hearthside.engines.publishing.hsds.services import Setting
from hearthside.engines.publishing.published import Published
from hearthside.groups import harvesting
from hearthside.groups.harvesting import Sought
from hearthside.web.feeds import published
from hearthside.web.feeds.hsds import asking, writing
from hearthside.web.feeds.hsds.seeking import sought

Form = Callable[[Published, Setting], Written]


@writing.said_plainly
def services(request: HttpRequest, setting: Setting) -> HttpResponse:
    """Answer a page of services: brief, minimal or whole."""
    minimal, full = asking.yes(request, "minimal"), asking.yes(request, "full")
    form = written.whole_service if full else written.brief_service
    if minimal:
        form = written.minimal_service
    return _listed(request, setting, form, minimal=minimal)


@writing.said_plainly
def service(request: HttpRequest, setting: Setting, *, record: str) -> HttpResponse:
    """Answer one service, whole."""
    one = _one("service", record, setting)
    return writing.whole(request, written.whole_service(one, setting))


@writing.said_plainly
def at_locations(request: HttpRequest, setting: Setting) -> HttpResponse:
    """Answer a page of services at their locations."""
    full = asking.yes(request, "full")
    form = written.whole_at_location if full else written.brief_at_location
    return _listed(request, setting, form)


@writing.said_plainly
def at_location(request: HttpRequest, setting: Setting, *, record: str) -> HttpResponse:
    """Answer one service at its location, whole."""
    one = _one("service_at_location", record, setting)
    return writing.whole(request, written.whole_at_location(one, setting))


def _listed(
    request: HttpRequest, setting: Setting, form: Form, *, minimal: bool = False
) -> HttpResponse:
    number, per_page = writing.page_asked(request, minimal=minimal)
    in_lines = asking.wants_lines(request)
    first = 0 if in_lines else (number - 1) * per_page
    most = asking.MOST_MINIMAL if in_lines else per_page
    found, total = published.harvest(
        sought(request, setting), now=setting.now, first=first, most=most
    )
    contents = [form(one, setting) for one in found]
    if in_lines:
        return writing.lines(request, contents)
    page = page_of(contents, total=total, number=number, per_page=per_page)
    return writing.whole(request, page)


def _one(kind: str, record: str, setting: Setting) -> Published:
    """Return the group of which this is the id.

    Fine to some ten thousand groups: an id by name leads one way only, so each of ours is
    made again and compared.

    Raises NotFound.
    """
    wanted = record.lower()
    for public_id in harvesting.public_ids(now=setting.now):
        if id_of(kind, public_id) == wanted:
            only = Sought(public_id=public_id)
            found, _ = published.harvest(only, now=setting.now, first=0, most=1)
            if found:
                return found[0]
    raise NotFound
