"""A directory as a zip of tables: HSDS 1.1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
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

from .raw import MOST_NUMBERS, MOST_SAID, TOO_MANY_PLACES, About, Places, Raw, id_of

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
        self._access_said: dict[str, str] = {}
        self._numbers: dict[str, tuple[tuple[Row, ...], int]] = {}

    def access_of(self, place_key: str) -> str:
        """Return what is said of getting into a place; many services may be there."""
        if place_key not in self._access_said:
            rows = self.access.get(place_key, [])
            self._access_said[place_key] = " ".join(_column(rows, "accessibility"))
        return self._access_said[place_key]

    def house_phones_of(self, key: str) -> tuple[tuple[Row, ...], int]:
        """Return an organisation's numbers that are nobody's own, and how many are."""
        if key not in self._numbers:
            rows = self.house_phones.get(key, [])
            free = [row for row in rows if not _is_somebodys(row)]
            self._numbers[key] = (tuple(free[:MOST_NUMBERS]), len(rows) - len(free))
        return self._numbers[key]


def read_tables(raw: bytes, mended: list[str]) -> list[Raw]:
    """Return every service at every place of a package.

    Raises NotAFeed.
    """
    tables = tables_in(raw, mended, _TABLES)
    if "services" not in tables:
        raise NotAFeed(NOT_A_PACKAGE)
    shelves = _Shelves(tables)
    counted = Places()
    found = [
        one for about in shelves.services for one in _each(about, shelves, counted)
    ]
    if counted.are_too_many:
        mended.append(TOO_MANY_PLACES)
    return found


def _each(about: Row, shelves: _Shelves, counted: Places) -> Iterator[Raw]:
    rows = shelves.at.get(about.get("id", ""), [])
    places = [row.get("location_id", "") for row in rows] or [""]
    key = id_of(about.get("id", ""))
    # Once for all its places: a service at thousands of them costs no more than it has to.
    findings = Findings()
    said = _about(about, shelves, findings)
    numbers = _Numbers(about, shelves, findings)
    for place_key in counted.some_of(places):
        yield Raw(
            key=key if len(places) == 1 else f"{key}-{place_key}",
            about=said,
            place=_first(shelves.places, place_key),
            address=_first(shelves.addresses, place_key),
            phones=numbers.at(place_key),
            access=shelves.access_of(place_key),
        )


def _about(about: Row, shelves: _Shelves, findings: Findings) -> About:
    key = about.get("id", "")
    _count_people(shelves.contacts.get(key, []), findings)
    return About(
        fields=about,
        whose=shelves.organisations.get(about.get("organization_id", ""), [{}])[0],
        kinds=tuple(shelves.kinds.get(key, ()))[:MOST_SAID],
        languages=_column(shelves.languages.get(key, []), "language"),
        costs=tuple(shelves.costs.get(key, ()))[:MOST_SAID],
        who=_column(shelves.who.get(key, []), "eligibility"),
        hours=_column(shelves.hours.get(key, []), "original_text"),
        findings=findings,
    )


class _Numbers:
    """The numbers of one service that are nobody's own: everywhere, and of each place."""

    def __init__(self, about: Row, shelves: _Shelves, findings: Findings) -> None:
        rows = shelves.phones.get(about.get("id", ""), [])
        free = [one for one in enumerate(rows) if not _is_somebodys(one[1])]
        if named := len(rows) - len(free):
            findings.drop("phone numbers", named)
        self._own: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        for one in free:
            self._own[one[1].get("location_id", "")].append(one)
        self._anywhere = self._own.pop("", [])[:MOST_NUMBERS]
        # Where none is said to be of a place, any of them may be.
        every = self._anywhere or free[:MOST_NUMBERS]
        house, named = shelves.house_phones_of(about.get("organization_id", ""))
        if not free and named:
            findings.drop("phone numbers", named)
        self._shared = tuple(row for _, row in every) if free else house

    def at(self, place_key: str) -> tuple[Row, ...]:
        own = self._own.get(place_key, [])[:MOST_NUMBERS] if place_key else []
        if not own:
            return self._shared
        both = sorted([*self._anywhere, *own], key=_number)
        return tuple(row for _, row in both[:MOST_NUMBERS])


def _number(one: tuple[int, Row]) -> int:
    return one[0]


def _is_somebodys(row: Row) -> bool:
    return bool(row.get("contact_id", "").strip())


def _count_people(contacts: list[Row], findings: Findings) -> None:
    for row in contacts:
        if row.get("name", "").strip():
            findings.drop("contact names")
        if row.get("email", "").strip():
            findings.drop("e-mail addresses")


def _column(rows: list[Row], name: str) -> tuple[str, ...]:
    said = (row.get(name, "").strip() for row in rows)
    return tuple(dict.fromkeys(words for words in said if words))[:MOST_SAID]


def _first(rows: dict[str, list[Row]], key: str) -> Row:
    return rows.get(key, [_NOWHERE])[0] if key else _NOWHERE
