"""Whoever asks what a record says of them gets it within a month, without the others in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hearthside.core.refusals import NotFound
from hearthside.safety import asked, chain, records
from hearthside.safety.asked import CannotAnswer, a_month_after
from hearthside.safety.models import EntryWords
from hearthside.safety.records import Said
from hearthside.safety.redacting import GAP, redacted, without_names
from tests.cast import NOON
from tests.record_scene import opened

WORDS = "Amira rang me. Bo heard it from amira's sister! Nobody else knows."


@pytest.fixture
def question(record, sol):
    records.write(
        sol, record_id=record.public_id, step="note", said=Said(WORDS), now=NOON
    )
    return asked.ask(sol, record_id=record.public_id, on=NOON.date(), now=NOON)


def answer(sol, question, now=NOON):
    found = asked.sheet(sol, asked_id=question, now=now)
    return [part.as_given for passage in found.passages for part in passage.parts]


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 2), date(2026, 4, 2)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_k15_there_is_a_month_to_answer(day, due):
    assert a_month_after(day) == due


def test_k15_names_and_sentences_are_taken_out_and_each_place_says_so(
    question, record, sol
):
    opened(sol, record)
    before = list(EntryWords.objects.values_list("body", flat=True))
    entry = asked.sheet(sol, asked_id=question, now=NOON).passages[-1]
    hidden = f"{entry.parts[0].key}.2"

    asked.take_out(
        sol, asked_id=question, names="Bo\n", sentences=frozenset({hidden}), now=NOON
    )

    assert answer(sol, question)[-1] == (
        f"Amira rang me. {GAP} heard it from amira's sister! {GAP}"
    )
    assert opened(sol, record).written[-2].said["words"] == WORDS
    assert list(EntryWords.objects.values_list("body", flat=True)) == before
    assert chain.first_break() is None


def test_k15_nothing_is_shown_before_the_record_is_opened(question, record, sol, sia):
    opened(sol, record)

    shut = asked.sheet(sia, asked_id=question, now=NOON)

    assert (shut.is_open, shut.passages, shut.names) == (False, (), ())
    later = asked.sheet(sol, asked_id=question, now=NOON + timedelta(hours=1))
    assert later.passages == ()


def test_k15_what_is_not_in_the_record_cannot_be_ticked(question, record, sol):
    opened(sol, record)
    asked.take_out(
        sol, asked_id=question, names="",
        sentences=frozenset({"999.words.0", "x", "1.words.9"}), now=NOON,
    )  # fmt: skip

    assert answer(sol, question)[-1] == WORDS


def test_k15_once_answered_it_stays_as_it_was_given(question, record, sol):
    asked.answered(sol, asked_id=question, now=NOON)
    asked.answered(sol, asked_id=question, now=NOON)

    with pytest.raises(CannotAnswer, match="already"):
        asked.take_out(
            sol, asked_id=question, names="Bo", sentences=frozenset(), now=NOON
        )
    kinds = [str(one.kind) for one in opened(sol, record).written]
    assert kinds == ["opened", "step", "asked", "answered"]
    tomorrow = NOON.date() + timedelta(days=1)
    with pytest.raises(CannotAnswer, match="today or before"):
        asked.ask(sol, record_id=record.public_id, on=tomorrow, now=NOON)


@pytest.mark.parametrize("who", ["fern", "olu", "hal", "eve", "amira"])
def test_k15_nobody_but_a_lead_answers(who, question, request):
    actor = request.getfixturevalue(who)
    for ask in (
        lambda: asked.sheet(actor, asked_id=question, now=NOON),
        lambda: asked.take_out(
            actor, asked_id=question, names="", sentences=frozenset(), now=NOON
        ),
        lambda: asked.answered(actor, asked_id=question, now=NOON),
    ):
        with pytest.raises(NotFound):
            ask()


@pytest.mark.parametrize(
    ("words", "names", "given"),
    [
        ("Bo and Bob.", ["Bo"], f"{GAP} and Bob."),
        ("Bo Smith came.", ["Bo", "Bo Smith"], f"{GAP} came."),
        ("ZOË said so.", ["Zoë"], f"{GAP} said so."),
        ("She (J.) left.", ["J."], f"She ({GAP}) left."),
        ("Bo came.", [" ", ""], "Bo came."),
        ("(.*)", [".*"], f"({GAP})"),
    ],
)
def test_a_name_is_taken_out_as_a_word_of_its_own(words, names, given):
    assert without_names(words, names) == given


def test_two_gaps_side_by_side_are_one():
    assert redacted("One. Two. Three.", names=(), hidden=frozenset({0, 1})) == (
        f"{GAP} Three."
    )
