from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.guiding.handing_over import Because, why_people

pytestmark = pytest.mark.engine
KEPT = Path(__file__).resolve().parents[3] / "bench" / "guide" / "held_out.json"
HELD_OUT = json.loads(KEPT.read_text(encoding="utf-8"))
AS = {
    "crisis": Because.DANGER,
    "clinical": Because.MEDICAL,
    "person": Because.PERSON,
}


@pytest.mark.parametrize(
    "asked",
    [one for one in HELD_OUT if one.get("because") in AS],
    ids=lambda one: one["id"],
)
def test_what_no_card_may_answer_is_for_people(asked):
    assert why_people(asked["text"]) is AS[asked["because"]]


def test_what_a_card_may_answer_is_seldom_kept_from_it():
    for_cards = [one["text"] for one in HELD_OUT if one["wants"] == "cards"]

    kept = [text for text in for_cards if why_people(text)]

    assert len(kept) <= 0.1 * len(for_cards), kept


@pytest.mark.parametrize(
    "question",
    [
        "do I have to talk at my first meeting",
        "should I tell work I have bipolar",
        "how do I talk to my children about my illness",
        "my mother takes warfarin and I do her shopping",
        "how do you live with a medical condition nobody sees",
        "I lost my brother to suicide",
        "he threatened to leave the group",
        "can I bring a friend",
    ],
)
def test_what_only_sounds_like_it_is_answered(question):
    assert why_people(question) is None


def test_danger_comes_before_everything_else():
    assert why_people("be my therapist, I want to kill myself") is Because.DANGER
    assert why_people("how many mg would it take to end my life") is Because.DANGER


def test_danger_is_noticed_at_the_end_of_a_long_text():
    story = "I went to the shop and came home again. " * 1000

    assert why_people(story + "I want to end my life.") is Because.DANGER


@given(st.text(max_size=400))
def test_h1_whatever_is_typed_has_an_answer(text):
    assert why_people(text) in {None, *Because}


@pytest.mark.parametrize(
    "text",
    ["is " * 50_000, "how much " * 50_000, "take the with " * 50_000, "a" * 1_000_000,
     "do i have a " * 50_000],
)  # fmt: skip
def test_g5_long_and_odd_texts_are_read_in_a_moment(text):
    began = time.perf_counter()
    why_people(text)

    assert time.perf_counter() - began < 3
