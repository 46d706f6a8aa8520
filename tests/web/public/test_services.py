from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearthside.organisation.models import KnownPlace
from hearthside.signposting.lists import ListSource
from hearthside.signposting.models import Doubt, Service
from tests.cast import signed_in
from tests.services_scene import bring_in, service

CANARY = "zylophobiac"
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


@pytest.fixture
def town(scene, noon):
    KnownPlace.objects.create(
        kind="town",
        folded="leeds",
        name="Leeds",
        country="GB",
        latitude=53.8,
        longitude=-1.55,
        people=500_000,
    )
    bring_in(
        service(
            "a",
            "Quiet Room",
            description="Counselling, once a week.",
            url="quiet-room.org",
            fees="Free",
            eligibility_description="Adults who live in Leeds",
            minimum_age=18,
            assured_date="2026-02-01",
        ),
        service("b", "Harbour Debt Advice"),
    )


def page(client, address="/services/", **asked):
    answer = client.get(address, asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def main_of(text):
    found = MAIN.search(text)
    assert found
    return found.group()


def one(name="Quiet Room"):
    return Service.objects.get(name=name).public_id


def test_before_anybody_asks_there_are_ways_in(visitor, town):
    words = page(visitor)

    assert "Money and debt" in words
    assert "Quiet Room" not in words


def test_a_plain_word_and_a_town_find_it_with_its_source_and_its_age(visitor, town):
    words = page(visitor, q="therapist", place="Leeds")

    assert "Quiet Room" in words
    assert "1 service within 10 miles of Leeds" in words
    assert "Listed by Leeds Directory, as it was on Monday 2 March" in words
    assert 'href="tel:01134960100"' in words


def test_each_way_in_leads_to_what_it_names_and_names_no_need_in_its_address(
    visitor, town
):
    words = page(visitor)
    way = re.search(r'<a href="([^"]+)">Money and debt</a>', words)

    assert way
    assert "money" not in way[1]
    assert "Harbour Debt Advice" in visitor.get(way[1]).content.decode()


def test_a_service_says_everything_that_is_known_of_it(visitor, town):
    words = page(visitor, f"/services/{one()}/")

    for said in (
        "Counselling, once a week.",
        "Adults who live in Leeds. For ages 18 and over",
        "1 Example Street, Leeds, LS1 1AA",
        "Its list last checked it on Sunday 1 February.",
        "Open Government Licence",
        "Free",
    ):
        assert said in words
    link = re.search(r'<a[^>]+href="https://quiet-room.org"[^>]*>', words)
    assert link
    assert 'rel="noopener noreferrer nofollow external"' in link[0]


def test_a_service_that_is_not_there_reads_like_every_other_nothing(visitor, town):
    nothing = visitor.get("/there-is-no-such-page/")
    answer = visitor.get("/services/zzzzzzzzzzzz/")

    assert answer.status_code == 404
    assert answer.content == nothing.content


@pytest.mark.parametrize("wrong", ["01", "+1", "1e0", "１", "QUIETROOMABC"])
def test_h12_an_id_written_otherwise_is_nothing(visitor, town, wrong):
    assert visitor.get(f"/services/{wrong}/").status_code == 404


def test_a_service_abroad_says_so_and_how_it_is_dialled(visitor, town):
    there = service("z", "Miami Room", phones=[{"number": "305-555-0100"}])
    there["service_at_locations"][0]["location"]["addresses"][0]["country"] = "US"
    free = service("y", "Free Room", phones=[{"number": "1-800-555-0100"}])
    free["service_at_locations"] = there["service_at_locations"]
    bring_in(there, free, source=ListSource("Elsewhere", "US"))
    words = page(visitor, f"/services/{one('Miami Room')}/")

    assert "This service is in another country: United States." in words
    assert 'href="tel:+13055550100"' in words
    assert "From here, dial +13055550100." in words

    words = page(visitor, f"/services/{one('Free Room')}/")

    assert "1-800-555-0100" in words
    assert 'href="tel:' not in main_of(words)
    assert "This number works in United States only." in words


def test_what_is_gone_from_its_list_or_grown_old_says_ring_first(
    visitor, town, noon, monkeypatch
):
    bring_in(service("b", "Harbour Debt Advice"), now=noon - timedelta(hours=1))
    words = page(visitor, q="quiet room")

    assert "It is no longer on its list" in words

    monkeypatch.setattr(
        "hearthside.web.gates.the_clock", lambda: noon + timedelta(days=40)
    )
    words = page(visitor, q="debt")

    assert "We could not read its list for a while. Ring before you go." in words


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("😀🎈", "There is no word in that we can look for."),
        ("word " * 60, "That is a lot of words."),
    ],
)
def test_h5_g1_what_cannot_be_looked_for_is_answered_with_a_sentence(
    visitor, town, asked, said
):
    words = page(visitor, q=asked)

    assert said in words
    assert asked.strip() in words


def test_g1_ten_thousand_words_are_answered_with_a_sentence_and_a_book_with_a_no(
    visitor, town
):
    words = page(visitor, q="word " * 10_000)

    assert "That is a lot of words. Say in a few of them what you need." in words
    assert len(words) < 60_000
    assert visitor.get("/services/", {"q": "word " * 100_000}).status_code == 400


def test_of_a_very_long_address_only_the_beginning_is_read(visitor, town, monkeypatch):
    read = []
    monkeypatch.setattr(
        "hearthside.signposting.wording.typed", lambda raw: read.append(raw) or ""
    )

    page(visitor, q="a" + "\u0301\u0323" * 5_000)

    assert [len(raw) for raw in read] == [2_000]


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "-1"},
        {"page": "1e309"},
        {"reach": "999999"},
        {"need": "money' OR 1=1"},
        {"age": "0x12"},
        {"said": "x"},
        {"language": "lang:en"},
    ],
)
def test_g4_an_answer_the_form_does_not_know_is_left_out(visitor, town, asked):
    assert "Quiet Room" in page(visitor, q="quiet", **asked)


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}"],
)
def test_c10_what_was_typed_is_inert(visitor, town, hostile):
    words = page(visitor, q=hostile, place=hostile)

    assert "<script>alert" not in words
    assert "<img src=x" not in words
    if "{{" in hostile:
        assert "{{7*7}}" in main_of(words)


def test_a_place_we_do_not_know_is_said(visitor, town):
    assert "We do not know that place." in page(visitor, q="debt", place="Qwxyz")


def test_no_trail_joins_anybody_to_what_they_looked_for(town, amira, at_noon, caplog):
    KnownPlace.objects.create(
        kind="town", folded="zanzitown", name="Zanzitown", country="GB",
        latitude=53.8, longitude=-1.55, people=9,
    )  # fmt: skip
    client = signed_in(amira)
    client.get("/services/")
    session = Session.objects.get()
    held, cookies = session.get_decoded(), dict(client.cookies)
    before = _everything()
    caplog.set_level(logging.DEBUG)

    with CaptureQueriesContext(connection) as asked:
        page(client, q=f"{CANARY} debt", place="Zanzitown")
        page(client, "/services/slip/", service=one())
        page(client, f"/services/{one()}/")

    assert _everything() == before
    assert Session.objects.get().get_decoded() == held
    assert dict(client.cookies) == cookies
    wrote = ("INSERT", "UPDATE", "DELETE", "REPLACE")
    assert not [q for q in asked if q["sql"].lstrip().upper().startswith(wrote)]
    logged = "\n".join(
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith("django.db")
    )
    assert CANARY not in logged
    assert "zanzitown" not in logged.lower()


def _everything():
    """Return every row of every table of ours, and of sessions."""
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for model in apps.get_models()
    }


def test_the_page_is_the_same_for_whoever_asks(town, amira, at_noon):
    ours, anybodys = signed_in(amira), Client()

    for address in (
        "/services/?q=debt&place=Leeds",
        f"/services/{one()}/",
        f"/services/slip/?service={one()}",
    ):
        mine = main_of(ours.get(address).content.decode())
        assert mine == main_of(anybodys.get(address).content.decode())


def test_looking_lays_no_cookie(town, at_noon):
    answer = Client().get("/services/?q=debt")

    assert settings.SESSION_COOKIE_NAME not in answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_slip_has_the_chosen_ones_and_numbers_of_help_now(visitor, town):
    both = [one(), one("Harbour Debt Advice")]
    words = visitor.get("/services/slip/", {"service": both}).content.decode()

    assert words.index("Quiet Room") < words.index("Harbour Debt Advice")
    assert "Ring before you set out" in words


def test_a_slip_is_a_sheet_of_paper_too(visitor, town):
    answer = visitor.get("/services/slip.pdf", {"service": one()})

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert 'filename="list.pdf"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("asked", [{}, {"service": "zzzzzzzzzzzz"}, {"service": "'--"}])
def test_a_slip_of_nothing_says_what_to_do(visitor, town, asked):
    answer = visitor.get("/services/slip/", asked)

    assert answer.status_code == 409
    assert "Nothing is ticked yet." in answer.content.decode()


def test_one_tap_says_what_is_not_right(visitor, town):
    answer = visitor.post(
        f"/services/{one()}/still-right/", {"what": "number"}, follow=True
    )

    assert "The people who look after this list will check it." in (
        answer.content.decode()
    )
    assert Doubt.objects.get().what == "number"


def test_a_tap_that_was_not_offered_is_answered_with_a_sentence(visitor, town):
    answer = visitor.post(f"/services/{one()}/still-right/", {"what": "rude"})

    assert answer.status_code == 422
    assert "Choose what is not right any more." in answer.content.decode()


def test_a_seventh_tap_in_an_hour_waits(visitor, town):
    codes = [
        visitor.post(f"/services/{one()}/still-right/", {"what": "cost"}).status_code
        for _ in range(7)
    ]

    assert codes[-1] == 429
    assert Doubt.objects.get().times == 6


def test_help_now_and_shared_lead_there(visitor, scene, tmp_path, settings):
    from hearthside.workflows.publish_help_now import publish_help_now

    settings.DATA_DIR = tmp_path
    publish_help_now(tmp_path / "help")

    assert 'href="/services/"' in visitor.get("/help/").content.decode()
    assert 'href="/services/"' in visitor.get("/shared/").content.decode()


def test_a_page_costs_so_many_queries(visitor, town):
    visitor.get("/services/")
    with CaptureQueriesContext(connection) as asked:
        page(visitor, q="couselling", place="Leeds")

    assert len(asked) <= 12
