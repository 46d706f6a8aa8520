from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.commons import going, mine, reviewing
from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, Manner, Readers, Stage, State, Words
from hearthside.workflows import publish_a_piece, withdraw_a_piece
from tests.cast import NOON, signed_in
from tests.house.test_gone_by_scan import found_in_tables
from tests.pieces_scene import shown

ASKED = "quillonasks"
ANSWERED = "quillonanswers"
LONG_AGO = NOON - timedelta(days=90)


@pytest.fixture
def question(amira) -> Piece:
    return shown(amira, title=f"How is it with {ASKED}?", words=f"More {ASKED}.")


@pytest.fixture
def answer(bo, question) -> Piece:
    return shown(
        bo, Kind.ANSWER, about=question.public_id, words=f"I did {ANSWERED} then."
    )


def ask(desk, row, now=NOON):
    reviewing.ask_for_a_strategy(desk, public_id=row.public_id, now=now)
    return Piece.objects.get(kind=Kind.STRATEGY)


def send(actor, draft):
    words = Words(title="What I do then", did="I did it then.", went="It went well.")
    publish_a_piece.change(
        actor, public_id=draft.public_id, version=draft.version, words=words,
        manner=Manner(), readers=Readers(frozenset({Stage.COMMONS})), now=NOON,
    )  # fmt: skip
    draft.refresh_from_db()
    return draft


def test_what_somebody_asked_goes_into_nothing_of_anybody_else(
    amira, olu, question, answer
):
    draft = ask(olu, answer)

    assert ASKED not in str(vars(draft))
    withdraw_a_piece.withdraw(amira, public_id=question.public_id, now=NOON)
    assert found_in_tables(ASKED) == set()


def test_a_draft_without_a_title_has_a_line_of_its_own(bo, olu, answer):
    draft = ask(olu, answer)

    page = signed_in(bo).get("/shared/mine/").content.decode()

    line = page.partition(f'href="/shared/mine/{draft.public_id}/">')[2]
    assert line.startswith(f"<bdi>I did {ANSWERED} then.</bdi>")


def test_an_answer_taken_back_takes_its_draft_with_it(bo, olu, answer):
    ask(olu, answer)

    withdraw_a_piece.withdraw(bo, public_id=answer.public_id, now=NOON)

    assert found_in_tables(ANSWERED) == set()
    assert mine.pieces(bo) == []


def test_what_they_made_of_the_draft_themselves_stays(bo, olu, answer):
    draft = send(bo, ask(olu, answer))

    withdraw_a_piece.withdraw(bo, public_id=answer.public_id, now=NOON)

    assert [one.public_id for one in mine.pieces(bo)] == [draft.public_id]


def test_a_draft_nobody_sent_goes_after_ninety_days(olu, answer):
    ask(olu, answer, now=LONG_AGO)

    assert going.forget(now=NOON - timedelta(minutes=1)) == 0
    assert going.forget(now=NOON) == 1

    assert not Piece.objects.filter(kind=Kind.STRATEGY).exists()


def test_a_draft_is_sent_when_its_author_sends_it(bo, olu, answer):
    draft = send(bo, ask(olu, answer, now=LONG_AGO))

    assert draft.state == State.WAITING
    assert draft.sent_at == NOON
