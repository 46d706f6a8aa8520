"""The changes, as a program that reads feeds sees them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.test import Client

from hearthside.groups.models import Group
from hearthside.meetings.models import Meeting
from tests.cast import NOON

pytestmark = pytest.mark.interop


def test_feedparser_reads_what_changed_newest_first(scene, monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    row = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    later = NOON + timedelta(hours=2)
    Meeting.objects.filter(pk=row.pk).update(
        state="called_off", version=2, changed_at=later
    )
    Group.objects.filter(pk=scene.elsewhere.pk).update(
        state="unlisted", version=2, changed_at=NOON + timedelta(hours=1)
    )

    found = feedparser.parse(Client().get("/feeds/changes.atom").content)

    assert not found.bozo
    assert (found.version, found.encoding) == ("atom10", "utf-8")
    assert [one.title for one in found.entries] == [
        "Tuesday circle, Headingley is called off once",
        "A group is no longer listed",
        "New: Tuesday circle, Headingley",
    ]
    moment = datetime(*found.feed.updated_parsed[:6], tzinfo=UTC)
    assert moment == later
    assert len({one.id for one in found.entries}) == 3
    assert found.entries[0].link.endswith(f"/groups/{scene.tuesday.public_id}/")
