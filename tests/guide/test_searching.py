from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.guide import cards, finder, searching
from hearthside.guide.finder import Finds, Hit
from hearthside.guide.reader import Reader, seen_by
from hearthside.guide.words import by_words
from tests.guide.scene import put

pytestmark = pytest.mark.django_db
ANYBODY = Reader()


@pytest.fixture
def finds(monkeypatch):
    """Let the finder find what a test says, and know the index of now unless it says."""

    def find(*hits: Hit, generation: int | None = None) -> None:
        known = cards.generation() if generation is None else generation
        monkeypatch.setattr(finder, "find", lambda *_, **__: Finds(tuple(hits), known))

    return find


def hit(row, sentence=0, nearness=0.6, worded=0.0):
    return Hit(row.pk, row.generation, sentence, nearness, worded)


def sources(found):
    return [one.source for one in found.rows]


def test_without_the_finder_words_alone_find_and_it_says_so():
    put("tea", "A walk. Warm tea after lunch.")

    found = searching.search("teas", ANYBODY)

    assert sources(found) == ["tea"]
    assert found.rows[0].because == "Warm tea after lunch."
    assert found.by_meaning is False


def test_what_the_finder_finds_stands_in_its_order_with_the_sentence_it_named(finds):
    tea, walk = (
        put("tea", "Warm tea. It helped."),
        put("walk", "A slow walk. It helped."),
    )
    finds(hit(walk, 1), hit(tea))

    found = searching.search("what helped", ANYBODY)

    assert [(one.source, one.because) for one in found.rows] == [
        ("walk", "It helped."), ("tea", "Warm tea."),
    ]  # fmt: skip
    assert found.by_meaning


def test_a_card_removed_since_is_never_shown(finds):
    tea, walk = put("tea", "Warm tea."), put("walk", "A slow walk.")
    finds(hit(tea), hit(walk))

    cards.remove_cards("strategy", "tea")

    assert sources(searching.search("tea", ANYBODY)) == ["walk"]


def test_a_card_changed_since_is_not_shown_for_its_old_words(finds):
    tea = put("tea", "Warm tea.")
    old = hit(tea)
    put("tea", "Cold milk.")

    finds(old)

    assert searching.search("tea", ANYBODY).rows == ()


def test_what_is_newer_than_the_finder_is_found_by_its_words(finds):
    tea = put("tea", "Warm tea.")
    known = cards.generation()
    put("mint", "Mint tea at night.")

    finds(hit(tea), generation=known)

    assert set(sources(searching.search("mint tea", ANYBODY))) == {"tea", "mint"}


def test_a_finder_that_names_what_may_not_be_seen_is_not_believed(finds):
    ours = put("ours", "Warm tea.", audiences=frozenset({"group:g1"}))
    finds(hit(ours))

    assert searching.search("tea", ANYBODY).rows == ()
    there = Reader(frozenset({"everyone", "group:g1"}))
    assert sources(searching.search("tea", there)) == ["ours"]


@pytest.mark.parametrize(
    ("hidden_by", "rows"),
    [({"hidden": frozenset({"tea"})}, 0), ({"calm": True}, 0), ({}, 1)],
)
def test_what_is_hidden_or_carries_a_warning_can_be_left_out(finds, hidden_by, rows):
    finds(hit(put("tea", "Warm tea.", notes=frozenset({"grief"}))))

    found = searching.search("tea", Reader(**hidden_by))

    assert len(found.rows) == rows


def test_content_notes_come_along(finds):
    finds(hit(put("tea", "Warm tea.", notes=frozenset({"loss", "grief"}))))

    assert searching.search("tea", ANYBODY).rows[0].notes == ("grief", "loss")


def test_what_has_nothing_to_do_with_it_is_not_found(finds):
    finds(hit(put("tea", "Warm tea."), nearness=0.1, worded=0.1))

    assert searching.search("the world cup", ANYBODY).total == 0


def test_of_several_parts_of_one_thing_the_best_is_shown(finds):
    first, second = put("a", "One."), put("a", "Two.", url="/shared/a/#part-1")
    finds(hit(second), hit(first))

    found = searching.search("two", ANYBODY)

    assert [one.url for one in found.rows] == ["/shared/a/#part-1"]


@pytest.mark.parametrize(
    ("asked", "page", "rows"), [(1, 1, 10), (2, 2, 2), (99, 2, 2), (-4, 1, 10)]
)
def test_pages_are_ten_long_and_one_there_is_not_is_the_nearest(asked, page, rows):
    for n in range(12):
        put(f"tea{n}", "Warm tea.")

    found = searching.search("tea", ANYBODY, page=asked)

    assert (found.page, found.pages, found.total, len(found.rows)) == (
        page,
        2,
        12,
        rows,
    )


@pytest.mark.parametrize("words", ["", "   ", "\U0001f600", "?!", "the of"])
def test_nothing_is_asked_where_there_is_no_word(words, monkeypatch):
    monkeypatch.setattr(finder, "find", lambda *_, **__: pytest.fail("asked"))

    assert searching.search(words, ANYBODY).total == 0


def test_queries_are_bounded(finds, django_assert_max_num_queries):
    rows = [put(f"tea{n}", "Warm tea.") for n in range(30)]
    finds(*(hit(row) for row in rows))

    with django_assert_max_num_queries(4):
        searching.search("tea", ANYBODY)


@pytest.mark.sqlite
def test_words_are_looked_up_once_however_many_cards_there_are():
    put("tea", "Warm tea at night.")
    with CaptureQueriesContext(connection) as asked:
        by_words(seen_by(Reader()), "warm tea", most=5)

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[-1]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]

    # With "=" the words are looked up anew for every card that may be seen.
    (words,) = [one for one in plan if "VIRTUAL TABLE" in one]
    assert "=" not in words.rpartition("INDEX")[2]
