"""The link into an online meeting: whose it is, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from hearthside.groups import joining
from hearthside.groups.models import Feed, Group
from hearthside.meetings.models import Meeting
from hearthside.people.signing_in import suspend
from tests.cast import NOON, _seat, make_group, make_person, signed_in

LINK = "https://meet.example.org/room-of-tuesday"
STARTS = datetime(2026, 3, 3, 19, 30, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=90)
OPENS = STARTS - timedelta(minutes=30)
A_MOMENT = timedelta(seconds=1)
EVERY_PAGE = ("", "?link=1", "come/", "nobody/", "join/", "leave/", "link/", "feed/")


@pytest.fixture(autouse=True)
def has_a_link(scene) -> None:
    Group.objects.filter(id=scene.tuesday.pk).update(
        attendance="online", online_link=LINK, online_note="A camera is not needed."
    )


@pytest.fixture
def at(monkeypatch):
    def stop(moment: datetime) -> None:
        monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: moment)

    stop(STARTS)
    return stop


@pytest.mark.parametrize("who", ["amira", "fern"])
@pytest.mark.parametrize(
    "moment", [OPENS, STARTS, ENDS - A_MOMENT], ids=["opens", "starts", "ends"]
)
def test_its_own_people_join_online_near_the_time(who, moment, scene, at, request):
    browser = signed_in(request.getfixturevalue(who))
    at(moment)

    page = _page(browser, scene)

    assert f'href="{LINK}" rel="noopener noreferrer nofollow">Join online' in page
    assert "Open until 9pm. Please do not pass the link on." in page


@pytest.mark.parametrize("who", ["amira", "fern"])
@pytest.mark.parametrize(
    "moment", [NOON, OPENS - A_MOMENT, ENDS], ids=["day before", "too early", "over"]
)
def test_even_they_do_not_see_it_earlier_or_later(who, moment, scene, at, request):
    browser = signed_in(request.getfixturevalue(who))
    at(moment)

    assert "The link appears here" in _page(browser, scene)
    assert "meet.example" not in _everything(browser, scene)


def test_before_that_the_page_says_when_it_appears(scene, amira, at):
    browser = signed_in(amira)
    at(NOON)

    assert "The link appears here on Tuesday 3 March at 7pm." in _page(browser, scene)


def test_on_the_day_it_says_so_shortly(scene, amira, at):
    browser = signed_in(amira)
    at(NOON + timedelta(days=1))

    assert "The link appears here tonight at 7pm." in _page(browser, scene)


@pytest.mark.parametrize(
    "who", ["newcomer", "outsider", "otto", "olu", "una", "sol", "eve", "hal"]
)
def test_nobody_else_ever_sees_it(who, scene, at, request):
    browser = signed_in(request.getfixturevalue(who))

    assert "Members see the link here" in _page(browser, scene)
    assert "meet.example" not in _everything(browser, scene)


def test_a_visitor_reads_how_to_get_it_instead(scene, at):
    page = _page(Client(), scene)

    assert "Members see the link here from half an hour before the start" in page
    assert "A name of your choosing is enough to join this group" in page
    assert "A camera is not needed." in page
    assert "meet.example" not in _everything(Client(), scene)


def test_somebody_who_left_does_not_see_it_any_more(scene, at):
    kim = _seat(make_person("Kim"), scene.tuesday)
    browser = signed_in(kim)
    assert LINK in _page(browser, scene)

    joining.leave(kim, group_id=scene.tuesday.pk, now=NOON)

    assert "meet.example" not in _everything(browser, scene)


def test_somebody_suspended_does_not_see_it_any_more(scene, at):
    lux = _seat(make_person("Lux"), scene.tuesday)
    browser = signed_in(lux)

    suspend(person_id=lux.person_id, now=NOON)

    assert "meet.example" not in _everything(browser, scene)


def test_a_facilitator_without_a_key_does_not_see_it(scene, fern, at, settings):
    settings.CONFIG = replace(settings.CONFIG, demo=False)

    assert "meet.example" not in _everything(signed_in(fern), scene)


@pytest.mark.parametrize(
    "change", [{"state": "paused"}, {"state": "unlisted"}, {"attendance": "in_person"}]
)
def test_a_group_that_does_not_meet_online_now_shows_no_link(change, scene, amira, at):
    Group.objects.filter(id=scene.tuesday.pk).update(**change)

    assert "meet.example" not in _everything(signed_in(amira), scene)


def test_a_date_called_off_shows_no_link_and_the_next_one_is_named(scene, amira, at):
    Meeting.objects.filter(group=scene.tuesday, on=STARTS.date()).update(
        state="called_off"
    )

    page = _page(signed_in(amira), scene)

    assert "The link appears here on Tuesday 10 March at 7pm." in page
    assert "meet.example" not in page


def test_the_link_moves_with_the_date(scene, amira, at):
    Meeting.objects.filter(group=scene.tuesday, on=STARTS.date()).update(
        starts_at=STARTS + timedelta(hours=2), ends_at=ENDS + timedelta(hours=2)
    )

    assert "appears here tonight at 9pm." in _page(signed_in(amira), scene)
    assert "meet.example" not in _everything(signed_in(amira), scene)


def test_a_link_that_is_not_safe_is_never_shown(scene, amira, at):
    Group.objects.filter(id=scene.tuesday.pk).update(
        online_link="http://meet.example.org/room"
    )

    assert "meet.example" not in _everything(signed_in(amira), scene)


def test_a_link_in_somebody_elses_listing_is_not_shown(scene, amira, at):
    feed = Feed.objects.create(name="A list", zone="Europe/London", fetched_at=NOON)
    listed = make_group(
        None, "Listed", feed=feed, feed_key="1", attendance="online", online_link=LINK
    )

    answer = signed_in(amira).get(f"/groups/{listed.public_id}/")

    assert "meet.example" not in answer.content.decode()


def test_a_note_says_where_the_link_is(scene, at):
    browser = Client()
    first = Meeting.objects.filter(group=scene.tuesday).earliest("on")

    page = browser.post(
        f"/groups/{scene.tuesday.public_id}/come/",
        {"date": first.public_id},
        follow=True,
    ).content.decode()

    assert "A note has no name on it, so we cannot send you the link." in page
    assert f"/groups/{scene.tuesday.public_id}/join/" in page
    assert "meet.example" not in page


@pytest.mark.parametrize(
    ("who", "most"),
    # Staff are asked for their key as well, and facilitators for the link.
    # Near its time the page also asks whether the evening is open.
    [("amira", 17), ("newcomer", 16), ("outsider", 16), ("olu", 17), ("fern", 17)],
)
def test_the_page_takes_few_queries_for_everybody(
    who, most, scene, at, settings, request, django_assert_max_num_queries
):
    settings.CONFIG = replace(settings.CONFIG, demo=False)
    browser = signed_in(request.getfixturevalue(who))

    with django_assert_max_num_queries(most):
        _page(browser, scene)


def _page(browser: Client, scene) -> str:
    return browser.get(f"/groups/{scene.tuesday.public_id}/").content.decode()


def _everything(browser: Client, scene) -> str:
    """Return all that a person gets to read about the group, refusals among it."""
    here = f"/groups/{scene.tuesday.public_id}/"
    answers = [browser.get(here + part) for part in EVERY_PAGE]
    answers += [browser.get("/"), browser.get("/groups/"), browser.get("/mine/")]
    answers.append(browser.post(here + "nobody/", {}))
    answers.append(browser.post(here + "come/", {}))
    return "".join(f"{answer.headers}{answer.content.decode()}" for answer in answers)
