from __future__ import annotations

import time

import pytest

from hearthside.engines.sharing.alike import most_alike
from hearthside.engines.sharing.means import says_how
from hearthside.engines.sharing.telling import telling

LETTER = (
    "Dear Dr Jones, Re: Mrs Ann Smith, DOB 01/02/1970, NHS Number 943 476 5919. "
    "Thank you for seeing her. Yours sincerely"
)


@pytest.mark.parametrize(
    "text",
    [
        "I tried to kill myself. I took 30 paracetamol tablets.",
        "She took her own life. It was a whole bottle of pills.",
        "He hanged himself with a belt.",
        "I overdosed on twenty pills.",
        "I used to self-harm. I kept the razor in my drawer.",
        "Before the suicide he had jumped from the car park.",
    ],
)
def test_k12_how_it_was_done_is_seen(text):
    assert says_how(text)


@pytest.mark.parametrize(
    "text",
    [
        "Carry naloxone. Two doses of 2 mg reverse an overdose.",
        "Test your drugs, start low with 10 mg, and never use alone.",
        "I wanted to die. I handed my 60 tablets back to the pharmacy.",
        "I take 20 mg of fluoxetine and walk every day.",
        "My brother died by suicide. I still set two places.",
        "I jumped off the bus and ran home.",
        "I cut the bread with the big knife.",
    ],
)
def test_k13_what_keeps_people_safer_is_not(text):
    assert says_how(text) == ""


def test_names_places_days_and_work_are_pointed_out():
    found = telling(
        "My brother Thomas was in Seacroft Hospital on 12 March 2019. I work at Greggs, "
        "and then we met Sally again."
    )

    said = {(mark.kind, mark.words) for mark in found.marks}
    assert {
        ("name", "brother Thomas"),
        ("place", "Seacroft Hospital"),
        ("day", "12 March 2019"),
        ("work", "work at Greggs"),
        ("name", "Sally"),
    } <= said
    assert found.is_rare


def test_a_letter_of_a_clinic_is_known():
    assert telling(LETTER).is_letter
    assert not telling("Dear all, I felt low on Monday and rang the GP.").is_letter


def test_ordinary_words_point_at_nobody():
    found = telling(
        "I felt low. On Monday I rang the GP, and by Christmas it was better."
    )

    assert found.marks == ()
    assert not found.is_rare


def test_very_long_and_odd_texts_take_no_time():
    began = time.perf_counter()

    for text in ("a 1 " * 20_000 + "kill myself", "Aa " * 30_000, "0" * 60_000):
        says_how(text)
        telling(text)

    assert time.perf_counter() - began < 2


def test_the_likest_question_comes_first_and_the_rest_is_left_out():
    texts = [
        ("drains", "How did you manage surgical drains at home?", "They leak."),
        ("sleep", "How do I sleep after an operation?", ""),
        ("work", "Going back to work", "after surgery"),
    ]

    found = most_alike("how do I handle the drains after surgery", texts, most=3)

    assert found[0] == "drains"
    assert "sleep" not in found
    assert most_alike("", texts, most=3) == []
