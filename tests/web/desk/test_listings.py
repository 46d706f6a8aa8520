from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.groups.models import Feed, ImportRun
from hearthside.jobs import reading as jobs
from tests.cast import signed_in
from tests.web.desk.uploading import looked_at, upload, words
from tests.workflows.feed_rows import feed, many, row


def test_a_broken_file_says_where_and_keeps_what_was_typed(scene, desk):
    answer = upload(desk, scene, b'[\n{"name": "x"},\n]extra', zone="Europe/Paris")

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 3, column" in said
    assert 'value="Vale"' in said
    assert 'value="Europe/Paris"' in said
    assert not ImportRun.objects.exists()


def test_the_real_broken_file_says_line_and_column(scene, desk, feeds):
    raw = (feeds.parent / "bad-input" / "invalid-2024-11-14.json").read_bytes()

    assert "Line 80, column 3" in words(upload(desk, scene, raw))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": " "}, "Say whose list it is"),
        ({"zone": "Leeds"}, "We do not know this time zone"),
        ({"locality": ""}, "This field is required"),
    ],
    ids=["no name", "no zone", "no locality"],
)
def test_a_form_not_filled_in_says_what_is_missing(scene, desk, fields, why):
    answer = upload(desk, scene, many(1), **fields)

    assert answer.status_code == 422
    assert why in words(answer)


def test_a_file_too_large_to_be_a_list_is_refused(scene, desk, monkeypatch):
    monkeypatch.setattr("hearthside.web.desk.upload_form.MOST_BYTES", 100)

    answer = upload(desk, scene, many(3))

    assert "over 20 MB" in words(answer)


def test_a_file_of_several_megabytes_comes_through(scene, desk):
    answer = upload(desk, scene, many(1, notes="x" * 3_000_000))

    assert answer.status_code == 302


def test_a_coordinator_names_only_a_locality_of_their_own(scene, desk):
    answer = upload(desk, scene, many(1), locality=str(scene.hull.pk))

    assert answer.status_code == 422
    assert not Feed.objects.exists()


def test_a_list_somebody_else_keeps_is_not_taken_over(scene, desk, una):
    Feed.objects.create(name="Vale", zone="Europe/London", locality=scene.hull)

    answer = upload(desk, scene, many(1))

    assert "Choose another name" in words(answer)


def test_nothing_of_a_feed_is_markup_here(scene, desk):
    evil = "</td><script>alert(1)</script><img src=x onerror=alert(1)>"
    raw = feed(row("one", name=f"A &lt;b&gt; {evil}", location=f"&lt;i&gt;{evil}"))

    said = desk.get(looked_at(desk, scene, raw)).content.decode()

    assert "<script>alert" not in said
    assert "<img" not in said
    assert "<i>" not in said


def test_a_list_that_could_not_be_read_says_since_when_and_why(scene, desk, noon):
    Feed.objects.create(
        name="Vale", zone="Europe/London", locality=scene.leeds, fetched_at=noon,
        address="https://example.org/", trouble="The address does not answer.",
        trouble_since=noon + timedelta(days=1),
    )  # fmt: skip

    said = words(desk.get(reverse("listings")))

    assert "Could not be read since Tuesday 3 March" in said
    assert "The address does not answer." in said
    assert "Monday 2 March" in said


def test_the_host_sees_every_list(scene, desk, hal):
    looked_at(desk, scene, many(3))

    assert "Vale" in words(signed_in(hal).get(reverse("listings")))


@pytest.mark.parametrize("name", ["listings", "proposals"])
def test_more_listings_do_not_mean_more_queries(scene, desk, name):
    monthly = {"notes": "We meet on the 2nd Tuesday of the month only."}
    asked = []

    for size in (1, 12):
        here = looked_at(desk, scene, many(size, **monthly))
        desk.post(here + "bring-in/")
        jobs.bring_in.call(ImportRun.objects.latest("id").public_id)
        with CaptureQueriesContext(connection) as queries:
            assert "Vale" in words(desk.get(reverse(name)))
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 12


def test_a_file_over_twenty_megabytes_is_refused_before_it_is_read(scene, desk):
    answer = desk.post("/desk/listings/", b"", content_type="multipart/form-data",
                       CONTENT_LENGTH="21000001")  # fmt: skip

    page = answer.content.decode()
    assert answer.status_code == 413
    assert "A file has at most 20 MB." in page
    assert 'href="/desk/listings/">Choose another file' in page
    assert "script-src" in answer.headers["Content-Security-Policy"]
