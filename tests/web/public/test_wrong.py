"""Something is wrong: said in two taps, followed at its own address, by anybody."""

from __future__ import annotations

import pytest
from django.test import Client

from hearthside.core.models import TrailEntry
from hearthside.safety import reading, reports
from hearthside.safety.models import Report
from hearthside.workflows.answer_a_report import own_places
from tests.cast import NOON, signed_in


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


def about(scene):
    return f"/wrong/group/{scene.tuesday.public_id}/"


def say(client, scene, kind="evening"):
    return client.post(about(scene), {"about": kind})


def test_every_page_of_a_group_carries_what_it_is_about(scene, amira):
    client = signed_in(amira)
    group = f"/groups/{scene.tuesday.public_id}/"
    for path in (group, f"{group}come/", f"{group}leave/", f"{group}nobody/"):
        assert f'href="{about(scene)}"' in client.get(path).content.decode(), path
    assert 'href="/wrong/"' in client.get("/").content.decode()


def test_an_evening_carries_its_own_date(tonight, scene, fern):
    client = signed_in(tonight.fern)
    page = client.get(f"/hold/{tonight.dated.public_id}/").content.decode()

    assert f"/wrong/evening/{tonight.dated.public_id}/" in page


def test_one_tap_on_the_page_is_enough(scene, olu):
    answer = say(Client(), scene)

    assert answer.status_code == 302
    assert answer.url.startswith("/wrong/kept/")
    assert Report.objects.get().kind == "evening"


def test_looking_writes_nothing(scene, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert Client().get(about(scene)).status_code == 200
    assert not Report.objects.exists()


def test_nothing_of_a_visitor_is_kept_but_what_they_said(scene, olu):
    client = Client(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Odd/1.0")
    say(client, scene)
    row = Report.objects.get()

    assert "203.0.113.9" not in repr(row.__dict__)
    assert row.reporter_mark == ""
    assert not TrailEntry.objects.filter(what=f"report:{row.pk}").exists()


def test_a_visitor_who_taps_all_day_is_slowed(scene, olu):
    client = Client(REMOTE_ADDR="203.0.113.77")
    answers = [say(client, scene).status_code for _ in range(8)]

    assert answers == [302] * 6 + [429] * 2


def test_words_can_follow_and_stay_typed_when_too_long(scene, olu):
    client = Client()
    kept = say(client, scene).url
    long = "word " * 300

    refused = client.post(kept, {"own_words": long})
    added = client.post(kept, {"own_words": "He shouted.", "wish": "stop"})

    assert refused.status_code == 400
    assert "word word" in refused.content.decode()
    assert added.status_code == 302
    assert Report.objects.get().wish == "stop"


def test_what_was_said_is_not_shown_again_at_its_address(scene, olu):
    client = Client()
    kept = say(client, scene).url
    client.post(kept, {"own_words": "He shouted at her."})

    assert "shouted" not in client.get(kept).content.decode()


def test_the_one_who_said_it_follows_it(scene, amira, olu):
    client = signed_in(amira)
    kept = say(client, scene).url
    assert "Nobody has read it yet." in client.get(kept).content.decode()
    row = Report.objects.get()
    reading.open_report(olu, own_places(olu), public_id=row.public_id, now=NOON)

    assert "Somebody has read it, on" in client.get(kept).content.decode()
    assert kept in client.get("/mine/said/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/wrong/kept/" + "a" * 40 + "/",
        "/wrong/nothing/zzzzzzzzzzzz/",
        "/wrong/group/zzzzzzzzzzzz/",
        "/wrong/house/zzzzzzzzzzzz/",
        "/wrong/evening/zzzzzzzzzzzz/",
    ],
)
def test_what_is_not_there_is_the_one_nothing(address, scene):
    nothing = Client().get("/there-is-no-such-page/").content

    for answer in (Client().get(address), Client().post(address, {"about": "other"})):
        assert (answer.status_code, answer.content) == (404, nothing)


def test_a_choice_that_is_not_on_the_page_keeps_nothing(scene):
    for odd in ("", "photo", "message", "lead-zzzzzzzzzzzz", "__class__"):
        assert say(Client(), scene, odd).status_code == 200
    assert not Report.objects.exists()


def test_who_reads_it_is_said_and_changes_with_whom_it_is_about(
    scene, amira, fern, olu, sol
):
    client = signed_in(amira)
    near = client.get(say(client, scene, "evening").url).content.decode()
    leads = client.get(say(client, scene, "leader").url).content.decode()
    house = client.get(say(client, scene, "lead").url).content.decode()

    assert "by those who coordinate here" in near
    assert "Only a safeguarding lead reads it." in leads
    assert "Nobody inside can read this fairly" in house


def test_the_person_outside_is_named(scene, amira, olu, sol):
    from hearthside.organisation.models import Organisation

    Organisation.objects.update(second_reader="Ruth Adair, at the town hall")
    client = signed_in(amira)
    page = client.get(say(client, scene, "lead").url).content.decode()

    assert "Please turn to: Ruth Adair, at the town hall" in page


def test_a_name_typed_tells_nothing_of_who_is_there(scene, amira, bo, olu):
    client = signed_in(amira)
    pages = []
    for name in ("Bo", "Nobody Here"):
        Report.objects.all().delete()
        kept = say(client, scene, "name").url
        answer = client.post(kept, {"name": name})
        page = client.get(answer.url).content.decode().replace(kept, "")
        pages.append(page)

    assert pages[0] == pages[1]


def test_nobody_says_more_at_somebody_elses_address(scene, amira, olu):
    client = signed_in(amira)
    say(client, scene)

    assert reports.mine(amira)[0].token in client.get("/mine/said/").content.decode()
    other = Client().post(
        "/wrong/kept/zzzzzzzzzzzz:" + "a" * 43 + "/", {"wish": "stop"}
    )
    assert other.status_code == 404
