from __future__ import annotations

from typing import Any

import pytest

from hearthside.engines.interchange import mapped
from hearthside.engines.interchange.listing import Kept
from hearthside.organisation import places
from hearthside.workflows.places_of_postcodes import (
    UNKNOWN,
    WHY,
    with_places_of_postcodes,
)


@pytest.fixture(autouse=True)
def known(db) -> None:
    places.fill_postcodes(
        "outcode,latitude,longitude,town\nLS6,53.82,-1.57,Leeds\n", country="GB"
    )
    places.fill_postcodes(
        "outcode,latitude,longitude,town\nD02,53.34,-6.25,Dublin\n", country="IE"
    )


def put(code: str, **more: str) -> Any:
    names, values = ",".join(more), ",".join(more.values())
    text = f"Name,Day,Time,Town,Postcode,{names}\nTea,Mon,10:00,Town,{code},{values}\n"
    reading = mapped.read(text.encode(), zone="Europe/London")
    row = with_places_of_postcodes(reading).rows[0]
    assert isinstance(row, Kept)
    return row


@pytest.mark.parametrize("code", ["LS6 3AG", "ls6 3ag", "LS63AG", "ls63ag"])
def test_a_british_postcode_is_known_however_it_is_typed(code):
    row = put(code)

    assert (row.listing.latitude, row.listing.longitude) == (53.82, -1.57)
    assert row.listing.approximate
    assert row.mended == (WHY,)


def test_an_irish_one_is_known_where_the_host_imported_them():
    assert put("D02 X285").listing.latitude == 53.34


@pytest.mark.parametrize("code", ["ZZ99 9ZZ", "LE65 1AA", "A65 F4E2"])
def test_one_nobody_knows_is_said_and_nothing_is_guessed(code):
    row = put(code)

    assert row.listing.latitude is None
    assert row.mended == (UNKNOWN,)


@pytest.mark.parametrize("code", ["", "33176", "K1A 0B1", "not a code"])
def test_what_is_no_postcode_is_left_alone(code):
    row = put(code)

    assert row.listing.latitude is None
    assert row.mended == ()


def test_a_place_the_list_gives_itself_stands():
    assert put("LS6 3AG", Lat="53.5", Lon="-1.5").listing.latitude == 53.5


def test_online_there_is_no_place_to_put():
    assert put("LS6 3AG", How="online").listing.latitude is None
