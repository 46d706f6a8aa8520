"""A directory as answers in JSON: HSDS 3.0 and Open Referral UK 3.0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.hsds.answers import rows_in
from hearthside.engines.interchange.json_file import bounded, document_of
from hearthside.engines.interchange.texts import as_text

from .raw import Fields, Raw


def read_answers(raw: bytes, mended: list[str]) -> list[Raw | None]:
    """Return every service at every place of an answer; None for a row that is none.

    Raises NotAFeed.
    """
    document = document_of(raw, mended)
    if isinstance(document, dict):
        pages = document.get("total_pages")
        if isinstance(pages, int) and not isinstance(pages, bool) and pages > 1:
            mended.append(
                f"This is one page of {pages:,}. The others are not in this file."
            )
    return [one for row in bounded(rows_in(document)) for one in _services(row)]


def _services(row: object) -> Iterator[Raw | None]:
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


def _at(about: Fields, here: Fields, key: str) -> Raw:
    place = _dict(here.get("location"))
    whose = _dict(about.get("organization"))
    findings = Findings()
    for held in (about, here, place, whose):
        _count_people(held, findings)
    if as_text(about.get("assurer_email")).strip():
        findings.drop("e-mail addresses")
    free = [_nobodys(held, findings) for held in (here, about, place, whose)]
    phones = next((found for found in free if found), [])
    terms = [
        _dict(_dict(each).get("taxonomy_term"))
        for each in _list(about.get("attributes"))
    ]
    return Raw(
        key=key,
        about=about,
        whose=whose,
        place=place,
        address=next((_dict(one) for one in _list(place.get("addresses"))), {}),
        kinds=tuple(as_text(term.get("name") or term.get("term")) for term in terms),
        phones=tuple(phones),
        languages=_languages(about, phones),
        access=_access(place),
        costs=tuple(_dict(each) for each in _list(about.get("cost_options"))),
        who=tuple(_who(about)),
        hours=tuple(_hours(about, here, place)),
        findings=findings,
    )


def _languages(about: Fields, phones: list[Fields]) -> tuple[str, ...]:
    spoken = [*_list(about.get("languages"))]
    for phone in phones:
        spoken += _list(phone.get("languages"))
    said = (_dict(one) for one in spoken)
    return tuple(as_text(one.get("name") or one.get("code")) for one in said)


def _access(place: Fields) -> str:
    said = [_dict(one) for one in _list(place.get("accessibility"))]
    words = (
        as_text(one.get(name)) for one in said for name in ("description", "details")
    )
    return " ".join(dict.fromkeys(one.strip() for one in words if one.strip()))


def _who(about: Fields) -> Iterator[str]:
    yield as_text(about.get("eligibility_description"))
    for one in _list(about.get("eligibilities")):
        yield as_text(_dict(one).get("eligibility"))


def _hours(about: Fields, here: Fields, place: Fields) -> Iterator[str]:
    for held in (here, place, about):
        for one in _list(held.get("schedules")):
            if said := as_text(_dict(one).get("description")).strip():
                yield said


def _nobodys(held: Fields, findings: Findings) -> list[Fields]:
    """Return the numbers that are nobody's own; those of a named contact are counted."""
    every = [_dict(one) for one in _list(held.get("phones"))]
    free = [one for one in every if not as_text(one.get("contact_id")).strip()]
    if named := len(every) - len(free):
        findings.drop("phone numbers", named)
    return free


def _count_people(held: Fields, findings: Findings) -> None:
    """Count what is about somebody by name; a service's own number is no such thing."""
    for one in _list(held.get("contacts")):
        contact = _dict(one)
        if as_text(contact.get("name")).strip():
            findings.drop("contact names")
        if as_text(contact.get("email")).strip():
            findings.drop("e-mail addresses")
        if numbers := len(_list(contact.get("phones"))):
            findings.drop("phone numbers", numbers)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
