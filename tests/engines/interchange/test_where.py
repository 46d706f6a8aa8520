from __future__ import annotations

import pytest


def test_an_address_is_put_together_from_its_parts(kept):
    row = kept(
        formatted_address=None,
        address="107 North Hughes Street",
        city="Amarillo",
        state=".TX",
        postal_code=79107,
        country="USA",
    )

    assert row.listing.address == "107 North Hughes Street, Amarillo, TX, 79107, USA"


def test_what_the_address_already_says_is_not_said_twice(kept):
    row = kept(
        formatted_address=None,
        address="Edmonton, Alberta, Canada, Edmonton, Alberta, Canada",
        city="edmonton",
    )

    assert row.listing.address == "Edmonton, Alberta, Canada"


@pytest.mark.parametrize(
    ("address", "approximate"),
    [
        ("12 Mill Lane, Ashby, UK", False),
        ("360 Schermerhorn St, NY 11201", False),
        ("Mill Lane, Fish Hoek, Cape Town, 7975, South Africa", False),
        ("Orange County, CA, USA", True),
        ("Tuckahoe, NY 10707", True),
        ("Edmonton, Alberta, T5M 0H1, Canada", True),
        ("District 25", True),
        (None, True),
    ],
)
def test_an_address_is_a_door_or_an_area(kept, address, approximate):
    assert kept(formatted_address=address).listing.approximate is approximate


def test_what_the_feed_says_about_its_address_counts(kept):
    assert kept(approximate="yes").listing.approximate is True
    assert (
        kept(approximate="no", formatted_address="Ashby").listing.approximate is False
    )


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("52.74", "-1.47"), ("52,74", "-1,47"), (" 52.74 ", -1.47)],
)
def test_a_position_written_as_text_is_a_position(kept, latitude, longitude):
    row = kept(latitude=latitude, longitude=longitude)

    assert (row.listing.latitude, row.listing.longitude) == (52.74, -1.47)
    assert row.mended == ()


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (33.58, 0.0), (91, 181), ("north", "west"), (True, False), (52.74, None)],
)
def test_a_position_nobody_believes_is_left_out_and_said(kept, latitude, longitude):
    row = kept(latitude=latitude, longitude=longitude)

    assert (row.listing.latitude, row.listing.longitude) == (None, None)
    assert "left out" in row.mended[0]


def test_a_position_the_wrong_way_round_is_turned(kept):
    row = kept(latitude=-101.8, longitude=35.2)

    assert (row.listing.latitude, row.listing.longitude) == (35.2, -101.8)
    assert row.mended == ("Latitude and longitude were the wrong way round.",)


def test_no_position_at_all_is_nothing_to_mend(kept):
    assert kept(latitude=None, longitude="").mended == ()


def test_regions_are_said_from_the_narrow_to_the_wide(kept):
    assert (
        kept(regions=["Leicestershire", "Ashby"]).listing.region
        == "Ashby, Leicestershire"
    )
    assert (
        kept(region="Marin", sub_region="Sausalito").listing.region
        == "Sausalito, Marin"
    )
    assert kept(regions=[None], region="Ashby").listing.region == "Ashby"
