from __future__ import annotations

import random
import time

from hearthside.engines.differences import Kind, compare

OLD = (
    "What is said here stays here.",
    "We listen.",
    "Nobody has to speak.",
)


def sides(rows):
    before = ["".join(part.words for part in row.before) for row in rows if row.before]
    after = ["".join(part.words for part in row.after) for row in rows if row.after]
    return before, after


def test_the_same_twice_has_nothing_marked():
    assert {row.kind for row in compare(OLD, OLD)} == {Kind.SAME}


def test_words_put_into_a_sentence_are_marked_and_the_rest_is_not():
    new = ("What is said here, and who is here, stays here.", *OLD[1:])

    row = compare(OLD, new)[0]

    assert row.kind is Kind.CHANGED
    added = "".join(part.words for part in row.after if part.kind is Kind.ADDED)
    assert "and who is" in added
    assert "What is said" not in added


def test_a_sentence_that_came_and_one_that_went_stand_alone():
    new = (OLD[0], "Phones stay in coats.", OLD[2])

    kinds = [row.kind for row in compare(OLD, new)]

    assert kinds == [Kind.SAME, Kind.GONE, Kind.ADDED, Kind.SAME]


def test_a_sentence_that_only_grew_stands_beside_itself():
    (row,) = compare(
        ["We leave phones in coats."],
        ["We leave phones in coats, switched off, and say so when we cannot."],
    )

    assert row.kind is Kind.CHANGED
    assert not [part for part in row.before if part.kind is Kind.GONE]
    added = [part.words for part in row.after if part.kind is Kind.ADDED]
    assert added == [", switched off, and say so when we cannot"]


def test_a_few_words_in_common_do_not_make_one_sentence_of_two():
    kinds = [
        row.kind for row in compare(["We listen."], ["We begin at seven, we all."])
    ]

    assert kinds == [Kind.GONE, Kind.ADDED]


def test_nothing_is_lost_on_either_side_whatever_changed():
    chance = random.Random(7)
    words = ["we", "all", "may", "listen", "here", "and", "nobody", "speak", "then"]
    for _ in range(200):
        old = [" ".join(chance.choices(words, k=4)) for _ in range(chance.randrange(9))]
        new = [" ".join(chance.choices(words, k=4)) for _ in range(chance.randrange(9))]

        before, after = sides(compare(old, new))

        assert before == old
        assert after == new


def test_the_longest_agreements_take_no_time():
    old = ["a b " * 75] * 20
    new = ["b a " * 75] * 20

    began = time.perf_counter()
    compare(old, new)

    assert time.perf_counter() - began < 3
