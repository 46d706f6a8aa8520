"""A directory as answers in JSON: HSDS 3.0 and Open Referral UK 3.0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.hsds.answers import rows_in
from hearthside.engines.interchange.json_file import bounded, document_of
from hearthside.engines.interchange.texts import as_text

from .raw import (
    MOST_NUMBERS,
    MOST_SAID,
    TOO_MANY_PLACES,
    About,
    Fields,
    Places,
    Raw,
    id_of,
)


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
    counted = Places()
    found = [
        one for row in bounded(rows_in(document)) for one in _services(row, counted)
    ]
    if counted.are_too_many:
        mended.append(TOO_MANY_PLACES)
    return found


def _services(row: object, counted: Places) -> Iterator[Raw | None]:
    if not isinstance(row, dict):
        yield None
        return
    about = _dict(row.get("service"))
    if about:
        yield _at(_About(about), row, as_text(row.get("id")))
        return
    places = [_dict(each) for each in _list(row.get("service_at_locations"))]
    key = id_of(as_text(row.get("id")))
    # Once for all its places: a service at thousands of them costs no more than it has to.
    said = _About(row)
    if not places:
        yield _at(said, {}, key)
    for place in counted.some_of(places):
        mine = f"{key}-{as_text(place.get('id'))}" if len(places) > 1 else key
        yield _at(said, place, mine)


class _About:
    """What an answer says of a service, with its numbers, looked through once."""

    def __init__(self, fields: Fields) -> None:
        whose = _dict(fields.get("organization"))
        findings = Findings()
        for held in (fields, whose):
            _count_people(held, findings)
        if as_text(fields.get("assurer_email")).strip():
            findings.drop("e-mail addresses")
        terms = [
            _dict(_dict(each).get("taxonomy_term"))
            for each in _list(fields.get("attributes"))[:MOST_SAID]
        ]
        self.phones = _nobodys(fields, findings)
        self.house_phones = _nobodys(whose, findings)
        self.said = About(
            fields=fields,
            whose=whose,
            kinds=tuple(
                as_text(term.get("name") or term.get("term")) for term in terms
            ),
            languages=_languages(fields),
            costs=tuple(
                _dict(each) for each in _list(fields.get("cost_options"))[:MOST_SAID]
            ),
            who=tuple(_who(fields))[:MOST_SAID],
            hours=tuple(_hours(fields))[:MOST_SAID],
            findings=findings,
        )


def _at(about: _About, here: Fields, key: str) -> Raw:
    place = _dict(here.get("location"))
    findings = Findings()
    for held in (here, place):
        _count_people(held, findings)
    mine, there = _nobodys(here, findings), _nobodys(place, findings)
    phones = mine or about.phones or there or about.house_phones
    return Raw(
        key=key,
        about=about.said,
        place=place,
        address=next((_dict(one) for one in _list(place.get("addresses"))), {}),
        phones=phones,
        languages=tuple(code for one in phones for code in _languages(one)),
        access=_access(place),
        hours=(*_hours(here), *_hours(place))[:MOST_SAID],
        findings=findings,
    )


def _languages(held: Fields) -> tuple[str, ...]:
    said = (_dict(one) for one in _list(held.get("languages"))[:MOST_SAID])
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


def _hours(held: Fields) -> Iterator[str]:
    for one in _list(held.get("schedules")):
        if said := as_text(_dict(one).get("description")).strip():
            yield said


def _nobodys(held: Fields, findings: Findings) -> tuple[Fields, ...]:
    """Return the numbers that are nobody's own; those of a named contact are counted."""
    every = [_dict(one) for one in _list(held.get("phones"))]
    free = [one for one in every if not as_text(one.get("contact_id")).strip()]
    if named := len(every) - len(free):
        findings.drop("phone numbers", named)
    return tuple(free[:MOST_NUMBERS])


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
