from __future__ import annotations

import pytest

from hearthside.commons import shapes
from hearthside.commons.shapes import Manner, Readers, Stage, State, Words
from hearthside.workflows import publish_a_piece, withdraw_a_piece
from tests.cast import NOON
from tests.pieces_scene import make_known, share

HOUSE = Readers(frozenset({Stage.COMMONS}))


@pytest.fixture
def known(amira):
    """Somebody three of whose pieces were shown without trouble."""
    make_known(amira)
    return amira


def change(actor, row, title):
    row.refresh_from_db()
    publish_a_piece.change(
        actor,
        public_id=row.public_id,
        version=row.version,
        words=Words(title=title),
        manner=Manner(),
        readers=HOUSE,
        now=NOON,
    )
    row.refresh_from_db()
    return row.state


def say_no(desk, row, act=withdraw_a_piece.decline):
    row.refresh_from_db()
    act(desk, public_id=row.public_id, version=row.version, why="Not so.", now=NOON)


def decline(desk, author, row):
    say_no(desk, row)


def hold(desk, author, row):
    say_no(desk, row, withdraw_a_piece.hold)


def hide_by_reports(desk, author, row):
    withdraw_a_piece.hold_by_itself(row.public_id, now=NOON)


def suggest_in_vain(desk, author, row):
    withdraw_a_piece.suggest(
        desk, public_id=row.public_id, version=row.version,
        words=Words(title="Shorter?"), why="Shorter.", now=NOON,
    )  # fmt: skip
    publish_a_piece.answer_suggestion(
        author,
        public_id=row.public_id,
        version=row.version + 1,
        takes_it=False,
        now=NOON,
    )


@pytest.mark.parametrize("stop", [hold, hide_by_reports, suggest_in_vain, decline])
def test_what_was_stopped_is_not_shown_by_changing_it_twice(stop, known, olu):
    row = share(known)
    assert row.state == State.PUBLISHED

    stop(olu, known, row)

    assert change(known, row, "What about drains at night?") == State.WAITING
    assert change(known, row, "What about drains by day?") == State.WAITING


def test_what_was_shown_without_trouble_is_changed_and_stays_shown(known):
    row = share(known)

    assert change(known, row, "What about drains at night?") == State.PUBLISHED


def test_after_trouble_with_the_newest_the_next_waits(known, olu):
    share(known, title="What do people do at four in the morning?")
    hold(olu, known, share(known, title="What do people do at five?"))

    assert share(known, title="What do people do at six?").state == State.WAITING


def test_taking_the_trouble_back_does_not_make_it_good(known, olu):
    row = share(known)
    hold(olu, known, row)
    withdraw_a_piece.withdraw(known, public_id=row.public_id, now=NOON)

    assert share(known, title="What do people do at six?").state == State.WAITING


def test_three_without_trouble_later_the_next_is_shown_at_once(known, olu):
    hold(olu, known, share(known))

    for number in range(shapes.LOOKED_AT):
        row = share(known, title=f"What do people do on day {number}?")
        assert row.state == State.WAITING
        publish_a_piece.show_it(olu, public_id=row.public_id, version=1, now=NOON)

    assert share(known, title="What do people do at six?").state == State.PUBLISHED
