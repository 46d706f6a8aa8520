"""A directory as answers in JSON: HSDS 3.0 and Open Referral UK 3.0."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.json_file import NotAFeed, bounded, document_of
from hearthside.engines.interchange.listing import Reading
from hearthside.engines.interchange.rows import Told, read_rows
from hearthside.engines.interchange.rows.private import drop_private
from hearthside.engines.interchange.texts import as_text

from .service import Service
from .telling import told

NOT_A_SERVICE: Final = "This is not a service: a row should be one { } with its fields."
DEEPEST: Final = 6

_NOT_ANSWERS: Final = (
    "There is no service in this file. Fetch /services from the directory, as JSON."
)
_PEOPLE: Final = {"contacts": "contact names", "phones": "phone numbers"}


def read_answer(raw: bytes, *, zone: str, now: datetime | None = None) -> Reading:
    """Return every service at every place kept, mended or refused.

    Reads a page of services, a list of them, one service, one service at a location, or
    an organisation with its services.

    Raises NotAFeed; ValueError for a zone nobody knows.
    """
    mended: list[str] = []
    document = document_of(raw, mended)
    if isinstance(document, dict) and _pages(document) > 1:
        mended.append(
            f"This is one page of {_pages(document):,}. The others are not in this file."
        )
    rows = [
        told(one, now=now)
        if isinstance(one, Service)
        else Told({}, why_not=NOT_A_SERVICE)
        for row in bounded(rows_in(document))
        for one in _services(row)
    ]
    return read_rows(rows, mended=mended, zone=zone, now=now)


def rows_in(document: object) -> list[object]:
    """Return the services of an answer, whatever shape the answer has.

    Raises NotAFeed: there are none in it.
    """
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        raise NotAFeed(_NOT_ANSWERS)
    for name in ("contents", "services", "content", "service_at_locations"):
        held = document.get(name)
        # A service has places of its own under the last name; it is one row then.
        if isinstance(held, list) and not (name != "contents" and "status" in document):
            return held
    if {"status", "schedules", "service"} & document.keys():
        return [document]
    raise NotAFeed(_NOT_ANSWERS)


def _pages(document: dict[str, Any]) -> int:
    pages = document.get("total_pages")
    return pages if isinstance(pages, int) else 1


def _services(row: object) -> Iterator[Service | None]:
    if not isinstance(row, dict):
        yield None
        return
    about = _dict(row.get("service"))
    if about:
        yield _at(about, row, as_text(row.get("id")))
        return
    places = [_dict(each) for each in _list(row.get("service_at_locations"))]
    key = as_text(row.get("id"))
    if not places:
        yield _at(row, {}, key)
    for place in places:
        mine = f"{key}-{as_text(place.get('id'))}" if len(places) > 1 else key
        yield _at(row, place, mine)


def _at(about: dict[str, Any], here: dict[str, Any], key: str) -> Service:
    place = _dict(here.get("location"))
    findings = Findings()
    _count(about, findings)
    _count(here, findings)
    schedules = (
        _list(here.get("schedules"))
        or _list(place.get("schedules"))
        or _list(about.get("schedules"))
    )
    access = [_dict(each) for each in _list(place.get("accessibility"))]
    attributes = [_dict(each) for each in _list(about.get("attributes"))]
    terms = [_dict(each.get("taxonomy_term")) for each in attributes]
    return Service(
        key=key,
        about=about,
        organisation=as_text(_dict(about.get("organization")).get("name")),
        place=place,
        address=next((_dict(one) for one in _list(place.get("addresses"))), {}),
        kinds=tuple(as_text(term.get("name") or term.get("term")) for term in terms),
        schedules=tuple(_dict(each) for each in schedules if isinstance(each, dict)),
        languages=tuple(
            as_text(_dict(each).get("name") or _dict(each).get("code"))
            for each in _list(about.get("languages"))
        ),
        access=" ".join(
            as_text(each.get(name))
            for each in access
            for name in ("description", "details")
        ),
        findings=findings,
    )


def _count(held: object, findings: Findings, depth: int = 0) -> None:
    """Count what is about people, wherever in the record it stands."""
    if depth > DEEPEST:
        return
    if isinstance(held, list):
        for each in held:
            _count(each, findings, depth + 1)
    if not isinstance(held, dict):
        return
    for name, value in held.items():
        if name in _PEOPLE and isinstance(value, list):
            findings.drop(_PEOPLE[name], len(value))
        if name not in ("service_at_locations", "service"):
            _count(value, findings, depth + 1)
    drop_private({k: v for k, v in held.items() if k not in _PEOPLE}, findings)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
