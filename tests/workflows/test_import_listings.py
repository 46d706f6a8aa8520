from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hearthside.core.actor import Machine
from hearthside.groups import listings
from hearthside.groups.feeds import Source
from hearthside.groups.models import Feed, Group, ImportRun, Said
from hearthside.groups.readings import CannotRead
from hearthside.workflows import import_listings as workflow
from hearthside.workflows.import_listings import NotAFeed, Tally, TooFew
from tests.workflows.feed_rows import feed, many, row

HOST = Machine("import")
VALE = Source("Vale", "Europe/London", None)


def bring_in(raw: bytes, *, at: datetime, **how: Any) -> Tally:
    return workflow.import_listings(
        HOST, raw, source=how.pop("source", VALE), seen_at=at, clock=lambda: at, **how
    )


def kept_rows(*without: str) -> list[dict[str, Any]]:
    rows = Group.objects.filter(feed__isnull=False).order_by("feed_key").values()
    apart = {"id", "public_id", *without}
    return [{k: v for k, v in each.items() if k not in apart} for each in rows]


def said() -> set[tuple[str, str]]:
    return set(Said.objects.values_list("group__feed_key", "word"))


def whole_database() -> str:
    """Return everything in every table, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(repr(cursor.fetchall()))
    return "\n".join(found)


@pytest.mark.parametrize(
    ("fields", "column", "expected"),
    [
        ({"day": "2"}, "rule", "FREQ=WEEKLY;BYDAY=TU"),
        ({"day": [2]}, "rule", "FREQ=WEEKLY;BYDAY=TU"),
        ({"day": 0}, "rule", "FREQ=WEEKLY;BYDAY=SU"),
        ({"time": "7:30 PM", "end_time": "9:00 PM"}, "minutes", 90),
        ({"time": "23:30", "end_time": "00:30"}, "minutes", 60),
        ({"latitude": "53.82", "longitude": "-1.58"}, "latitude", 53.82),
        ({"latitude": 0, "longitude": 0, "formatted_address": "Leeds"}, "latitude", None),
        ({"name": "Lamp &amp; chair"}, "name", "Lamp & chair"),
        ({"name": "Lamp (SUSPENDED)"}, "state", "paused"),
        ({"notes": "<p>Tea<br>and talk</p>"}, "about", "Tea\nand talk"),
        ({"types": "X"}, "attendance", "in_person"),
        ({"timezone": "Mars/Olympus"}, "zone", "Europe/London"),
        ({"conference_url": "https://zoom.us/j/1?pwd=abc"}, "online_link", "https://zoom.us/j/1"),
        ({"conference_url": "javascript:alert(1)"}, "online_link", ""),
    ],
    ids=lambda value: json.dumps(value)[:40] if isinstance(value, dict) else None,
)  # fmt: skip
def test_each_dialect_comes_the_whole_way(scene, noon, fields, column, expected):
    bring_in(feed(row("one", **fields)), at=noon)

    assert getattr(Group.objects.get(feed__name="Vale"), column) == expected


def test_one_row_with_two_days_is_two_listings(scene, noon):
    tally = bring_in(feed(row("one", day=[2, 4])), at=noon)

    assert tally.new == 2
    rules = Group.objects.filter(feed__name="Vale").values_list("rule", flat=True)
    assert set(rules) == {"FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TH"}


def test_a_row_without_a_day_is_refused_and_counted(scene, noon):
    tally = bring_in(feed(row("one"), row("two", day=None, time=None)), at=noon)

    assert (tally.kept, tally.refused, tally.new) == (1, 1, 1)
    assert any("by appointment" in reason for reason in tally.reasons)


def test_nobody_can_be_found_by_what_was_brought_in(scene, noon):
    private = row(
        "one",
        notes="Ring Kestrel P. on 0113 496 0123 or write kestrel@canary.example",
        contact_1_name="Kestrel Canary",
        contact_1_email="first@canary.example",
        contact_1_phone="0113 496 0999",
        conference_url="https://zoom.us/j/5550001111?pwd=canarypass",
        conference_url_notes="Passcode canarypass",
        venmo="@canaryhandle",
    )

    tally = bring_in(feed(private), at=noon)

    everywhere = whole_database().lower()
    for canary in ("canary", "496 0123", "496 0999", "5550001111"):
        assert canary not in everywhere
    assert tally.dropped["e-mail addresses"] == 2
    assert tally.dropped["phone numbers"] == 2


def test_the_same_feed_again_changes_nothing(scene, noon):
    raw = many(30)
    bring_in(raw, at=noon)
    before, words = kept_rows("confirmed_at"), said()

    tally = bring_in(raw, at=noon + timedelta(days=1))

    assert (tally.new, tally.changed, tally.same, tally.gone) == (0, 0, 30, 0)
    assert kept_rows("confirmed_at") == before
    assert said() == words


def test_the_order_of_rows_changes_nothing(scene, noon):
    rows = [row(f"g{number}") for number in range(20)]
    bring_in(feed(*rows), at=noon)

    tally = bring_in(feed(*reversed(rows)), at=noon + timedelta(days=1))

    assert tally.same == 20


def test_a_dry_run_tells_the_same_and_writes_nothing(scene, noon):
    bring_in(many(20), at=noon)
    before = whole_database()
    raw = feed(*(row(f"g{number}", name="Moved") for number in range(5, 25)))

    dry = workflow.look(HOST, raw, source=VALE, now=noon + timedelta(days=1)).tally

    assert whole_database() == before
    assert (dry.new, dry.changed, dry.same, dry.gone) == (5, 15, 0, 5)
    wet = bring_in(raw, at=noon + timedelta(days=1))
    assert wet == dry


def test_a_dry_run_of_a_list_never_seen_makes_no_list(scene, noon):
    workflow.look(HOST, many(3), source=VALE, now=noon)

    assert not Feed.objects.exists()


def test_a_list_that_lost_most_of_its_rows_is_refused(scene, noon):
    bring_in(many(30), at=noon)

    with pytest.raises(TooFew, match="14 listings; last time it had 30"):
        bring_in(many(14), at=noon + timedelta(days=1))

    assert not Group.objects.filter(gone_from_feed_at__isnull=False).exists()


def test_a_smaller_list_comes_in_when_somebody_says_it_is_right(scene, noon):
    bring_in(many(30), at=noon)

    tally = bring_in(many(14), at=noon + timedelta(days=1), even_if_smaller=True)

    assert (tally.same, tally.gone) == (14, 16)


@pytest.mark.parametrize("raw", [b"[]", b'{"meetings": []}'])
def test_a_list_with_nothing_in_it_is_refused(scene, noon, raw):
    with pytest.raises(TooFew):
        bring_in(raw, at=noon)

    assert not Feed.objects.exists()


def test_a_list_of_which_nothing_can_be_kept_is_refused(scene, noon):
    with pytest.raises(TooFew, match="None of its rows"):
        bring_in(feed(row("one", day=None, time=None)), at=noon)


def test_a_broken_file_is_refused_with_line_and_column(scene, noon):
    with pytest.raises(NotAFeed, match="Line 2, column"):
        bring_in(b'[\n{"name": "x" "day": 1}]', at=noon)


def test_stopping_keeps_what_came_in_and_fades_nothing(scene, noon, monkeypatch):
    monkeypatch.setattr(listings, "BATCH", 10)
    bring_in(many(20), at=noon)
    heard: list[int] = []
    later = noon + timedelta(days=1)

    tally = bring_in(
        many(30, name="Moved"),
        at=later,
        told=lambda done, total: heard.append(done),
        stop=lambda: len(heard) == 2,
    )

    assert tally.was_stopped
    assert heard == [10, 20]
    assert Group.objects.filter(name="Moved").count() == 20
    assert Feed.objects.get().fetched_at == noon
    assert ImportRun.objects.latest("id").state == ImportRun.State.STOPPED


def test_a_fault_in_a_batch_keeps_none_of_that_batch(scene, noon, monkeypatch):
    monkeypatch.setattr(listings, "BATCH", 10)
    true_put = listings.put_batch

    def breaks(feed_id, batch, **when):
        kept = true_put(feed_id, batch, **when)
        if Group.objects.filter(feed_id=feed_id).count() > 10:
            raise OSError("the disk is full")
        return kept

    monkeypatch.setattr(listings, "put_batch", breaks)

    with pytest.raises(OSError, match="disk"):
        bring_in(many(30), at=noon)

    assert Group.objects.filter(feed__isnull=False).count() == 10
    assert ImportRun.objects.get().done == 10


def test_a_list_is_read_by_one_at_a_time(scene, noon, monkeypatch):
    monkeypatch.setattr(listings, "BATCH", 10)

    def another_begins(done: int, total: int) -> None:
        with pytest.raises(CannotRead, match="just now"):
            bring_in(many(30), at=noon)

    tally = bring_in(many(30), at=noon, told=another_begins)

    assert tally.new == 30


def test_two_lists_are_read_side_by_side(scene, noon, monkeypatch):
    monkeypatch.setattr(listings, "BATCH", 10)
    other = Source("Hill", "Europe/London", None)
    heard: list[Tally] = []

    def another_begins(done: int, total: int) -> None:
        if not heard:
            heard.append(bring_in(many(5), at=noon, source=other))

    bring_in(many(30), at=noon, told=another_begins)

    assert heard[0].new == 5


def test_a_reading_somebody_else_took_over_leaves_it_to_them(scene, noon, monkeypatch):
    monkeypatch.setattr(listings, "BATCH", 10)

    def taken_over(done: int, total: int) -> None:
        ImportRun.objects.update(done=30)

    tally = bring_in(many(30), at=noon, told=taken_over)

    assert tally.was_stopped
    assert Group.objects.filter(feed__isnull=False).count() == 10


def test_a_reading_cut_off_a_while_ago_does_not_stand_in_the_way(scene, noon):
    vale = Feed.objects.create(name="Vale", zone="Europe/London")
    ImportRun.objects.create(
        feed=vale, state=ImportRun.State.RUNNING, made_at=noon, beat_at=noon
    )

    tally = bring_in(many(3), at=noon + timedelta(seconds=61))

    assert tally.new == 3


@pytest.mark.slow
def test_every_real_feed_comes_in(scene, feeds: Path, noon, capsys):
    lines = []
    for path in sorted(feeds.glob("*.json")):
        source = Source(path.stem, "America/New_York", None)
        raw = path.read_bytes()
        tally = bring_in(raw, at=noon, source=source)
        again = bring_in(raw, at=noon + timedelta(days=1), source=source)
        rows = Group.objects.filter(feed__name=path.stem)
        proposed = rows.exclude(proposed_words="").count()
        lines.append(
            f"{path.stem:24} kept {tally.kept:6,} mended {tally.mended:5,} "
            f"refused {tally.refused:3,} new {tally.new:6,} proposals {proposed:3,}"
        )
        assert tally.new == tally.kept + tally.mended == rows.count() == again.same
        assert rows.filter(next_at=None).count() == 0

    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert len(lines) == 8
