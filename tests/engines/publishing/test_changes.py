from __future__ import annotations

from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.publishing import changes
from hearthside.engines.publishing.changes import Entry

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def read(*entries: Entry):
    raw = changes.write(
        entries,
        id="https://groups.example.org/feeds/changes.atom",
        title="Changes to dates",
        author="Harbour",
        url="https://groups.example.org/feeds/changes.atom",
        page="https://groups.example.org/groups/",
    )
    return feedparser.parse(raw)


def entry(number: int = 1, **fields: object) -> Entry:
    given_ = {
        "id": f"https://groups.example.org/groups/a/#version-{number}",
        "at": AT + timedelta(hours=number),
        "title": "Tuesday circle has changed",
        "words": "Something is other than it was.",
        "url": "https://groups.example.org/groups/a/",
    }
    return Entry(**{**given_, **fields})


def test_the_newest_comes_first_and_dates_the_feed():
    found = read(entry(1), entry(3), entry(2))

    assert not found.bozo
    assert found.version == "atom10"
    assert [one.id[-1] for one in found.entries] == ["3", "2", "1"]
    assert found.feed.updated == "2026-03-02T15:00:00Z"
    assert found.feed.author == "Harbour"
    assert found.entries[0].link == "https://groups.example.org/groups/a/"


def test_nothing_has_changed_yet_and_it_is_a_feed_all_the_same():
    found = read()

    assert not found.bozo
    assert found.entries == []
    assert found.feed.updated == "1970-01-01T00:00:00Z"


def test_what_is_gone_has_no_page():
    (gone,) = read(entry(url="")).entries

    assert "links" not in gone or gone.links == []
    assert gone.content[0].value


@settings(max_examples=40, deadline=None, database=None)
@given(st.text(), st.text())
def test_whatever_somebody_typed_it_stays_a_feed(title, words):
    found = read(entry(title=title, words=words))

    assert not found.bozo
    assert len(found.entries) == 1


@pytest.mark.parametrize(
    "nasty", ["</title><script>", "a & b", "]]>", "\x00\x0b\ufffe"]
)
def test_marks_stay_text(nasty):
    (one,) = read(entry(title=nasty)).entries

    assert one.title_detail.type == "text/plain"
