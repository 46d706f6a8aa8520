"""The table of outward codes agrees with itself, the demo's doors, and the atlas."""

from __future__ import annotations

import csv
import math
import os
import re
from importlib import resources
from pathlib import Path

import pytest

from hearthside.cli.demo import HARBOUR

ATLAS = "geo/uk-outcodes-gibbs.csv"
AREAS = re.compile(r"(LS|BD|HX|HD|WF|YO|HG|HU)\d+")
Place = tuple[float, float]


def rows() -> list[dict[str, str]]:
    table = resources.files("hearthside") / "organisation/places/outward_codes.csv"
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def where(row: dict[str, str]) -> Place:
    return float(row["latitude"]), float(row["longitude"])


def kilometres(a: Place, b: Place) -> float:
    east = (a[1] - b[1]) * math.cos(math.radians(a[0]))
    return 111.2 * math.hypot(a[0] - b[0], east)


@pytest.fixture(scope="module")
def atlas() -> dict[str, Place]:
    root = Path(__file__).resolve().parents[2]
    data = os.environ.get("HEARTHSIDE_REAL_DATA", root.parent / "shared" / "data")
    path = Path(data) / ATLAS
    if not path.exists():
        pytest.skip(f"NOT CHECKED: the real outward codes are not here ({ATLAS})")
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["postcode"]: where(row) for row in csv.DictReader(lines)}


def test_each_outward_code_stands_once_and_looks_like_one():
    codes = [row["outward"] for row in rows()]

    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Z]{1,2}\d{1,2}", code) for code in codes)


def test_each_place_has_a_name_and_is_in_the_north_of_england():
    for row in rows():
        latitude, longitude = where(row)
        assert 53.4 < latitude < 54.7, row["outward"]
        assert -2.5 < longitude < 0.1, row["outward"]
        assert row["place"], row["outward"]


@pytest.mark.parametrize(
    "venue",
    [group.venue for group in HARBOUR.groups if group.venue],
    ids=lambda venue: venue.name,
)
def test_a_demo_venue_lies_where_its_outward_code_says(venue):
    table = {row["outward"]: where(row) for row in rows()}

    away = kilometres((venue.latitude, venue.longitude), table[venue.outward])

    assert away < 3


def test_every_code_lies_within_six_kilometres_of_the_atlas(atlas):
    far = [
        row["outward"]
        for row in rows()
        if kilometres(where(row), atlas[row["outward"]]) > 6
    ]

    assert far == []


def test_no_code_is_made_up_and_none_of_the_region_is_missing(atlas):
    ours = {row["outward"] for row in rows()}

    assert ours <= set(atlas)
    assert {code for code in atlas if AREAS.fullmatch(code)} <= ours
