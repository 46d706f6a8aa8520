"""A record changes hands only when both leads say so, and closes with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hearthside.core.models import Letter
from hearthside.core.refusals import NotFound
from hearthside.groups import roles
from hearthside.people.signing_in import suspend
from hearthside.safety import (
    chain,
    closing,
    handing,
    records,
    retention,
    settling,
    worries,
)
from hearthside.safety.chain import Happened
from hearthside.safety.closing import CannotClose
from hearthside.safety.handing import CannotHandOver
from hearthside.safety.models import EntryWords, Reading, Worry
from hearthside.safety.records import CannotWrite, Said
from hearthside.safety.settling import CannotCloseWorry
from hearthside.workflows import keep_a_record
from tests.cast import NOON
from tests.record_scene import BASE, house_asks, opened, raise_it, record_of

SOON = NOON + timedelta(minutes=5)


def offer(actor, record, to):
    keep_a_record.offer_to(
        actor, record_id=record.public_id, to=to.person_id, base_address=BASE, now=NOON
    )


def close(actor, record, words="She has her sister and her doctor.", outcome="safe"):
    return closing.close(
        actor, record_id=record.public_id, outcome=outcome, words=words, now=NOON
    )


def test_it_is_offered_and_taken_and_held_by_somebody_all_the_while(record, sol, sia):
    offer(sol, record, sia)
    record.refresh_from_db()
    between = record.held_by_id

    handing.take(sia, record_id=record.public_id, now=SOON)

    record.refresh_from_db()
    assert (between, record.held_by_id) == (sol.person_id, sia.person_id)
    assert record.offered_to_id is None
    kinds = [(one.kind, one.by) for one in opened(sia, record).written[1:]]
    assert kinds == [(Happened.OFFERED, "Sol"), (Happened.TAKEN, "Sia")]
    letter = Letter.objects.get(key__startswith="offered:")
    assert letter.person_id == sia.person_id


def test_what_was_not_offered_is_not_taken(record, sol, sia, fern):
    with pytest.raises(CannotHandOver, match="not offered"):
        handing.take(sia, record_id=record.public_id, now=NOON)
    with pytest.raises(CannotHandOver, match="Only the lead"):
        offer(sia, record, sol)
    for nobody in (sol, fern):
        with pytest.raises(CannotHandOver, match="another lead"):
            offer(sol, record, nobody)


def test_a_lead_hands_over_before_leaving(record, sol, sia, hal):
    with pytest.raises(CannotHandOver, match="takes it over first"):
        keep_a_record.stop_being_lead(hal, person_id=sol.person_id, now=NOON)
    assert sol.person_id in roles.leads()
    offer(sol, record, sia)
    handing.take(sia, record_id=record.public_id, now=NOON)

    keep_a_record.stop_being_lead(hal, person_id=sol.person_id, now=NOON)

    assert roles.leads() == [sia.person_id]


def test_what_a_lead_who_is_shut_out_held_another_can_take(record, sol, sia):
    suspend(person_id=sol.person_id, now=NOON)

    assert handing.is_left(record.public_id)
    handing.take(sia, record_id=record.public_id, now=NOON)

    record.refresh_from_db()
    assert record.held_by_id == sia.person_id


def test_it_closes_with_a_reason_and_nothing_is_added_after(record, sol):
    for outcome, words in (("safe", ""), ("safe", "e" * 1001), ("gossip", "Fine.")):
        with pytest.raises(CannotClose):
            close(sol, record, outcome=outcome, words=words)

    assert close(sol, record)

    record.refresh_from_db()
    assert (record.closed_at, record.erase_on) == (NOON, date(2032, 3, 2))
    with pytest.raises(CannotWrite, match="closed"):
        records.write(
            sol, record_id=record.public_id, step="note", said=Said("More."), now=NOON
        )
    with pytest.raises(CannotWrite, match="closed"):
        handing.take(sol, record_id=record.public_id, now=NOON)


def test_where_the_house_asks_a_second_lead_looks_first(record, sol, sia):
    house_asks(second_eyes=True)

    closed = keep_a_record.close(
        sol, record_id=record.public_id, outcome="safe", words="Safe.",
        base_address=BASE, now=NOON,
    )  # fmt: skip

    record.refresh_from_db()
    assert (closed, record.closed_at) == (False, None)
    with pytest.raises(CannotClose, match="second lead"):
        closing.agree(sol, record_id=record.public_id, now=SOON)
    with pytest.raises(CannotClose, match="Open the record first"):
        closing.agree(sia, record_id=record.public_id, now=SOON)
    assert Letter.objects.get(key__startswith="eyes:").person_id == sia.person_id

    opened(sia, record, now=SOON)
    closing.agree(sia, record_id=record.public_id, now=SOON)

    record.refresh_from_db()
    assert record.closed_at == SOON


def test_the_second_lead_may_say_not_yet(record, sol, sia):
    house_asks(second_eyes=True)
    close(sol, record)

    about = {"record_id": record.public_id, "now": SOON}
    closing.not_yet(sia, words="Ask the group first.", **about)

    last = opened(sol, record).written[-1]
    assert (last.kind, last.by) == (Happened.NOT_YET, "Sia")
    assert not close(sol, record)


@pytest.mark.parametrize(
    ("kind", "years"), [("adult", 6), ("child", 25), ("volunteer", 10), ("other", 6)]
)
def test_after_its_years_the_words_go_and_the_chain_still_holds(
    kind, years, tonight, scene, sol
):
    record = record_of(sol, raise_it(tonight, scene, kind=kind))
    kept = record_of(sol, raise_it(tonight, scene, now=SOON))
    close(sol, record)
    over = NOON.replace(year=NOON.year + years)

    assert retention.erase_what_is_over(now=over - timedelta(days=1)) == 0
    assert retention.erase_what_is_over(now=over) == 1
    assert retention.erase_what_is_over(now=over) == 0

    record.refresh_from_db()
    assert not EntryWords.objects.filter(record=record).exists()
    assert not Reading.objects.filter(record=record).exists()
    assert not Worry.objects.filter(record=record).exists()
    assert (record.locality, record.held_by, record.erased_at) == (None, None, over)
    assert chain.first_break() is None
    assert EntryWords.objects.filter(record=kept).count() == 1
    assert records.sheet(sol, record_id=record.public_id, now=over).written == ()
    with pytest.raises(NotFound):
        records.open_record(sol, record_id=record.public_id, now=over)


def test_a_worry_is_closed_with_a_reason_and_goes_after_a_year(raised, sol, sia):
    about = {"public_id": raised.public_id, "now": NOON}
    with pytest.raises(CannotCloseWorry, match="Open the worry first"):
        settling.close(sol, why="A mistake.", **about)
    worries.open_worry(sol, **about)
    with pytest.raises(CannotCloseWorry, match="why"):
        settling.close(sol, why="", **about)

    settling.close(sol, why="A mistake.", **about)

    assert [one.is_closed for one in worries.waiting(sia, now=NOON)] == [True]
    with pytest.raises(CannotCloseWorry, match="already"):
        settling.close(sol, why="Again.", **about)
    assert settling.forget(now=NOON + timedelta(days=365)) == 0
    assert settling.forget(now=NOON + timedelta(days=366)) > 0
    assert not Worry.objects.exists()
