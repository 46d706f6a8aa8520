from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.commons import mine, reviewing, showing
from hearthside.commons.models import Piece, Suggestion
from hearthside.commons.reviewing import CannotReview
from hearthside.commons.shapes import Kind, State, Words
from hearthside.core import trail
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.workflows import publish_a_piece, withdraw_a_piece
from tests.cast import NOON
from tests.pieces_scene import share, shown


def test_twelve_wait_and_the_oldest_comes_first(amira, olu):
    made = [
        share(amira, title=f"What about thing {n}?", now=NOON + timedelta(minutes=n))
        for n in range(12)
    ]

    found = reviewing.waiting(olu)
    first = reviewing.sheet(olu, public_id=made[0].public_id)

    assert [one.public_id for one in found] == [one.public_id for one in made]
    assert (first.position, first.of) == (1, 12)
    assert first.after == made[1].public_id


def test_whoever_looks_sees_nothing_of_who_wrote_it(amira, olu):
    row = share(amira, name="Wren")

    seen = repr(reviewing.sheet(olu, public_id=row.public_id))

    assert "Wren" in seen
    assert "Amira" not in seen
    assert f"person_id={amira.person_id}" not in seen


def test_nobody_looks_at_their_own(olu):
    row = share(olu)

    assert reviewing.waiting(olu) == []
    with pytest.raises(NotFound):
        reviewing.sheet(olu, public_id=row.public_id)


def test_members_have_no_such_desk(amira, bo, fern):
    row = share(amira)

    for somebody in (bo, fern):
        with pytest.raises(NotFound):
            reviewing.sheet(somebody, public_id=row.public_id)


def test_shown_after_a_look_and_it_is_in_the_trail(amira, bo, olu):
    row = share(amira)

    publish_a_piece.show_it(olu, public_id=row.public_id, version=1, now=NOON)

    assert showing.piece(bo, public_id=row.public_id)
    assert [one.by for one in trail.about(f"piece:{row.pk}")] == [
        f"person:{olu.person_id}"
    ]


def test_what_was_decided_meanwhile_is_not_decided_again(amira, olu, sol):
    row = share(amira)
    publish_a_piece.show_it(olu, public_id=row.public_id, version=1, now=NOON)

    with pytest.raises(ChangedMeanwhile):
        withdraw_a_piece.decline(
            sol, public_id=row.public_id, version=1, why="Not now.", now=NOON
        )


def test_no_is_said_with_a_reason_its_author_reads(amira, olu):
    row = share(amira)

    with pytest.raises(CannotReview):
        withdraw_a_piece.decline(
            olu, public_id=row.public_id, version=1, why=" ", now=NOON
        )
    withdraw_a_piece.decline(
        olu,
        public_id=row.public_id,
        version=1,
        why="Please leave the town out.",
        now=NOON,
    )

    found = mine.piece(amira, public_id=row.public_id)
    assert found.state == State.DECLINED
    assert found.told == "Please leave the town out."
    assert mine.how_many_news(amira) == 1


def test_k12_what_says_how_is_not_shown_by_anybody(amira, olu):
    row = share(amira, Kind.STORY, words="He hanged himself with something.")

    with pytest.raises(CannotReview, match="says how"):
        publish_a_piece.show_it(olu, public_id=row.public_id, version=1, now=NOON)


def test_other_words_are_shown_only_when_their_author_takes_them(amira, bo, olu):
    row = shown(amira, Kind.STORY)
    withdraw_a_piece.suggest(
        olu, public_id=row.public_id, version=1,
        words=Words(title="A slow spring", words="It began with sun."),
        why="Rain gives the place away.", now=NOON,
    )  # fmt: skip
    with pytest.raises(NotFound):
        showing.piece(bo, public_id=row.public_id)
    found = mine.piece(amira, public_id=row.public_id)
    assert found.suggested is not None
    assert found.words.words == "It began with rain."

    publish_a_piece.answer_suggestion(
        amira, public_id=row.public_id, version=found.version, takes_it=True, now=NOON
    )

    assert (
        showing.piece(bo, public_id=row.public_id).words.words == "It began with sun."
    )
    assert not Suggestion.objects.exists()


def test_whoever_keeps_their_own_words_is_looked_at_again(amira, olu):
    row = share(amira, Kind.STORY)
    withdraw_a_piece.suggest(
        olu, public_id=row.public_id, version=1, words=Words(title="Spring", words="x y z"),
        why="Shorter.", now=NOON,
    )  # fmt: skip

    publish_a_piece.answer_suggestion(
        amira, public_id=row.public_id, version=2, takes_it=False, now=NOON
    )

    assert [one.public_id for one in reviewing.waiting(olu)] == [row.public_id]
    assert Piece.objects.get().words == "It began with rain."


def test_nobody_else_answers_a_suggestion(amira, bo, olu):
    row = share(amira, Kind.STORY)
    withdraw_a_piece.suggest(
        olu, public_id=row.public_id, version=1, words=Words(title="Spring", words="x y z"),
        why="Shorter.", now=NOON,
    )  # fmt: skip

    with pytest.raises(NotFound):
        publish_a_piece.answer_suggestion(
            bo, public_id=row.public_id, version=2, takes_it=True, now=NOON
        )


def test_an_answer_becomes_a_strategy_only_with_a_yes_and_names_nobody(amira, bo, olu):
    question = shown(amira)
    answer = shown(bo, Kind.ANSWER, about=question.public_id, name="Robin")

    reviewing.ask_for_a_strategy(olu, public_id=answer.public_id, now=NOON)

    (draft, _answer) = mine.pieces(bo)
    assert draft.state == State.DRAFT
    assert draft.manner.name_shown == ""
    assert draft.words.did == "I pinned them to my waistband."
    assert showing.newest(amira, Kind.STRATEGY)[0] == []
    assert mine.pieces(amira)[0].kind is Kind.QUESTION
    with pytest.raises(CannotReview, match="asked already"):
        reviewing.ask_for_a_strategy(olu, public_id=answer.public_id, now=NOON)


def test_a18_of_what_was_changed_no_older_words_are_anywhere(amira, bo, olu):
    row = shown(amira, Kind.STORY, words="My sister lives in Thirlby.")
    withdraw_a_piece.suggest(
        olu, public_id=row.public_id, version=1,
        words=Words(title="A slow spring", words="My sister lives far away."),
        why="The place.", now=NOON,
    )  # fmt: skip
    publish_a_piece.answer_suggestion(
        amira, public_id=row.public_id, version=2, takes_it=True, now=NOON
    )

    everything = [
        str(vars(one)) for one in (*Piece.objects.all(), *Suggestion.objects.all())
    ]
    assert "Thirlby" not in " ".join(everything)
