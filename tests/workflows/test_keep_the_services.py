from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.module_loading import import_string

from hearthside.cli.health import feeds as health
from hearthside.core.actor import Machine
from hearthside.core.fetching import Fetched, NotFetched, Rules
from hearthside.core.refusals import Refusal
from hearthside.jobs import reading as jobs
from hearthside.signposting import addresses, lists
from hearthside.signposting.models import Service, ServiceList
from hearthside.workflows import bring_in_services, keep_the_services
from tests.services_scene import LIST, answer, service

HOST = Machine("import")
ADDRESS = "https://directory.example.org/services"


@pytest.fixture
def list_id(scene, noon) -> int:
    made = lists.keep(HOST, LIST)
    addresses.approve(HOST, list_id=made, address=ADDRESS, now=noon)
    return made


def fetch(list_id, found, *, at):
    def give(address, etag, changed_there):
        if isinstance(found, Exception):
            raise found
        return found

    return keep_the_services.fetch_one(list_id, fetch=give, clock=lambda: at)


def test_the_work_is_named_as_the_clock_knows_it():
    assert import_string(keep_the_services.JOB) is jobs.fetch_services
    assert import_string(bring_in_services.JOB) is jobs.bring_in_services_of


def test_an_approved_list_comes_in(list_id, noon):
    raw = answer(service("a", "Rooms"))
    tally = fetch(list_id, Fetched(raw, '"a"', "Mon"), at=noon)

    assert tally is not None
    assert tally.new == 1
    assert ServiceList.objects.get().etag == '"a"'


def test_a_list_that_is_as_it_was_stays_fresh(list_id, noon):
    fetch(list_id, Fetched(answer(service("a", "Rooms"))), at=noon)
    later = noon + timedelta(days=1)

    assert fetch(list_id, Fetched(None), at=later) is None
    assert ServiceList.objects.get().fetched_at == later


@pytest.mark.parametrize(
    "found", [NotFetched("No answer."), Fetched(b"<html>"), Fetched(b"[]")]
)
def test_what_goes_wrong_is_put_down_and_nothing_changes(list_id, noon, found):
    fetch(list_id, Fetched(answer(service("a", "Rooms"))), at=noon)

    with pytest.raises(Refusal):
        fetch(list_id, found, at=noon + timedelta(days=1))

    row = ServiceList.objects.get()
    assert row.trouble
    assert row.trouble_since == noon + timedelta(days=1)
    assert row.fetched_at == noon
    assert f"“{LIST.name}” could not be read since" in health.are_read(noon).sentence
    assert Service.objects.get().gone_at is None


def test_each_list_is_taken_once_when_it_is_due(list_id, noon):
    assert addresses.take_due(now=noon) == [list_id]
    assert addresses.take_due(now=noon) == []
    assert addresses.take_due(now=noon + timedelta(hours=27)) == [list_id]


def test_a_list_that_is_fetched_no_more_is_left_alone(list_id, noon):
    addresses.stop(HOST, name=LIST.name, now=noon)

    assert fetch(list_id, NotFetched("never asked"), at=noon) is None
    with pytest.raises(Refusal):
        addresses.stop(HOST, name=LIST.name, now=noon)


def test_services_are_asked_for_in_full():
    assert keep_the_services.in_full(ADDRESS) == f"{ADDRESS}?full=true"
    assert keep_the_services.in_full(f"{ADDRESS}?full=false&x=1") == (
        f"{ADDRESS}?full=false&x=1"
    )
    assert keep_the_services.in_full("https://x.org/a.zip") == "https://x.org/a.zip"


def test_every_page_is_fetched(monkeypatch):
    asked = []

    def give(address, **_):
        asked.append(address)
        page = b'{"total_pages": 3, "contents": [{"id": "%d"}]}' % len(asked)
        return Fetched(page)

    monkeypatch.setattr("hearthside.core.fetching.fetch", give)
    found = keep_the_services.fetcher(Rules())(ADDRESS, "", "")

    assert [address.rpartition("?")[2] for address in asked] == [
        "full=true", "full=true&page=2", "full=true&page=3",
    ]  # fmt: skip
    assert found.raw is not None
    assert found.raw.count(b'"id"') == 3
