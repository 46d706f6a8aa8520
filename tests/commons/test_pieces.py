from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hearthside.commons import authors, mine, showing, writing
from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, Manner, Readers, Stage, State, Words
from hearthside.commons.writing import CannotSend
from hearthside.core.actor import Visitor
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.workflows import publish_a_piece, withdraw_a_piece
from tests.cast import NOON
from tests.pieces_scene import make_known, share, shown

HOUSE = Readers(frozenset({Stage.COMMONS}))


def change(actor, row, *, version=None, readers=HOUSE, **words):
    return publish_a_piece.change(
        actor,
        public_id=row.public_id,
        version=row.version if version is None else version,
        words=Words(**words),
        manner=Manner(),
        readers=readers,
        now=NOON,
    )


def test_a_first_piece_waits_for_a_look(amira, bo):
    row = share(amira)

    assert row.state == State.WAITING
    with pytest.raises(NotFound):
        showing.piece(bo, public_id=row.public_id)


def test_after_three_without_trouble_the_next_is_shown_at_once(amira, bo):
    make_known(amira)

    row = share(amira)

    assert row.state == State.PUBLISHED
    assert showing.piece(bo, public_id=row.public_id).words.title == row.title


def test_trouble_with_one_of_them_and_the_next_waits(amira):
    make_known(amira)
    Piece.objects.filter(id=Piece.objects.earliest("id").pk).update(had_trouble=True)

    assert share(amira).state == State.WAITING


def test_k12_how_somebody_hurt_themselves_waits_whoever_wrote_it(amira):
    make_known(amira)

    row = share(
        amira, Kind.STORY, words="I tried to kill myself. I took 30 tablets of it."
    )

    assert row.state == State.WAITING


def test_k13_talk_of_staying_safer_with_drugs_is_shown(amira):
    make_known(amira)

    row = share(
        amira,
        Kind.STRATEGY,
        did="I carry naloxone. I test my drugs, start low and never use alone.",
    )

    assert row.state == State.PUBLISHED


def test_the_same_piece_sent_twice_is_one(amira):
    first, again = share(amira), share(amira)

    assert first.pk == again.pk
    assert Piece.objects.count() == 1


def test_the_same_words_of_another_are_another_piece(amira, bo):
    assert share(amira).pk != share(bo).pk


def test_changed_in_two_windows_the_second_is_told(amira):
    row = share(amira)
    change(amira, row, title="How do I wash with drains in?")

    with pytest.raises(ChangedMeanwhile):
        change(amira, row, title="How do I sleep with drains in?")

    assert Piece.objects.get().title == "How do I wash with drains in?"


def test_what_was_taken_back_is_not_sent_again_by_an_old_window(amira):
    row = share(amira)
    withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)

    with pytest.raises(CannotSend, match="took this back"):
        change(amira, row, title="How do I sleep with drains in?")


def test_taking_back_leaves_no_word(amira):
    row = shown(amira, Kind.STRATEGY, name="Wren", topic="cancer", notes=("body",))

    withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)
    withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)

    row.refresh_from_db()
    assert not showing.words_of(row).whole()
    assert (row.name_shown, row.topic, row.notes) == ("", "any", "")
    assert showing.cards() == []


def test_a_shown_piece_that_is_changed_waits_again(amira, bo):
    row = shown(amira)

    change(amira, row, title="How do I wash with drains in?")

    with pytest.raises(NotFound):
        showing.piece(bo, public_id=row.public_id)


def test_a8_nobody_reaches_what_somebody_else_wrote(amira, bo, sol):
    row = share(amira)

    for somebody in (bo, sol):
        with pytest.raises(NotFound):
            mine.piece(somebody, public_id=row.public_id)
        with pytest.raises(NotFound):
            withdraw_a_piece.withdraw(somebody, public_id=row.public_id, now=NOON)
        with pytest.raises(NotFound):
            change(somebody, row, title="Something else entirely?")


def test_two_pieces_of_one_person_bear_no_common_mark(amira):
    first, second = share(amira), share(amira, Kind.STORY)

    assert first.whose != second.whose
    assert [one.public_id for one in mine.pieces(amira)] == [
        second.public_id,
        first.public_id,
    ]


def test_with_a_new_secret_it_is_still_theirs(amira, settings):
    row = share(amira)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-of-at-least-fifty-characters-in-all-0123"

    assert authors.seal_anew() == 1
    assert authors.seal_anew() == 0

    settings.SECRET_KEY_FALLBACKS = []
    assert mine.piece(amira, public_id=row.public_id).public_id == row.public_id


@pytest.mark.parametrize(
    ("to", "readers"),
    [
        ({Stage.COMMONS}, {"bo", "outsider"}),
        ({Stage.PUBLIC}, {"bo", "outsider", "visitor"}),
        ({Stage.GROUP}, {"bo"}),
    ],
)
def test_each_stage_reaches_its_readers_and_nobody_else(
    to, readers, amira, bo, outsider, scene
):
    group_id = scene.tuesday.pk if Stage.GROUP in to else None
    row = shown(amira, Kind.STORY, to=to, group_id=group_id)
    asked = {"bo": bo, "outsider": outsider, "visitor": Visitor()}

    def reads(one):
        try:
            return bool(showing.piece(one, public_id=row.public_id))
        except NotFound:
            return False

    assert {name for name, one in asked.items() if reads(one)} == readers
    listed = {name for name, one in asked.items() if showing.newest(one, Kind.STORY)[0]}
    assert listed == readers


def test_a_story_goes_to_no_group_of_others(amira, scene):
    with pytest.raises(CannotSend, match="one of your groups"):
        share(amira, Kind.STORY, to={Stage.GROUP}, group_id=scene.elsewhere.pk)


def test_each_stage_is_taken_back_by_itself(amira, outsider, bo, scene):
    everyone = set(Stage)
    row = shown(amira, Kind.STORY, to=everyone, group_id=scene.tuesday.pk)

    left = withdraw_a_piece.take_back_stages(
        amira, public_id=row.public_id, keep=frozenset({Stage.GROUP}), now=NOON
    )

    assert left == {Stage.GROUP}
    assert showing.piece(bo, public_id=row.public_id)
    with pytest.raises(NotFound):
        showing.piece(outsider, public_id=row.public_id)
    assert showing.in_full(bo, [row.pk], stage=Stage.PRINT) == []
    assert showing.card(row.public_id) is None


def test_with_no_reader_left_it_is_taken_back(amira):
    row = shown(amira, Kind.STORY, to={Stage.COMMONS, Stage.PRINT})

    left = withdraw_a_piece.take_back_stages(
        amira, public_id=row.public_id, keep=frozenset({Stage.PRINT}), now=NOON
    )

    assert left == frozenset()
    assert Piece.objects.get().state == State.WITHDRAWN


def test_a_stage_that_was_not_given_cannot_be_kept(amira):
    row = shown(amira, Kind.STORY)

    left = withdraw_a_piece.take_back_stages(
        amira, public_id=row.public_id, keep=frozenset(Stage), now=NOON
    )

    assert left == {Stage.COMMONS}


def test_a_question_of_ten_thousand_words_is_told_how_much_fits(amira):
    with pytest.raises(CannotSend, match="room for 3,000"):
        share(amira, words="word " * 10_000)


def test_one_emoji_is_no_question(amira):
    with pytest.raises(CannotSend, match="say it in words"):
        share(amira, title="😢")


@pytest.mark.parametrize("name", ["Samaritans", "Facilitator", "\u202eanna"])
def test_a_name_for_a_piece_speaks_for_nobody_else(amira, name):
    with pytest.raises(CannotSend):
        share(amira, name=name)


def test_who_writes_very_much_in_a_day_is_asked_to_go_on_tomorrow(amira):
    for number in range(20):
        share(amira, title=f"What do people do about thing {number}?")

    with pytest.raises(CannotSend, match="tomorrow"):
        share(amira, title="What do people do about one more thing?")

    later = NOON + timedelta(days=1, minutes=1)
    assert share(amira, title="And what about one more thing?", now=later)


def test_what_a_search_may_find_says_who_may_read_it(amira, bo, scene):
    house = shown(amira, topic="cancer", notes=("body",))
    public = shown(amira, Kind.STORY, to={Stage.COMMONS, Stage.PUBLIC})
    shown(
        amira, Kind.STORY, words="For us.", to={Stage.GROUP}, group_id=scene.tuesday.pk
    )
    share(bo, title="Who has had to wait for this long?")

    found = {one.public_id: one for one in showing.cards()}

    assert set(found) == {house.public_id, public.public_id}
    assert found[house.public_id].audience == "members"
    assert found[house.public_id].notes == ("body",)
    assert found[public.public_id].audience == "public"
    assert found[public.public_id].url == f"/shared/{public.public_id}/"


def test_words_that_do_not_belong_to_a_kind_are_left_out(amira):
    row = share(amira, did="Something a question does not have.")

    assert row.did == ""


def test_why_not_is_what_the_page_is_told_too(amira):
    words = replace(Words(title="How do I sleep?"), words="x" * 3001)

    why = writing.why_not_send(
        amira, Kind.QUESTION, words=words, manner=Manner(), readers=HOUSE
    )

    assert why
    assert "3,001" in why
