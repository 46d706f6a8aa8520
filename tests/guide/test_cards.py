from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from hearthside.commons.erasure import KEEPS as commons_keeps
from hearthside.guide import cards, indexes
from hearthside.guide.cards import Card
from hearthside.guide.erasure import KEEPS as guide_keeps
from hearthside.guide.models import Card as Row
from hearthside.guide.reader import Reader, seen_by
from hearthside.guide.words import by_words, stems_of

CARD = Card(
    kind="strategy",
    source="abc",
    title="Drains in the shower",
    text="I hung both drains round my neck on a ribbon. Nothing pulled.",
    url="/shared/abc/",
    language="en",
    audiences=frozenset({"everyone"}),
    notes=frozenset({"surgery"}),
)
OURS = replace(
    CARD, source="def", url="/shared/def/", audiences=frozenset({"group:g1"})
)
pytestmark = pytest.mark.django_db


def found(words: str, **reader: object) -> list[str]:
    seen = seen_by(Reader(**reader))
    ids = by_words(seen, words, most=10)
    by_id = dict(Row.objects.values_list("pk", "source"))
    return [by_id[one] for one in ids]


def test_a_card_is_found_by_its_words_at_once():
    cards.put_card(CARD)

    assert found("ribbons in showers") == ["abc"]
    assert found("bicycle") == []


def test_putting_the_same_in_again_changes_nothing():
    cards.put_card(CARD)
    before = cards.generation()

    cards.put_card(CARD)

    assert cards.generation() == before


def test_changed_words_are_another_copy_and_the_old_ones_find_nothing():
    cards.put_card(CARD)
    Row.objects.update(points=b"x", has_points=True)

    cards.put_card(replace(CARD, title="", text="A belt under the shirt."))

    assert found("ribbon") == []
    assert found("belt") == ["abc"]
    assert Row.objects.get().has_points is False


def test_a_removed_card_is_found_no_more():
    cards.put_card(CARD)
    before = cards.generation()

    gone = cards.remove_cards("strategy", "abc")

    assert gone == 1
    assert found("ribbon") == []
    assert cards.generation() > before
    assert cards.remove_cards("strategy", "abc") == 0


def test_parts_of_one_thing_go_together():
    cards.put_card(CARD)
    cards.put_card(replace(CARD, url="/shared/abc/#part-1"))

    assert cards.remove_cards("strategy", "abc") == 2


def test_a_card_of_a_group_is_found_by_its_people_alone():
    cards.put_card(OURS)

    assert found("ribbon") == []
    assert found("ribbon", audiences=frozenset({"everyone", "group:g2"})) == []
    assert found("ribbon", audiences=frozenset({"everyone", "group:g1"})) == ["def"]


@pytest.mark.parametrize(
    ("wish", "is_found"),
    [
        ({"kinds": frozenset({"strategy"})}, True),
        ({"kinds": frozenset({"group"})}, False),
        ({"language": "en"}, True),
        ({"language": "cy"}, False),
        ({"without": frozenset({"cancer"})}, True),
        ({"without": frozenset({"surgery"})}, False),
        ({"hidden": frozenset({"xyz"})}, True),
        ({"hidden": frozenset({"abc"})}, False),
    ],
)
def test_what_somebody_wants_is_part_of_the_question(wish, is_found):
    cards.put_card(CARD)

    assert (found("ribbon", **wish) == ["abc"]) is is_found


def test_an_unknown_kind_and_a_card_for_nobody_are_refused():
    with pytest.raises(ValueError, match="kind"):
        cards.put_card(replace(CARD, kind="poem"))
    with pytest.raises(ValueError, match="somebody"):
        cards.put_card(replace(CARD, audiences=frozenset()))


def test_keeping_only_these_takes_the_others_out_and_twice_changes_nothing():
    cards.put_card(CARD)
    other = replace(CARD, source="ghi", url="/shared/ghi/", text="Warm tea.", title="")

    assert cards.keep_only("strategy", [other]) == 2

    assert found("ribbon") == []
    assert found("tea") == ["ghi"]
    assert cards.keep_only("strategy", [other]) == 0


def test_what_is_other_is_read_again_before_it_is_put_in():
    cards.put_card(CARD)
    other = replace(CARD, source="ghi", url="/shared/ghi/", text="Warm tea.", title="")
    asked = []

    def gone(card):
        asked.append(card.source)

    assert cards.keep_only("strategy", [CARD, other], fresh=gone) == 0

    assert asked == ["ghi"]
    assert found("tea") == []
    assert found("ribbon") == ["abc"]


def test_the_rarer_word_and_the_title_come_first():
    cards.put_card(
        replace(CARD, source="1", url="/1", title="Ribbon", text="Walks and tea.")
    )
    cards.put_card(replace(CARD, source="2", url="/2", title="Tea", text="A ribbon."))
    cards.put_card(replace(CARD, source="3", url="/3", title="Tea", text="Walks."))

    assert found("ribbon tea")[0] in {"1", "2"}
    assert found("ribbon")[0] == "1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Me ayudó caminar despacio por las mañanas.", "camino despacio de mañana"),
        ("Roedd y gerddi yn help mawr i mi.", "cerddi"),
        ("ساعدني المشي في الصباح", "المشي صباحا"),
    ],
    ids=["Spanish", "Welsh", "Arabic"],
)
def test_other_languages_are_found_by_their_stems(text, words):
    cards.put_card(replace(CARD, title="", text=text))

    assert found(words) == ["abc"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "\U0001f600",
        '" OR 1 --',
        "' | '",
        "NEAR(a b)",
        "*",
        "a" * 5000,
        "the of and",
        "\u0000x",
    ],
)
def test_odd_words_find_nothing_and_break_nothing(words):
    cards.put_card(CARD)

    assert found(words) == []


def test_a_long_question_asks_for_a_bounded_number_of_words():
    assert len(stems_of(" ".join(f"word{n}" for n in range(10_000)))) <= 3 * 24


def test_the_words_of_what_is_gone_are_not_left_in_the_index():
    if connection.vendor != "sqlite":
        pytest.skip("FTS5 is of SQLite")
    cards.put_card(replace(CARD, title="", text="Quillfeather."))
    cards.remove_cards("strategy", "abc")

    indexes.clear_up()

    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM guide_words_data")
        assert not any(b"quillf" in bytes(row[0]) for row in cursor.fetchall())


def test_what_we_keep_says_that_copies_are_not_locked_while_they_are_not():
    cards.put_card(CARD)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM guide_card")
        assert cursor.fetchone() == (CARD.text,)

    said = {one.table: one.why for one in guide_keeps}

    assert "not locked" in said["guide.card"]
    of_pieces = {one.table: one.why for one in commons_keeps}["commons.piece"]
    assert "also in the search, which is not" in of_pieces


def test_an_index_that_went_missing_is_seen_and_laid_again_with_every_card():
    cards.put_card(CARD)
    indexes.lift()

    assert not indexes.are_there()
    indexes.lay()

    assert indexes.are_there()
    assert found("ribbon") == ["abc"]
