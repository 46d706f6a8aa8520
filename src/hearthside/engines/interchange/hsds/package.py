"""A directory as a zip of tables: HSDS 1.1, one CSV file for each kind of thing."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import defaultdict
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.json_file import NotAFeed, text_of
from hearthside.engines.interchange.listing import Reading
from hearthside.engines.interchange.rows import read_rows
from hearthside.engines.interchange.rows.private import drop_private
from hearthside.engines.interchange.tables import csv_table

from .service import Service
from .telling import told

MOST_BYTES: Final = 100 * 1024 * 1024
MOST_FILES: Final = 200

NOT_A_PACKAGE: Final = (
    "This is not a zip of HSDS tables. It should hold services.csv; "
    "ask its owner for the data package."
)
_TOO_LARGE: Final = (
    "The tables in this zip are over 100 MB; directories are smaller. "
    "Check that it is the right file."
)
_TABLES: Final = (
    "services", "organizations", "locations", "physical_addresses",
    "services_at_location", "regular_schedules", "services_taxonomy", "taxonomy",
    "languages", "accessibility_for_disabilities", "phones", "contacts",
)  # fmt: skip
Row = dict[str, str]


def read_package(raw: bytes, *, zone: str, now: datetime | None = None) -> Reading:
    """Return every service at every place kept, mended or refused.

    Raises NotAFeed; ValueError for a zone nobody knows.
    """
    mended: list[str] = []
    tables = tables_in(raw, mended)
    if "services" not in tables:
        raise NotAFeed(NOT_A_PACKAGE)
    services = _services(tables)
    rows = [told(service, now=now) for service in services]
    return read_rows(rows, mended=mended, zone=zone, now=now)


def tables_in(
    raw: bytes, mended: list[str], names: tuple[str, ...] = _TABLES
) -> dict[str, tuple[Row, ...]]:
    """Return the tables of a package that are called so, by name.

    Raises NotAFeed: no such package, or far too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            files = {
                PurePosixPath(info.filename).stem.casefold(): info
                for info in package.infolist()[:MOST_FILES]
                if info.filename.casefold().endswith(".csv")
            }
            found: dict[str, tuple[Row, ...]] = {}
            left = MOST_BYTES
            for name in names:
                if name not in files:
                    continue
                # What a zip says of its sizes is not believed: reading stops by itself.
                with package.open(files[name]) as file:
                    held = file.read(left + 1)
                left -= len(held)
                if left < 0:
                    raise NotAFeed(_TOO_LARGE)
                if held.strip():
                    found[name] = csv_table(text_of(held, mended), mended).rows
            return found
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        EOFError,
        zlib.error,
    ) as fault:
        raise NotAFeed(NOT_A_PACKAGE) from fault


def _services(tables: dict[str, tuple[Row, ...]]) -> list[Service]:
    organisations = by_column(tables, "organizations", "id")
    places = by_column(tables, "locations", "id")
    at = by_column(tables, "services_at_location", "service_id")
    addresses = by_column(tables, "physical_addresses", "location_id")
    access = by_column(tables, "accessibility_for_disabilities", "location_id")
    schedules = by_column(tables, "regular_schedules", "service_id")
    kinds = kinds_in(tables)
    languages = by_column(tables, "languages", "service_id")
    phones = by_column(tables, "phones", "service_id")
    contacts = by_column(tables, "contacts", "service_id")
    found: list[Service] = []
    for about in tables["services"]:
        key = about.get("id", "")
        whose = organisations.get(about.get("organization_id", ""), [{}])[0]
        here = [row.get("location_id", "") for row in at.get(key, [])] or [""]
        for place_key in here:
            findings = Findings()
            for row in (about, *phones.get(key, []), *contacts.get(key, [])):
                _count(row, findings)
            said = access.get(place_key, [])
            found.append(
                Service(
                    key=f"{key}-{place_key}" if len(here) > 1 else key,
                    about=dict(about),
                    organisation=whose.get("name", ""),
                    place=_first(places, place_key),
                    address=_first(addresses, place_key),
                    kinds=tuple(kinds.get(key, ())),
                    schedules=tuple(_scheduled(schedules.get(key, []), place_key)),
                    languages=tuple(
                        dict.fromkeys(
                            r.get("language", "") for r in languages.get(key, [])
                        )
                    ),
                    access=" ".join(row.get("accessibility", "") for row in said),
                    findings=findings,
                )
            )
    return found


def by_column(
    tables: dict[str, tuple[Row, ...]], name: str, column: str
) -> dict[str, list[Row]]:
    """Return the rows of a table by what stands in one of its columns."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get(name, ()):
        if row.get(column):
            found[row[column]].append(row)
    return found


def kinds_in(tables: dict[str, tuple[Row, ...]]) -> dict[str, list[str]]:
    """Return what each service is filed under, by the id of the service."""
    names = {
        row.get("id", ""): row.get("name", "") for row in tables.get("taxonomy", ())
    }
    found: dict[str, list[str]] = defaultdict(list)
    for row in tables.get("services_taxonomy", ()):
        found[row.get("service_id", "")].append(
            names.get(row.get("taxonomy_id", ""), "")
        )
    return found


def _first(rows: dict[str, list[Row]], key: str) -> dict[str, Any]:
    return dict(rows.get(key, [{}])[0]) if key else {}


def _scheduled(rows: list[Row], place_key: str) -> list[dict[str, Any]]:
    return [dict(row) for row in rows if row.get("location_id", "") in ("", place_key)]


def _count(row: Row, findings: Findings) -> None:
    if "number" in row:
        row = {"phone": row["number"]}
    elif "department" in row or ("title" in row and "email" in row):
        row = {"contact": row.get("name", ""), "email": row.get("email", "")}
    drop_private(dict(row), findings)
