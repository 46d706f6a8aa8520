from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hearthside.groups.models import Group
from hearthside.groups.patterns import pattern_of
from hearthside.meetings import schedule
from hearthside.organisation.wording import set_up, the_house
from tests.cast import NOON, make_group, signed_in
from tests.rooms_scene import online

__all__ = ["online"]
BUILT = Path(__file__).resolve().parents[3] / "src/hearthside/web/static/built"


def test_a_visitor_finds_what_is_on_soon_and_no_cookie(visitor):
    answer = visitor.get("/")

    page = answer.content.decode()
    assert "Tuesday circle, Headingley" in page
    assert "Tuesday 3 March, 7.30pm" in page
    assert "Where would you set out from?" in page
    assert not answer.cookies


def test_a_newcomer_reads_three_answers_before_anything_is_asked(visitor):
    page = visitor.get("/").content.decode()

    asked = ["What is this?", "Is it for me?", "What happens if I come?"]
    places = [page.index(question) for question in (*asked, "Where would you set out")]
    assert places == sorted(places)


def test_the_charity_answers_in_its_own_words(visitor, scene):
    set_up(replace(the_house(), what_happens="Ines meets you <b>by the red door."))

    page = visitor.get("/").content.decode()

    assert "Ines meets you &lt;b&gt;by the red door." in page
    assert "Somebody meets you at the door." not in page
    assert "What is this?" in page


def test_somebody_with_a_name_here_is_not_told_what_this_is(scene, amira, at_noon):
    assert "What is this?" not in signed_in(amira).get("/").content.decode()


def test_three_groups_and_no_more_are_on_soon(visitor, scene):
    for number in range(4):
        group = make_group(scene.leeds, f"Circle {number}")
        schedule.keep_dates(pattern_of(group), group_id=group.pk, now=NOON)

    page = visitor.get("/").content.decode()

    assert page.count('class="group-name"') == 3


def test_what_nobody_confirmed_is_not_offered_as_on_soon(visitor, scene):
    Group.objects.update(confirmed_at=NOON - timedelta(days=31))

    assert "No group has a date yet." in visitor.get("/").content.decode()


def test_tonight_is_said_on_the_day(visitor, monkeypatch):
    monkeypatch.setattr(
        "hearthside.web.gates.the_clock", lambda: NOON + timedelta(days=1)
    )

    assert "Tonight, 7.30pm" in visitor.get("/").content.decode()


def test_a_member_sees_their_own_dates_first(scene, amira, at_noon):
    page = signed_in(amira).get("/").content.decode()

    assert "Your groups" in page
    assert page.index("Tuesday circle") < page.index("Evening at the quay")


def test_a_member_finds_the_room_in_writing_here_near_the_time(
    scene, amira, online, monkeypatch
):
    room = f"/room/{online.dated.public_id}/"
    said = []
    for now in (NOON, online.dated.starts_at - timedelta(minutes=10)):
        monkeypatch.setattr("hearthside.web.gates.the_clock", lambda at=now: at)
        said.append(signed_in(amira).get("/").content.decode())

    assert [room in page for page in said] == [False, True]


def test_the_first_page_takes_few_queries(
    scene, amira, at_noon, django_assert_max_num_queries
):
    client = signed_in(amira)

    with django_assert_max_num_queries(15):
        client.get("/")


def test_the_first_page_is_light(visitor):
    if not BUILT.is_dir():
        pytest.skip("NOT BUILT: run node frontend/build.mjs first")
    page = gzip.compress(visitor.get("/").content)
    parts = [
        BUILT / name for name in ("house.css", "house.js", "icons.svg", "mark.svg")
    ]

    whole = len(page) + sum(len(gzip.compress(part.read_bytes())) for part in parts)

    assert whole < 50_000


def test_shared_says_truly_that_nothing_is_there(visitor):
    page = visitor.get("/shared/").content.decode()

    assert "Nothing here is for everybody to read yet." in page
    assert 'href="/help/"' in page
