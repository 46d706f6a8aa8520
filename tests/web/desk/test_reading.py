from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string
from django.utils.timezone import now as the_clock

from hearthside.groups import listings, uploads
from hearthside.groups.models import Group, ImportRun
from hearthside.jobs import reading as jobs
from hearthside.workflows import bring_in_a_feed
from tests.cast import signed_in
from tests.web.desk.uploading import looked_at, words
from tests.workflows.feed_rows import feed, many, row

SENTENCE = "This reading stopped at row 10 because the machine stopped."


def test_an_upload_shows_what_is_in_it_and_keeps_none_of_it(scene, desk):
    here = looked_at(
        desk, scene, feed(row("one"), row("two", name="Lamp (CLOSED until May)"))
    )

    said = words(desk.get(here))
    assert "Nothing is in the directory yet" in said
    assert "Group one" in said
    assert "it is listed as paused" in said
    assert not Group.objects.filter(feed__isnull=False).exists()


def test_bringing_in_is_done_by_the_clock(scene, desk, own_folder):
    here = looked_at(desk, scene, many(5))
    run = ImportRun.objects.get()

    desk.post(here + "bring-in/")
    waiting = words(desk.get(here))
    jobs.bring_in.call(run.public_id)

    assert "0 of 5 rows read" in waiting
    assert Group.objects.filter(feed__name="Vale").count() == 5
    assert "The whole list is in" in words(desk.get(here))
    assert not uploads.is_kept(run.public_id)


def test_the_work_is_named_as_the_clock_knows_it():
    assert import_string(bring_in_a_feed.JOB) is jobs.bring_in


def test_bringing_in_twice_is_one_bringing_in(scene, desk):
    here = looked_at(desk, scene, many(5))
    desk.post(here + "bring-in/")

    again = desk.post(here + "bring-in/")

    assert again.status_code == 409
    assert "brought in just now" in words(again)


def test_what_is_in_is_not_brought_in_again(scene, desk):
    here = looked_at(desk, scene, many(5))
    desk.post(here + "bring-in/")
    jobs.bring_in.call(ImportRun.objects.get().public_id)

    again = desk.post(here + "bring-in/")

    assert "in already" in words(again)


def test_an_older_copy_does_not_come_in_over_a_newer_one(scene, desk):
    older = looked_at(desk, scene, many(5))
    newer = looked_at(desk, scene, many(6))
    desk.post(newer + "bring-in/")
    jobs.bring_in.call(ImportRun.objects.latest("id").public_id)

    answer = desk.post(older + "bring-in/")

    assert "A newer copy of this list is in already" in words(answer)


def test_stopping_says_where_and_going_on_ends_it(scene, desk, monkeypatch):
    monkeypatch.setattr(listings, "BATCH", 10)
    here = looked_at(desk, scene, many(30))
    run = ImportRun.objects.get()
    desk.post(here + "bring-in/")
    true_put = listings.put_batch

    def stopped_meanwhile(*given, **when):
        desk.post(here + "stop/")
        return true_put(*given, **when)

    monkeypatch.setattr(listings, "put_batch", stopped_meanwhile)
    jobs.bring_in.call(run.public_id)
    monkeypatch.setattr(listings, "put_batch", true_put)

    assert "This reading was stopped at row 10." in words(desk.get(here))
    desk.post(here + "bring-in/")
    jobs.bring_in.call(run.public_id)
    assert Group.objects.filter(feed__name="Vale").count() == 30
    run.refresh_from_db()
    assert run.tally["so_far"] == {"new": 30, "changed": 0, "same": 0}


def test_a_reading_cut_off_says_so_and_goes_on(scene, desk, monkeypatch):
    monkeypatch.setattr(listings, "BATCH", 10)
    here = looked_at(desk, scene, many(30))
    run = ImportRun.objects.get()
    desk.post(here + "bring-in/")
    true_put = listings.put_batch

    def power_cut(*given, **when):
        if ImportRun.objects.get().done:
            raise KeyboardInterrupt
        return true_put(*given, **when)

    monkeypatch.setattr(listings, "put_batch", power_cut)
    with pytest.raises(KeyboardInterrupt):
        jobs.bring_in.call(run.public_id)
    monkeypatch.setattr(listings, "put_batch", true_put)
    a_minute_ago = the_clock() - timedelta(seconds=61)
    ImportRun.objects.update(beat_at=a_minute_ago)

    assert SENTENCE in words(desk.get(here))
    desk.post(here + "bring-in/")
    jobs.bring_in.call(run.public_id)
    assert Group.objects.filter(feed__name="Vale").count() == 30
    assert "The whole list is in" in words(desk.get(here))


def test_a_fault_ends_the_reading_in_a_sentence(scene, desk, monkeypatch):
    here = looked_at(desk, scene, many(3))
    desk.post(here + "bring-in/")
    run = ImportRun.objects.get()

    def breaks(*given, **when):
        raise OSError("the disk is full")

    monkeypatch.setattr(listings, "put_batch", breaks)
    with pytest.raises(OSError, match="disk"):
        jobs.bring_in.call(run.public_id)

    said = words(desk.get(here))
    assert "because something here broke" in said
    assert "disk" not in said


def test_a_list_that_shrank_wants_a_word_first(scene, desk):
    here = looked_at(desk, scene, many(30))
    desk.post(here + "bring-in/")
    jobs.bring_in.call(ImportRun.objects.get().public_id)
    small = looked_at(desk, scene, many(3))

    refused = desk.post(small + "bring-in/")
    taken = desk.post(small + "bring-in/", {"even_if_smaller": "yes"})

    assert "last time it had 30" in words(refused)
    assert taken.status_code == 302


def test_rows_come_fifty_at_a_time_and_by_kind(scene, desk):
    rows = [row(f"g{number}") for number in range(60)]
    here = looked_at(desk, scene, feed(*rows, row("x", day=None, time=None)))

    assert "Page 1 of 2" in words(desk.get(here))
    refused = words(desk.get(here + "?kind=refused"))
    assert "by appointment" in refused
    assert "Group g1" not in refused
    beyond = words(desk.get(here + "?page=99999999999999999999&kind=nonsense"))
    assert "Page 2 of 2" in beyond


def test_the_page_that_only_asks_how_far_is_told_when_it_has_ended(scene, desk):
    here = looked_at(desk, scene, many(3))

    answer = desk.get(here, headers={"HX-Request": "true"})

    assert answer["HX-Refresh"] == "true"


@pytest.mark.parametrize("who", ["una", "otto", "fern", "amira", "outsider", "eve"])
def test_a_reading_does_not_exist_for_anybody_else(scene, desk, who, request):
    here = looked_at(desk, scene, many(3))
    stranger = signed_in(request.getfixturevalue(who))

    assert stranger.get(here).status_code == 404
    assert stranger.post(here + "bring-in/").status_code == 404
    assert stranger.post(here + "stop/").status_code == 404


def test_more_rows_do_not_mean_more_queries(scene, desk):
    asked = []

    for size in (1, 60):
        here = looked_at(desk, scene, many(size))
        with CaptureQueriesContext(connection) as queries:
            assert "Group g0" in words(desk.get(here))
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 12


def test_an_upload_nobody_brings_in_is_forgotten(scene, desk, own_folder):
    looked_at(desk, scene, many(3))
    run = ImportRun.objects.get()

    bring_in_a_feed.forget_old(now=the_clock() + timedelta(days=8))

    assert not uploads.is_kept(run.public_id)
    assert uploads.found_in(run.public_id)
    bring_in_a_feed.forget_old(now=the_clock() + timedelta(days=91))
    assert not ImportRun.objects.exists()
    assert list(own_folder.iterdir()) == []
