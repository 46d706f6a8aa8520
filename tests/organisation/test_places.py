import pytest

from hearthside.organisation import places
from hearthside.organisation.models import KnownPlace


@pytest.fixture
def towns(db):
    rows = [
        ("leeds", "Leeds", "GB", "ENG", 53.80, -1.55, 536280),
        ("leeds", "Leeds", "US", "AL", 33.55, -86.54, 11936),
        ("leek", "Leek", "GB", "ENG", 53.11, -2.02, 20000),
        ("sao paulo", "São Paulo", "BR", "27", -23.55, -46.64, 12400000),
    ]
    KnownPlace.objects.bulk_create(
        KnownPlace(
            kind="town", folded=folded, name=name, country=country, region=region,
            latitude=latitude, longitude=longitude, people=people,
        )
        for folded, name, country, region, latitude, longitude, people in rows
    )  # fmt: skip
    places.ship_postcodes()


def near(spot):
    return (round(spot.latitude, 1), round(spot.longitude, 1))


@pytest.mark.parametrize("typed", ["Leeds", "leeds", "  LEEDS ", "Leeds, England"])
def test_a_town_is_found_as_people_type_it(towns, typed):
    assert near(places.look_up(typed, country="GB")) == (53.8, -1.6)


def test_of_two_towns_ours_comes_first(towns):
    assert near(places.look_up("Leeds", country="US")) == (33.5, -86.5)


def test_a_region_after_a_comma_chooses(towns):
    assert near(places.look_up("Leeds, AL", country="GB")) == (33.5, -86.5)


@pytest.mark.parametrize("typed", ["LS6", "ls6", "LS6 1AA", "ls61aa", " Ls6  1aa "])
def test_a_postcode_or_its_first_half_is_found(towns, typed):
    assert near(places.look_up(typed, country="GB")) == (53.8, -1.6)


@pytest.mark.parametrize("typed", ["sao paulo", "São Paulo", "SÃO-PAULO"])
def test_accents_and_dashes_do_not_matter(towns, typed):
    assert places.look_up(typed, country="GB").name == "São Paulo"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "Nowhereville",
        "' OR 1=1--",
        "%_%",
        "(a+)+$",
        "\x00",
        "x" * 5000,
        "LS99",
    ],
)
def test_what_is_no_place_is_none(towns, typed):
    assert places.look_up(typed, country="GB") is None


def test_near_names_are_suggested(towns):
    assert places.suggestions("Leedz", country="GB")[0] == "Leeds"
    assert places.suggestions("Leeky", country="GB") == ["Leek"]
    assert places.suggestions("%_", country="GB") == []


def test_a_postcode_file_is_read(towns):
    done = places.fill_postcodes(
        "postcode,lat,lon,town\n90210,34.09,-118.41,Beverly Hills\nbad,x,y,z\n",
        country="US",
    )

    assert done == 1
    assert places.look_up("90210", country="US").name == "90210, Beverly Hills"


def test_reading_a_postcode_file_again_changes_nothing(towns):
    before = KnownPlace.objects.count()
    places.ship_postcodes()

    assert KnownPlace.objects.count() == before


def test_a_file_without_the_columns_says_which_are_missing(db):
    with pytest.raises(places.NotAPlaceFile, match="latitude, longitude"):
        places.fill_postcodes("postcode,colour\nLS6,blue\n", country="GB")


@pytest.mark.slow
def test_the_towns_of_the_world_come_from_the_package(db):
    assert places.fill_towns(smallest=15000) > 20000
    assert near(places.look_up("Leeds", country="GB")) == (53.8, -1.5)
    assert places.look_up("Hull", country="GB").name == "Kingston upon Hull"
    assert places.look_up("Kiev", country="GB").name == "Kyiv"
