from __future__ import annotations

import pytest

from hearthside.commons import collecting, showing, trying
from hearthside.commons.collecting import CannotCollect
from hearthside.commons.shapes import Kind, Stage
from hearthside.commons.writing import CannotSend
from hearthside.core.actor import Actor, Visitor
from hearthside.core.refusals import NotFound
from tests.cast import NOON, make_person
from tests.pieces_scene import share, shown


def tried_by(row, many, stance):
    for number in range(many):
        who = Actor(make_person(f"{stance}{number}").pk)
        shown(who, Kind.TRIED, about=row.public_id, stance=stance)


def went(row, reader):
    return trying.how_it_went(row.pk, showing.around(reader, row.pk))


def test_under_eight_only_words_are_shown(amira, bo):
    row = shown(amira, Kind.STRATEGY)
    tried_by(row, 7, "worked")
    tried_by(row, 9, "not")

    found = went(row, bo)

    # One number shown beside one hidden would say the hidden one.
    assert (found.worked, found.did_not) == (None, None)
    assert len(found.worked_words) == 7


def test_larger_sums_are_rough(amira, bo):
    row = shown(amira, Kind.STRATEGY)
    tried_by(row, 8, "worked")
    tried_by(row, 12, "not")

    found = went(row, bo)

    assert (found.worked, found.did_not) == (10, 10)


def test_somebody_says_once_how_it_went_and_not_of_their_own(amira, bo):
    row = shown(amira, Kind.STRATEGY)
    share(bo, Kind.TRIED, about=row.public_id)

    with pytest.raises(CannotSend, match="have said"):
        share(bo, Kind.TRIED, about=row.public_id, words="And again today.")
    with pytest.raises(CannotSend, match="yours"):
        share(amira, Kind.TRIED, about=row.public_id)


def test_how_it_went_needs_a_strategy_and_an_answer_a_question(amira, bo):
    question, strategy = shown(amira), shown(amira, Kind.STRATEGY)

    with pytest.raises(NotFound):
        share(bo, Kind.TRIED, about=question.public_id)
    with pytest.raises(NotFound):
        share(bo, Kind.ANSWER, about=strategy.public_id)


def test_a_collection_shows_each_reader_what_they_may_read(amira, bo, olu):
    house = shown(amira, Kind.STRATEGY)
    public = shown(
        amira, Kind.STRATEGY, title="The first shower",
        to={Stage.COMMONS, Stage.PUBLIC, Stage.PRINT},
    )  # fmt: skip
    made = collecting.begin(olu, title="First week home", words="", now=NOON)
    for row in (house, public):
        collecting.put_in(olu, public_id=made, piece_id=row.public_id, now=NOON)

    mine = collecting.collection(bo, public_id=made)
    theirs = collecting.collection(Visitor(), public_id=made)

    assert [row.title for row in mine.rows] == [house.title, "The first shower"]
    assert [row.title for row in theirs.rows] == ["The first shower"]
    printed = showing.in_full(bo, mine.piece_ids, stage=Stage.PRINT)
    assert [one.words.title for one in printed] == ["The first shower"]


def test_an_empty_collection_is_not_there(bo, olu):
    made = collecting.begin(olu, title="First week home", words="", now=NOON)

    with pytest.raises(NotFound):
        collecting.collection(bo, public_id=made)
    with pytest.raises(CannotCollect, match="by that name"):
        collecting.begin(olu, title="First  week home", words="", now=NOON)


def test_only_the_desk_puts_collections_together(amira, fern, olu):
    row = shown(amira, Kind.STRATEGY)
    made = collecting.begin(olu, title="First week home", words="", now=NOON)

    for somebody in (amira, fern):
        with pytest.raises(NotFound):
            collecting.put_in(
                somebody, public_id=made, piece_id=row.public_id, now=NOON
            )
    waits = share(amira, Kind.STRATEGY, title="Something that still waits")
    with pytest.raises(CannotCollect):
        collecting.put_in(olu, public_id=made, piece_id=waits.public_id, now=NOON)
