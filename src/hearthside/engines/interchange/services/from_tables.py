"""A directory as a zip of tables: HSDS 1.1."""

from __future__ import annotations

from typing import Final

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.hsds.package import (
    NOT_A_PACKAGE,
    Row,
    by_column,
    kinds_in,
    tables_in,
)
from hearthside.engines.interchange.json_file import NotAFeed

from .raw import Raw

_TABLES: Final = (
    "services", "organizations", "locations", "physical_addresses",
    "services_at_location", "regular_schedules", "services_taxonomy", "taxonomy",
    "languages", "accessibility_for_disabilities", "phones", "contacts", "eligibility",
    "cost_options",
)  # fmt: skip
_WEEK: Final = "regular_schedules"
_NOWHERE: Final[Row] = {}


class _Shelves:
    """Every table by what its rows hang on."""

    def __init__(self, tables: dict[str, tuple[Row, ...]]) -> None:
        self.services = tables["services"]
        self.organisations = by_column(tables, "organizations", "id")
        self.places = by_column(tables, "locations", "id")
        self.at = by_column(tables, "services_at_location", "service_id")
        self.addresses = by_column(tables, "physical_addresses", "location_id")
        self.access = by_column(tables, "accessibility_for_disabilities", "location_id")
        self.hours = by_column(tables, _WEEK, "service_id")
        self.languages = by_column(tables, "languages", "service_id")
        self.phones = by_column(tables, "phones", "service_id")
        self.house_phones = by_column(tables, "phones", "organization_id")
        self.contacts = by_column(tables, "contacts", "service_id")
        self.who = by_column(tables, "eligibility", "service_id")
        self.costs = by_column(tables, "cost_options", "service_id")
        self.kinds = kinds_in(tables)


def read_tables(raw: bytes, mended: list[str]) -> list[Raw]:
    """Return every service at every place of a package.

    Raises NotAFeed.
    """
    tables = tables_in(raw, mended, _TABLES)
    if "services" not in tables:
        raise NotAFeed(NOT_A_PACKAGE)
    shelves = _Shelves(tables)
    return [
        _one(about, place_key, is_alone=len(here) == 1, shelves=shelves)
        for about in shelves.services
        for here in [_places_of(about, shelves)]
        for place_key in here
    ]


def _places_of(about: Row, shelves: _Shelves) -> list[str]:
    rows = shelves.at.get(about.get("id", ""), [])
    return [row.get("location_id", "") for row in rows] or [""]


def _one(about: Row, place_key: str, *, is_alone: bool, shelves: _Shelves) -> Raw:
    key = about.get("id", "")
    findings = Findings()
    phones = _nobodys(shelves.phones.get(key, []), place_key, findings)
    whose = shelves.organisations.get(about.get("organization_id", ""), [{}])[0]
    if not phones:
        phones = _nobodys(
            shelves.house_phones.get(about.get("organization_id", ""), []), "", findings
        )
    _count_people(shelves.contacts.get(key, []), findings)
    return Raw(
        key=key if is_alone else f"{key}-{place_key}",
        about=dict(about),
        whose=dict(whose),
        place=dict(_first(shelves.places, place_key)),
        address=dict(_first(shelves.addresses, place_key)),
        kinds=tuple(shelves.kinds.get(key, ())),
        phones=tuple(dict(row) for row in phones),
        languages=_column(shelves.languages.get(key, []), "language"),
        access=" ".join(_column(shelves.access.get(place_key, []), "accessibility")),
        costs=tuple(dict(row) for row in shelves.costs.get(key, [])),
        who=_column(shelves.who.get(key, []), "eligibility"),
        hours=_column(shelves.hours.get(key, []), "original_text"),
        findings=findings,
    )


def _nobodys(rows: list[Row], place_key: str, findings: Findings) -> list[Row]:
    """Return the numbers of the place itself; those of a named contact are counted."""
    named = [row for row in rows if row.get("contact_id", "").strip()]
    if named:
        findings.drop("phone numbers", len(named))
    free = [row for row in rows if not row.get("contact_id", "").strip()]
    here = [row for row in free if row.get("location_id", "") in ("", place_key)]
    return here or free


def _count_people(contacts: list[Row], findings: Findings) -> None:
    for row in contacts:
        if row.get("name", "").strip():
            findings.drop("contact names")
        if row.get("email", "").strip():
            findings.drop("e-mail addresses")


def _column(rows: list[Row], name: str) -> tuple[str, ...]:
    said = (row.get(name, "").strip() for row in rows)
    return tuple(dict.fromkeys(words for words in said if words))


def _first(rows: dict[str, list[Row]], key: str) -> Row:
    return rows.get(key, [_NOWHERE])[0] if key else _NOWHERE
