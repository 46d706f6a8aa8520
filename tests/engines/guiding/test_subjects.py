from __future__ import annotations

import json
import time
from importlib.resources import files

import pytest

from hearthside.engines.guiding.subjects import (
    About,
    about,
    asked_by_name,
    shares,
    subjects_of,
)
from hearthside.engines.retrieval.languages import words_of

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The bailiffs are at the door", {"debt"}),
        ("My partner's BEREAVEMENT", {"grief"}),
        ("I can’t get up", {"depression"}),
        ("my dog", {"pets"}),
        ("a dogged scarlet carpet bagger", {"house and cleaning"}),
        ("", set()),
        ("\U0001f600 كيف", set()),
    ],
)
def test_a_text_is_about_what_people_call_by_these_names(text, named):
    assert subjects_of(text) == named


def test_every_phrase_is_written_as_words_are_read_and_stands_once():
    source = files("hearthside.engines.guiding").joinpath("subjects.json")
    for name, phrases in json.loads(source.read_text(encoding="utf-8")).items():
        listed = phrases.split(" | ")
        assert len(listed) == len(set(listed)), name
        for phrase in listed:
            read = words_of(phrase.replace("*", "x"))
            written = [one.replace("*", "x") for one in phrase.split()]
            assert read == written, (name, phrase)
            assert "*" not in phrase[:-1], (name, phrase)


def test_a_question_is_looked_up_with_its_subjects_named():
    asked = asked_by_name("I hide from the bailiffs")

    assert asked.subjects == {"debt"}
    assert asked.words == "I hide from the bailiffs. debt"
    assert asked_by_name("what now").words == "what now"


def test_a_card_has_what_it_begins_with_whole_and_the_rest_in_part():
    card = about("Owing money", "I owed a lot. My dog helped. The bailiffs went.")

    assert card == About(frozenset({"debt"}), frozenset({"debt", "pets"}))
    assert shares(frozenset({"debt"}), card) == (1.0, 1.0, 0.0)
    assert shares(frozenset({"pets", "grief"}), card) == (0.25, 0.5, 1.0)
    assert shares(frozenset(), card) == (0.5, 0.0, 0.0)


def test_g5_a_very_long_text_is_looked_through_in_a_moment():
    began = time.process_time()

    about("x", "bereavementbereavement " * 50_000)
    asked_by_name("why does he drink and drink and " * 3000 + "?")

    assert time.process_time() - began < 2
