from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from hearthside.outcomes.studies import CONSENT, Told
from hearthside.web.study_words import consent_of

A_STUDY = Told(1, "x", "How we are", date(2026, 3, 2), None, "", "")
# What the words of each version hash to. Other words are another version: a yes is dated by it.
VERSIONS = {
    "2026-1": "5bdb220c81b26b33 831ac292da8f9ced",
    "2026-2": "8065530fe35e0384 69215ba83b818d77",
}


def of(study: Told) -> str:
    words = (*consent_of(study), *consent_of(study, on_paper=True))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def test_the_words_somebody_says_yes_to_are_those_of_their_version():
    watched = replace(A_STUDY, responder="our leads", responder_hours="9am to 5pm")

    assert VERSIONS[CONSENT] == f"{of(A_STUDY)} {of(watched)}"


def test_they_say_what_why_who_sees_and_how_to_leave():
    said = " ".join(consent_of(A_STUDY))

    for words in (
        "3, 6 and 12 months",
        "find out whether",
        "never who",
        "need not",
        "leave",
    ):
        assert words in said


def test_a_question_about_death_is_said_before_the_yes():
    watched = replace(A_STUDY, responder="our leads", responder_hours="9am to 5pm")

    assert "thoughts of death" in consent_of(watched)[-1]
    assert "thoughts of death" not in " ".join(consent_of(A_STUDY))


def test_a_paper_says_who_types_it_in_and_sees_its_answers():
    said = " ".join(consent_of(A_STUDY, on_paper=True))

    assert "coordinators see none of them" not in said
    assert "A coordinator or a safeguarding lead types in your paper" in said
    assert "coordinators see none of them" in " ".join(consent_of(A_STUDY))
