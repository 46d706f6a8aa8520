from __future__ import annotations

import pytest

from hearthside.commons import showing
from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, Stage, State
from hearthside.commons.writing import CannotSend
from hearthside.core.actor import Visitor
from hearthside.workflows import withdraw_a_piece
from tests.cast import NOON
from tests.pieces_scene import make_known, share

EVERYWHERE = {Stage.COMMONS, Stage.PUBLIC}


@pytest.mark.parametrize(
    "otherwise",
    [
        {"to": {Stage.COMMONS}},
        {"name": ""},
        {"topic": "cancer"},
        {"notes": ("death",)},
    ],
    ids=lambda one: next(iter(one)),
)
def test_the_same_words_sent_otherwise_are_not_said_to_be_kept_so(amira, otherwise):
    make_known(amira)
    first = {"to": EVERYWHERE, "name": "Heron"}
    row = share(amira, Kind.STORY, **first)

    with pytest.raises(CannotSend, match="You sent these words before"):
        share(amira, Kind.STORY, **first | otherwise)

    assert showing.piece(Visitor(), public_id=row.public_id).name_shown == "Heron"
    assert share(amira, Kind.STORY, **first).pk == row.pk


def test_an_answer_that_comes_from_elsewhere_now_is_not_the_same(amira, bo):
    make_known(amira)
    question = share(amira)
    share(bo, Kind.ANSWER, about=question.public_id, stance="lived")

    with pytest.raises(CannotSend, match="You sent these words before"):
        share(bo, Kind.ANSWER, about=question.public_id, stance="supports")


def test_after_a_no_the_same_words_are_not_promised_another_look(amira, olu):
    row = share(amira)
    withdraw_a_piece.decline(
        olu, public_id=row.public_id, version=1, why="Not so.", now=NOON
    )

    with pytest.raises(CannotSend, match="under What I shared"):
        share(amira)

    assert Piece.objects.get().state == State.DECLINED
