from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils.module_loading import import_string

from hearthside.core.actor import Machine
from hearthside.core.fetching import Fetched, NotFetched
from hearthside.core.refusals import Refusal
from hearthside.groups import feed_addresses, feeds
from hearthside.groups.feed_addresses import Fetching
from hearthside.groups.feeds import Source
from hearthside.groups.models import Feed, Group
from hearthside.jobs import reading as jobs
from hearthside.workflows import keep_the_feeds
from tests.core.serving import Answer, say, serving
from tests.workflows.feed_rows import feed, many, row

HOST = Machine("feeds")
ADDRESS = "https://lists.example.org/vale.json"


@pytest.fixture
def vale(scene, noon) -> int:
    source = Source("Vale", "Europe/London", scene.leeds.pk, kind="meeting-guide")
    feed_id = feeds.keep(HOST, source)
    feed_addresses.approve(HOST, feed_id=feed_id, address=ADDRESS, now=noon)
    return feed_id


def fetch(feed_id: int, found: Fetched | Exception, *, at: datetime):
    def give(one: Fetching) -> Fetched:
        if isinstance(found, Exception):
            raise found
        return found

    return keep_the_feeds.fetch_one(feed_id, fetch=give, clock=lambda: at)


def kept(feed_id: int) -> Feed:
    return Feed.objects.get(id=feed_id)


def test_the_work_is_named_as_the_clock_knows_it():
    assert import_string(keep_the_feeds.JOB) is jobs.fetch


def test_an_approved_list_comes_in_and_is_asked_for_with_what_its_server_said(
    vale, noon
):
    tally = fetch(vale, Fetched(many(3), '"a"', "Mon"), at=noon)

    assert tally is not None
    assert tally.new == 3
    assert Group.objects.filter(feed_id=vale).count() == 3
    one = feed_addresses.one_of(vale)
    assert one is not None
    assert (one.etag, one.changed_there, one.fetched_at) == ('"a"', "Mon", noon)


def test_a_list_that_is_as_it_was_is_as_fresh_as_today(vale, noon):
    fetch(vale, Fetched(feed(row("one"), row("two"))), at=noon)
    later = noon + timedelta(days=1)
    fetch(vale, Fetched(many(2)), at=later)
    gone = set(
        Group.objects.exclude(gone_from_feed_at=None).values_list("id", flat=True)
    )

    day_after = noon + timedelta(days=2)
    assert fetch(vale, Fetched(None, '"a"'), at=day_after) is None

    rows = Group.objects.filter(feed_id=vale)
    assert set(rows.filter(confirmed_at=day_after).values_list("id", flat=True)) == set(
        rows.exclude(id__in=gone).values_list("id", flat=True)
    )
    assert kept(vale).fetched_at == day_after


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (NotFetched("The address does not answer."), "does not answer"),
        (Fetched(b"<html>Sign in</html>"), "web page"),
        (Fetched(b"[]"), "nothing in this list"),
        (Fetched(many(2)), "last time it had 10"),
        (Fetched(b"["), "stops in the middle"),
    ],
    ids=["away", "page", "empty", "shrunk", "cut"],
)
def test_what_could_not_be_read_never_makes_it_younger(vale, noon, found, said):
    fetch(vale, Fetched(many(10), '"a"'), at=noon)
    later = noon + timedelta(days=1)

    with pytest.raises(Refusal):
        fetch(vale, found, at=later)

    one = kept(vale)
    assert said in one.trouble
    assert (one.trouble_since, one.fetched_at, one.etag) == (later, noon, '"a"')
    assert set(
        Group.objects.filter(feed_id=vale).values_list("confirmed_at", flat=True)
    ) == {noon}
    assert not Group.objects.exclude(gone_from_feed_at=None).exists()


def test_trouble_is_told_from_its_first_day_until_it_is_over(vale, noon):
    for hours in (1, 7, 30):
        with pytest.raises(NotFetched):
            fetch(vale, NotFetched("Away."), at=noon + timedelta(hours=hours))
    since = kept(vale).trouble_since

    fetch(vale, Fetched(many(1)), at=noon + timedelta(days=2))

    assert since == noon + timedelta(hours=1)
    assert (kept(vale).trouble, kept(vale).trouble_since) == ("", None)


def test_a_fault_of_ours_is_put_down_and_rises(vale, noon):
    with pytest.raises(RuntimeError):
        fetch(vale, RuntimeError("secret words"), at=noon)

    assert kept(vale).trouble == keep_the_feeds.BROKE


def test_each_list_is_taken_once_a_day_and_not_all_at_one_moment(vale, scene, noon):
    other = feeds.keep(HOST, Source("Hill", "Europe/London", None))
    feed_addresses.approve(HOST, feed_id=other, address=ADDRESS, now=noon)

    assert sorted(feed_addresses.take_due(now=noon)) == [vale, other]
    assert feed_addresses.take_due(now=noon) == []
    assert feed_addresses.take_due(now=noon + timedelta(hours=23)) == []
    assert sorted(feed_addresses.take_due(now=noon + timedelta(hours=26))) == [
        vale,
        other,
    ]
    first, second = (kept(each).next_at for each in (vale, other))
    assert first != second


def test_one_that_failed_is_asked_again_the_same_day(vale, noon):
    with pytest.raises(NotFetched):
        fetch(vale, NotFetched("Away."), at=noon)

    again = kept(vale).next_at
    assert again is not None
    assert timedelta(hours=6) <= again - noon <= timedelta(hours=8)


def test_the_clock_fetches_what_is_due(vale, noon, monkeypatch):
    asked: list[int] = []
    monkeypatch.setattr(
        "hearthside.workflows.keep_the_feeds.import_string",
        lambda name: type("Job", (), {"enqueue": staticmethod(asked.append)}),
    )

    assert keep_the_feeds.ask_for_due(now=noon) == 1
    assert asked == [vale]


def test_a_list_nobody_fetches_any_more_is_left_alone(vale, noon):
    feed_addresses.stop(HOST, name="Vale", now=noon)

    assert fetch(vale, AssertionError("asked"), at=noon) is None  # type: ignore[arg-type]
    assert feed_addresses.take_due(now=noon + timedelta(days=9)) == []


def test_the_job_reaches_nothing_inside_and_says_so_at_the_list(
    vale, noon, monkeypatch
):
    Feed.objects.filter(id=vale).update(address="https://127.0.0.1:9/")

    jobs.fetch.call(vale)

    assert "not on the open internet" in kept(vale).trouble


def test_a_list_that_names_a_rule_is_kept_by_that_rule(scene, noon):
    source = Source("Calendar", "Europe/London", None, kind="ical")
    feed_id = feeds.keep(HOST, source)
    feed_addresses.approve(HOST, feed_id=feed_id, address=ADDRESS, now=noon)
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Tea\n"
        "DTSTART;TZID=Europe/London:20260106T193000\nRRULE:FREQ=WEEKLY;INTERVAL=2\n"
        "EXDATE;TZID=Europe/London:20260303T193000\nEND:VEVENT\nEND:VCALENDAR\n"
    )

    fetch(feed_id, Fetched(text.encode()), at=noon)

    one = Group.objects.get(feed_id=feed_id)
    assert one.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    assert one.next_at == datetime.fromisoformat("2026-03-17T19:30:00+00:00")
    assert replace(source, kind="ical") == source


# -- the whole way, over a real connection to this machine

HERE = replace(
    keep_the_feeds.rules(over_http=True, megabytes=1),
    reach=lambda address: True,
    resolve=lambda host, port: ["127.0.0.1"],
    seconds=0.5,
)


def over_the_wire(feed_id: int, answer: Answer, *, at: datetime, asked: list[str]):
    with serving(answer, asked) as port:
        address = f"http://lists.example.org:{port}/vale.json"
        Feed.objects.filter(id=feed_id).update(address=address)
        fetch = keep_the_feeds.fetcher(HERE)
        return keep_the_feeds.fetch_one(feed_id, fetch=fetch, clock=lambda: at)


def test_a_list_is_fetched_asked_about_and_believed_to_be_as_it_was(vale, noon):
    asked: list[str] = []
    later = noon + timedelta(days=1)

    first = over_the_wire(vale, say(many(2), ETag='"a"'), at=noon, asked=asked)
    second = over_the_wire(
        vale, say(b"", status="304 Not Modified"), at=later, asked=asked
    )

    assert first is not None
    assert (first.new, second) == (2, None)
    assert "If-None-Match" not in asked[0]
    assert 'If-None-Match: "a"' in asked[1]
    assert kept(vale).fetched_at == later


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (say(b"[" + b" " * 2_000_000), "over 1 MB"),
        (say(b"<html>", Content_Type="text/html"), "web page"),
        (say(b"<html>"), "web page"),
        (say(b"Name,Day"), "Line 1, column 1"),
        (say(b"\x89PNG", Content_Type="image/png"), "a picture"),
        (say(many(2)[:-20]), "fetch the whole of it"),
        (lambda client: time.sleep(0.8), "did not come within"),
    ],
    ids=["large", "page", "page as JSON", "wrong kind", "picture", "cut", "silent"],
)
def test_whatever_a_server_sends_is_told_and_changes_nothing(vale, noon, answer, said):
    over_the_wire(vale, say(many(2)), at=noon, asked=[])

    with pytest.raises(Refusal):
        over_the_wire(vale, answer, at=noon + timedelta(days=1), asked=[])

    assert said in kept(vale).trouble
    assert kept(vale).fetched_at == noon
    assert Group.objects.filter(feed_id=vale, gone_from_feed_at=None).count() == 2


def service(number: int) -> dict[str, object]:
    return {
        "id": f"s{number}",
        "name": f"Support group {number}",
        "status": "active",
        "schedules": [{"freq": "WEEKLY", "byday": "TU", "dtstart": "2026-01-06",
                       "opens_at": "19:30:00", "closes_at": "21:00:00"}],
        "service_at_locations": [{"id": "a", "location": {
            "latitude": 53.8, "longitude": -1.5,
            "addresses": [{"address_1": "12 Mill Lane", "city": "Leeds",
                           "state_province": "", "postal_code": "LS6 1AA",
                           "country": "GB"}]}}],
    }  # fmt: skip


def page_by_page(asked: list[str], *, pages: int, says: int | None = None) -> Answer:
    """Answer each request with the page it asks for."""

    def answer(client):
        found = re.search(r"[?&]page=(\d+)", asked[-1])
        number = int(found.group(1)) if found else 1
        body = {"total_pages": says or pages, "page_number": number,
                "contents": [service(number)] if number <= pages else None}  # fmt: skip
        say(json.dumps(body).encode(), ETag='"same"')(client)

    return answer


@pytest.fixture
def paged(vale) -> int:
    Feed.objects.filter(id=vale).update(kind="hsds")
    return vale


def test_a_directory_that_answers_a_page_at_a_time_comes_in_whole(paged, noon):
    asked: list[str] = []

    tally = over_the_wire(paged, page_by_page(asked, pages=3), at=noon, asked=asked)

    assert tally is not None
    assert (tally.new, len(asked)) == (3, 3)
    # The mark of the first page would hide a change on the others.
    assert kept(paged).etag == ""


@pytest.mark.parametrize(
    ("says", "why"), [(4, "Page 4 of the list"), (501, "We read up to 500")]
)
def test_half_of_the_pages_is_nothing(says, why, paged, noon):
    asked: list[str] = []

    with pytest.raises(Refusal, match=why):
        over_the_wire(
            paged, page_by_page(asked, pages=3, says=says), at=noon, asked=asked
        )

    assert not Group.objects.filter(feed_id=paged).exists()
    assert why in kept(paged).trouble


def test_what_was_asked_stays_asked_on_every_page():
    address = "https://x.example/services?per_page=50&page=1&near=LS6+1AA"

    assert keep_the_feeds.hsds.paged.address_of(address, page=2) == (
        "https://x.example/services?per_page=50&near=LS6+1AA&page=2"
    )
