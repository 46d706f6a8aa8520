from __future__ import annotations

from datetime import timedelta

import feedparser
import pytest
from django.test import Client

from hearthside.groups.models import Group
from hearthside.meetings.models import Meeting
from tests.cast import NOON

LATER = NOON + timedelta(hours=3)


def entries(visitor: Client, query: str = "") -> dict[str, str]:
    answer = visitor.get(f"/feeds/changes.atom{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return {one.id.partition("/groups/")[2]: one.title for one in found.entries}


def change(scene, **columns: object) -> str:
    """Change one date of the Tuesday group; return what its entry is called."""
    row = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    Meeting.objects.filter(pk=row.pk).update(version=2, changed_at=LATER, **columns)
    return f"{scene.tuesday.public_id}/#date-{row.public_id}-2"


def test_new_groups_are_told(visitor, scene):
    found = entries(visitor)

    assert found[f"{scene.tuesday.public_id}/#version-1"] == (
        "New: Tuesday circle, Headingley"
    )


def test_a_date_called_off_is_told_without_its_reason(visitor, scene):
    key = change(scene, state="called_off", reason="Fern is ill.")

    assert entries(visitor)[key] == "Tuesday circle, Headingley is called off once"
    assert b"ill" not in visitor.get("/feeds/changes.atom").content


def test_a_date_moved_is_told_with_both_days(visitor, scene):
    row = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    key = change(
        scene,
        starts_at=row.starts_at + timedelta(days=1),
        ends_at=row.ends_at + timedelta(days=1),
    )

    assert entries(visitor)[key] == "Tuesday circle, Headingley is moved once"
    raw = visitor.get("/feeds/changes.atom").content.decode()
    assert "Wednesday 4 March 2026, 7.30pm instead of Tuesday 3 March 2026" in raw


def test_a_date_put_back_is_on_as_usual(visitor, scene):
    key = change(scene)

    assert entries(visitor)[key] == "Tuesday circle, Headingley is on as usual"


def test_a_pause_is_told_and_its_dates_are_not(visitor, scene):
    key = change(scene, state="called_off")
    Group.objects.filter(pk=scene.tuesday.pk).update(
        state="paused", version=2, changed_at=LATER
    )

    found = entries(visitor)

    assert found[f"{scene.tuesday.public_id}/#version-2"] == (
        "Tuesday circle, Headingley takes a pause"
    )
    assert key not in found


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "unlisted", "version": 2, "changed_at": LATER},
        {"confirmed_at": NOON - timedelta(days=90)},
    ],
)
def test_what_is_gone_is_said_to_be_gone_and_nothing_else(visitor, scene, columns):
    change(scene, state="called_off")
    Group.objects.filter(pk=scene.tuesday.pk).update(**columns)

    found = entries(visitor)

    ours = {key for key in found if key.startswith(scene.tuesday.public_id)}
    assert ours == {f"{scene.tuesday.public_id}/#gone"}
    raw = visitor.get("/feeds/changes.atom").content
    assert b"Headingley" not in raw
    assert b"Tuesday circle" not in raw


def test_one_that_never_was_listed_is_not_said_to_be_gone(visitor, scene):
    Group.objects.filter(pk=scene.tuesday.pk).update(state="unlisted")

    assert scene.tuesday.public_id not in "".join(entries(visitor))


def test_one_area_hears_only_of_itself(visitor, scene):
    Group.objects.filter(pk=scene.elsewhere.pk).update(state="unlisted", version=2)

    leeds, hull = entries(visitor, "?area=leeds"), entries(visitor, "?area=hull")

    assert set(leeds) == {f"{scene.tuesday.public_id}/#version-1"}
    assert set(hull) == {f"{scene.elsewhere.public_id}/#gone"}
    assert visitor.get("/feeds/changes.atom?area=nowhere").status_code == 404


def test_no_group_is_named_where_somebody_looks_on(visitor, scene):
    change(scene, state="called_off")

    raw = visitor.get("/feeds/changes.atom?title=neutral").content.decode()

    assert "A group is called off once" in raw
    assert "Tuesday circle" not in raw
    assert "quay" not in raw


def test_only_the_newest_are_told(visitor, scene, monkeypatch):
    monkeypatch.setattr("hearthside.web.feeds.changes.NEWEST", 1)
    key = change(scene, state="called_off")

    assert set(entries(visitor)) == {key}


def test_what_a_reader_has_already_is_not_sent_again(visitor, scene):
    first = visitor.get("/feeds/changes.atom")

    again = visitor.get("/feeds/changes.atom", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
