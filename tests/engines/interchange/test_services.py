from __future__ import annotations

import json
import time
from datetime import date

import pytest

from hearthside.engines.interchange.json_file import NotAFeed
from hearthside.engines.interchange.services import read_services
from hearthside.engines.interchange.services.offer import KeptOffer, Way
from tests.conftest import real_data
from tests.services_scene import answer, package, service

TODAY = date(2026, 3, 2)


def read(*services, country="GB"):
    return read_services(answer(*services), country=country, today=TODAY)


def only(*services, country="GB"):
    (row,) = read(*services, country=country).rows
    assert isinstance(row, KeptOffer), row
    return row


def test_a_service_is_read_whole():
    offer = only(
        service(
            "a",
            "Debt Helpdesk",
            fees_description="Free",
            eligibility_description="Adults in Leeds",
            minimum_age=18,
            maximum_age=100,
            assured_date="2026-01-05",
            url="example-debt.org",
            languages=[{"name": "Polish"}, {"code": "en"}],
            attributes=[{"taxonomy_term": {"name": "Debt advice"}}],
        )
    ).offer

    assert (offer.name, offer.organisation) == ("Debt Helpdesk", "Wharfe Trust")
    assert (offer.cost, offer.youngest, offer.oldest) == ("free", 18, None)
    assert "money" in offer.needs
    assert offer.languages == ("pl", "en")
    assert offer.web == "https://example-debt.org"
    assert offer.assured_on == date(2026, 1, 5)
    assert offer.address == "1 Example Street, Leeds, LS1 1AA"
    assert offer.ways == (
        Way("voice", "0113 496 0100", "tel:01134960100", "tel:+441134960100"),
    )


def test_what_is_about_a_person_is_left_out_and_counted():
    row = only(
        service(
            "a",
            "Debt Helpdesk",
            description="Ask Jo, jo.bloggs@example.org or 07700 900123.",
            email="jo.bloggs@example.org",
            contacts=[
                {
                    "name": "Jo Bloggs",
                    "email": "jo@example.org",
                    "phones": [{"number": "07700 900123"}],
                }
            ],
        )
    )

    said = json.dumps(str(row.offer))
    assert "Bloggs" not in said
    assert "bloggs" not in said
    assert "900123" not in said
    assert row.dropped["contact names"] == 1
    assert row.dropped["e-mail addresses"] >= 2
    assert row.dropped["phone numbers"] >= 1


def test_a_mailbox_of_a_desk_is_nobodys_and_stays():
    assert only(service("a", "Desk", email="Info@example.org")).offer.mailbox == (
        "info@example.org"
    )


@pytest.mark.parametrize(
    ("number", "country", "dial", "abroad"),
    [
        ("0113 496 0100", "GB", "tel:01134960100", "tel:+441134960100"),
        ("+44 (0)113 496 0100", "GB", "tel:+441134960100", "tel:+441134960100"),
        ("0808 157 0100", "GB", "tel:08081570100", ""),
        ("116 123", "GB", "tel:116123", ""),
        ("305-555-0100", "US", "tel:3055550100", "tel:+13055550100"),
        ("1-800-555-0100", "US", "tel:18005550100", ""),
        ("555-0100", "US", "tel:5550100", ""),
        ("305-555-0100 x225", "US", "tel:3055550100", "tel:+13055550100"),
        ("٠١١٣ ٤٩٦ ٠١٠٠", "GB", "tel:01134960100", "tel:+441134960100"),
        ("211", "US", "tel:211", ""),
        ("030 1234567", "ZZ", "tel:0301234567", ""),
        ("988 (24/7)", "US", "tel:988", ""),
        ("988 24/7", "US", "tel:988", ""),
        ("988 24HRS", "US", "tel:988", ""),
        ("988 24 Hours", "US", "tel:988", ""),
        ("988 (1-800-273-8255)", "US", "tel:988", ""),
        ("116 123 (24/7)", "GB", "tel:116123", ""),
        ("116 123 (free) (24 hours)", "GB", "tel:116123", ""),
        ("0808 2000 247 (24/7)", "GB", "tel:08082000247", ""),
        ("1-800-273-TALK (8255)", "US", "tel:18002738255", ""),
        ("1-800-SUICIDE (784-2433)", "US", "tel:18007842433", ""),
        ("0113 496 0000 (9-5)", "GB", "tel:01134960000", "tel:+441134960000"),
        ("0113 496 0000 (9-5, Mon-Fri)", "GB", "tel:01134960000", "tel:+441134960000"),
        ("0113 496 0000 (ext 5)", "GB", "tel:01134960000", "tel:+441134960000"),
        ("0113 496 0000 #2", "GB", "tel:01134960000", "tel:+441134960000"),
        ("0113 (496 0000)", "GB", "tel:01134960000", "tel:+441134960000"),
        ("(305) (358-4357)", "US", "tel:3053584357", "tel:+13053584357"),
        ("(305) 358-4357", "US", "tel:3053584357", "tel:+13053584357"),
        ("1 (800) 273-8255 (24/7)", "US", "tel:18002738255", ""),
    ],
)
def test_h9_a_number_is_dialled_at_home_and_from_elsewhere(
    number, country, dial, abroad
):
    phones = [{"number": number, "type": "voice"}]
    offer = only(
        service("a", "Line", phones=phones, service_at_locations=[], url="x.org"),
        country=country,
    ).offer

    assert [(way.dial, way.abroad) for way in offer.ways] == [(dial, abroad)]


@pytest.mark.parametrize(
    "number", ["ring us", "1" * 40, "*#06#;rm", "javascript:alert(1)", "12"]
)
def test_what_is_no_number_is_left_out_and_said(number):
    row = only(service("a", "Line", phones=[{"number": number}]))

    assert row.offer.ways == ()
    assert "A phone number could not be read, and was left out." in row.mended


def test_a_text_number_and_a_textphone_are_their_own_ways_and_a_fax_is_none():
    phones = [
        {"number": "07700 900177", "type": "sms"},
        {"number": "0113 496 0101", "type": "TTY"},
        {"number": "0113 496 0102", "type": "fax"},
    ]
    ways = only(service("a", "Line", phones=phones)).offer.ways

    assert [(way.kind, way.dial) for way in ways] == [
        ("text", "sms:07700900177"),
        ("textphone", "tel:01134960101"),
    ]


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        ("Free", "free"),
        ("Free of charge", "free"),
        ("This service is free.", "free"),
        ("No charge", "free"),
        ("There is no charge for this service", "free"),
        ("No fee", "free"),
        ("No fees or charges", "free"),
        ("Nothing to pay", "free"),
        ("Free (£0.00)", "free"),
        ("£0", "free"),
        ("Free, no insurance needed", "free"),
        ("Free; a voluntary contribution is welcome", "free"),
        ("Free for members, others pay £5", "pays"),
        ("Free first session, then £60 an hour", "pays"),
        ("No charge for members, others pay £5", "pays"),
        ("Not free", "pays"),
        ("£0 to £60", "pays"),
        ("£0.50", "pays"),
        ("Sliding scale", "pays"),
        ("Free parking", ""),
        ("Ask us", ""),
    ],
)
def test_free_is_said_only_of_what_costs_nobody_anything(said, cost):
    assert only(service("a", "Rooms", fees_description=said)).offer.cost == cost


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": ""}, "It has no name."),
        ({"status": "defunct"}, "Its directory says that it no longer runs."),
        ({"id": ""}, "It has no id"),
        ({"phones": [], "service_at_locations": []}, "It says no way to reach it"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_says_why(said, why):
    (row,) = read({**service("a", "Debt Helpdesk"), **said}).rows

    assert not isinstance(row, KeptOffer)
    assert row.why.startswith(why)


def test_an_address_that_is_kept_secret_goes_with_its_place_on_the_map():
    one = service("a", "Refuge")
    place = one["service_at_locations"][0]["location"]
    place["addresses"] = [{"address_1": "Confidential", "city": "Leeds"}]
    row = only(one)

    assert (row.offer.address, row.offer.town) == ("", "")
    assert row.offer.latitude is None


def test_a_row_twice_is_kept_once():
    reading = read(service("a", "Rooms"), service("a", "Other"), service("b", "Rooms"))

    assert [offer.key for offer in reading.offers] == ["a"]
    assert reading.refused == 2


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>Rooms",
        "<img src=x onerror=alert(1)>Rooms",
        "Rooms<svg/onload=alert(1)>",
    ],
)
def test_c1_markup_becomes_words(hostile):
    offer = only(service("a", hostile, description=hostile * 50)).offer

    assert "<" not in offer.name
    assert "<" not in offer.offers


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVa\tScript:alert(1)", "data:text/html,x", "//10.0.0.1/"],
)
def test_c3_a_link_that_is_not_safe_is_left_out(link):
    row = only(service("a", "Rooms", url=link))

    assert row.offer.web == ""
    assert (
        "Its web address could not be shown safely, so it was left out." in row.mended
    )


def test_h1_stray_characters_and_bombs_end_in_time():
    bomb = "e" + "\u0301" * 15_000 + "\u202e\x00" + "[" * 4_000 + "((((" * 1_000
    began = time.perf_counter()
    offer = only(service("a", f"Rooms {bomb}", description=bomb)).offer

    assert time.perf_counter() - began < 5
    assert len(offer.name) <= 200
    assert len(offer.offers) <= 2_000
    assert "\u202e" not in offer.name
    assert "\x00" not in offer.offers


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04 not a zip",
        b"{}",
        b"[" * 100_000,
        b"<html></html>",
        b'{"contents": 1e999}',
        b"\xff\xfe\x00",
    ],
)
def test_g7_f3_a_file_that_is_no_list_says_so(raw):
    with pytest.raises(NotAFeed) as no:
        read_services(raw, country="GB", today=TODAY)

    assert str(no.value)


def test_f4_f5_a_package_that_lies_about_itself_is_refused():
    with pytest.raises(NotAFeed):
        read_services(package(**{"../../services": "id\n1"}), country="GB", today=TODAY)
    bomb = package(services="id,name\n" + "0" * 110_000_000)
    began = time.perf_counter()
    with pytest.raises(NotAFeed):
        read_services(bomb, country="GB", today=TODAY)

    assert time.perf_counter() - began < 10


def test_tables_are_read_like_answers_and_numbers_of_a_contact_are_not():
    raw = package(
        organizations="id,name,url\n1,Wharfe Trust,wharfe-trust.org\n",
        services="id,organization_id,name,description\n7,1,Soup Kitchen,A hot meal\n",
        locations="id,organization_id,name,latitude,longitude\n3,1,Hall,25.7,-80.2\n",
        services_at_location="id,service_id,location_id\n1,7,3\n",
        physical_addresses="id,location_id,address_1,city,country\n1,3,5 Main St,Miami,US\n",
        phones="id,service_id,contact_id,number\n1,7,,305-555-0100\n2,7,9,305-555-0199\n",
        contacts="id,service_id,name,email\n9,7,Ann Persona,ann@example.org\n",
    )
    reading = read_services(raw, country="GB", today=TODAY)
    (offer,) = reading.offers

    assert (offer.country, offer.needs, offer.web) == (
        "US", ("food",), "https://wharfe-trust.org",
    )  # fmt: skip
    assert [way.display for way in offer.ways] == ["305-555-0100"]
    assert reading.dropped["contact names"] == 1
    assert reading.dropped["phone numbers"] == 1


def test_the_number_of_somebody_by_name_is_left_out_of_answers_too():
    one = service("a", "Soup Kitchen")
    one["phones"] = [
        {"number": "0113 496 0100"},
        {"number": "0113 496 0199", "contact_id": "9"},
    ]
    one["organization"]["phones"] = [{"number": "0113 496 0188", "contact_id": "8"}]
    row = only(one)

    assert [way.display for way in row.offer.ways] == ["0113 496 0100"]
    assert row.dropped["phone numbers"] == 2


def test_where_every_number_is_somebodys_the_one_of_the_house_is_shown():
    one = service("a", "Soup Kitchen")
    one["phones"] = [{"number": "0113 496 0199", "contact_id": "9"}]
    one["organization"]["phones"] = [{"number": "0113 496 0100"}]
    row = only(one)

    assert [way.display for way in row.offer.ways] == ["0113 496 0100"]
    assert row.dropped["phone numbers"] == 1


def test_each_page_of_a_real_validator_is_read_or_refused_with_a_reason():
    for path in sorted((real_data() / "hsds" / "oruk").glob("*/service_*.json")):
        reading = read_services(path.read_bytes(), country="GB", today=TODAY)

        assert len(reading.rows) == reading.kept + reading.repaired + reading.refused
        assert "email@example.com" not in str(reading.offers)


@pytest.mark.slow
def test_a_real_directory_of_four_thousand_comes_in():
    raw = (real_data() / "hsds" / "miami-211-hsds1.1-nocontacts.zip").read_bytes()
    reading = read_services(raw, country="US", today=TODAY)

    assert len(reading.rows) == 4_089
    assert len(reading.offers) > 4_000
    assert sum(bool(offer.needs) for offer in reading.offers) > 3_500


LONG = "We listen. Ask at the door, or ring first. " * 400


def everywhere(places: int) -> bytes:
    """Return one service at very many places, with much to say of itself."""
    here = [
        {"id": f"p{n}", "location": {"addresses": [{"address_1": f"{n} Long Road"}]}}
        for n in range(places)
    ]
    said = service("a", "Soup Kitchen", description=LONG, application_process=LONG)
    many = [{"description": f"{LONG} {n}"} for n in range(300)]
    numbers = [{"number": f"0113 496 {n:04}", "description": LONG} for n in range(300)]
    contacts = [{"name": f"Ann {n}"} for n in range(3_000)]
    return answer(
        said
        | {"service_at_locations": here, "schedules": many, "phones": numbers}
        | {"contacts": contacts, "languages": [{"code": "pl"}] * 3_000}
    )


def everywhere_in_tables(places: int) -> bytes:
    def rows(head: str, *each: str) -> str:
        return "\n".join([head, *each]) + "\n"

    return package(
        services=rows(
            "id,organization_id,name,description,status",
            f'7,1,Soup Kitchen,"{LONG}",active',
        ),
        organizations=rows("id,name", "1,Wharfe Trust"),
        locations=rows("id,name", *(f"{n},Hall {n}" for n in range(places))),
        services_at_location=rows(
            "id,service_id,location_id", *(f"{n},7,{n}" for n in range(places))
        ),
        physical_addresses=rows(
            "id,location_id,address_1",
            *(f"{n},{n},{n} Long Road" for n in range(places)),
        ),
        phones=rows(
            "id,service_id,number", *(f"{n},7,0113 496 {n:04}" for n in range(3_000))
        ),
        contacts=rows(
            "id,service_id,name,email", *(f"{n},7,Ann {n}," for n in range(3_000))
        ),
        languages=rows("id,service_id,language", *(f"{n},7,pl" for n in range(3_000))),
    )


@pytest.mark.slow
@pytest.mark.parametrize("written", [everywhere, everywhere_in_tables])
def test_one_service_at_twenty_thousand_places_is_read_in_ten_seconds(written):
    raw = written(20_000)
    began = time.process_time()
    reading = read_services(raw, country="GB", today=TODAY)

    assert time.process_time() - began < 10
    assert len(reading.offers) == 20_000
    assert len({offer.address for offer in reading.offers}) == 20_000
    assert reading.offers[-1].name == "Soup Kitchen"
    assert len(reading.offers[-1].ways) == 4
    assert reading.mended == ()


@pytest.mark.parametrize("written", [everywhere, everywhere_in_tables])
def test_more_places_than_are_read_are_left_out_aloud(written, monkeypatch):
    monkeypatch.setattr(
        "hearthside.engines.interchange.services.raw.MOST_PLACES", 2_000
    )
    reading = read_services(written(2_001), country="GB", today=TODAY)

    assert len(reading.offers) == 2_000
    assert [one for one in reading.mended if "very many places" in one]


def test_services_at_one_place_each_are_read_however_many(monkeypatch):
    monkeypatch.setattr("hearthside.engines.interchange.services.raw.MOST_PLACES", 2)
    several = [service(str(n), f"Soup Kitchen {n}") for n in range(5)]
    reading = read(*several)

    assert len(reading.offers) == 5
    assert reading.mended == ()


def test_a_number_of_a_place_stands_with_those_of_the_service():
    raw = package(
        services="id,name,status\n7,Soup Kitchen,active\n",
        locations="id,name\n3,Hall\n4,Barn\n",
        services_at_location="id,service_id,location_id\n1,7,3\n2,7,4\n",
        phones="id,service_id,location_id,number\n1,7,4,0113 496 0104\n2,7,,0113 496 0100\n",
    )
    hall, barn = read_services(raw, country="GB", today=TODAY).offers

    assert [way.display for way in hall.ways] == ["0113 496 0100"]
    assert [way.display for way in barn.ways] == ["0113 496 0104", "0113 496 0100"]
