from __future__ import annotations

import time

import pytest

from hearthside.engines.retrieval.asking import find_the_question

pytestmark = pytest.mark.engine

STORY = (
    "Hello all. My mum had a stroke in March and came home last week. My sister lives far "
    "away and cannot help. I do everything and I cry in the car. How do other people get a "
    "break without feeling guilty? Thank you so much."
)


def test_a_short_question_is_itself():
    asked = find_the_question("dizzy when eating")

    assert (asked.question, asked.is_long) == ("dizzy when eating", False)


def test_in_a_story_the_sentence_that_asks_is_found():
    asked = find_the_question(STORY)

    assert asked.question == "How do other people get a break without feeling guilty?"
    assert asked.is_long


def test_greetings_and_thanks_are_no_part_of_what_was_told():
    told = find_the_question(STORY).told

    assert not told.startswith("Hello")
    assert "Thank you" not in told
    assert "stroke in March" in told


def test_a_bare_question_brings_what_it_leans_on():
    asked = find_the_question(
        "My brother uses heroin and lives with us. We have two small children at home "
        "and I am frightened. He sleeps all day. What should I do?"
    )

    assert "My brother uses heroin" in asked.question
    assert asked.question.endswith("What should I do?")


def test_a_story_without_a_question_is_its_beginning_and_its_end():
    asked = find_the_question(
        "The letter from the council came on Monday. It has four pages and red print. I "
        "put it under the bread bin. My stomach hurts when I walk past the kitchen."
    )

    assert asked.question.startswith("The letter")
    assert asked.question.endswith("kitchen.")


@pytest.mark.parametrize("text", ["", "   ", "???", "\u200b", "Thank you.", "\n\n"])
def test_h5_what_asks_nothing_does_not_break_it(text):
    asked = find_the_question(text)

    assert not asked.is_long


def test_g5_a_very_long_text_is_read_in_a_moment():
    began = time.perf_counter()
    find_the_question("how do i " * 100_000 + "?" * 100_000)
    find_the_question("a. " * 300_000)

    assert time.perf_counter() - began < 2
