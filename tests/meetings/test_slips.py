"""Codes at close, slips without names, verified once; and nothing that joins them."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from hearthside.core.actor import Machine
from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.meetings import holding, slip_keys, slips
from hearthside.meetings.counting import Sums
from hearthside.meetings.models import Holding, SlipCode, SlipKey, SpentSlip
from hearthside.meetings.slips import CannotRedeem, CannotShow, CannotVerify, Verified

HOUSE = "https://groups.example.org"
HEADS = 5


def form():
    return secrets.token_hex(16)


def close(tonight, *, at=None, here=HEADS):
    holding.open_up(
        tonight.fern, meeting_id=tonight.id, both_here=True, at=tonight.before
    )
    sums, at = Sums(here), at or tonight.after
    holding.close(tonight.fern, meeting_id=tonight.id, term=1, sums=sums, at=at)


@pytest.fixture
def wanted(tonight, olu, scene):
    place = Place(scene.tuesday.pk, scene.leeds.pk)
    slips.want(olu, place=place, wanted=True, now=tonight.before)
    return place


@pytest.fixture
def codes(tonight, wanted):
    close(tonight)
    slips.show_codes(tonight.fern, meeting_id=tonight.id, now=tonight.after)
    found = slips.shown(tonight.fern, meeting_id=tonight.id, now=tonight.after)
    return found.codes


def redeem(code, *, now, of=None):
    return slips.redeem(code=code, form=of or form(), house=HOUSE, now=now)


def test_there_are_as_many_codes_as_heads_and_no_more(tonight, codes):
    assert len(set(codes)) == HEADS

    slips.show_codes(tonight.fern, meeting_id=tonight.id, now=tonight.after)

    assert SlipCode.objects.count() == HEADS


def test_a_group_that_did_not_say_so_shows_none(tonight):
    close(tonight)

    with pytest.raises(CannotShow, match="does not offer"):
        slips.show_codes(tonight.fern, meeting_id=tonight.id, now=tonight.after)


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ({"at": "early"}, "shorter than an hour"),
        ({"here": 0}, "counted nobody"),
    ],
)
def test_an_evening_that_was_none_shows_none(tonight, wanted, case, why):
    at = tonight.dated.starts_at + timedelta(minutes=59)
    close(tonight, at=at if "at" in case else None, here=case.get("here", HEADS))

    with pytest.raises(CannotShow, match=why):
        slips.show_codes(tonight.fern, meeting_id=tonight.id, now=tonight.after)


def test_a_door_opened_early_does_not_make_an_evening_longer(tonight, wanted):
    at = tonight.dated.starts_at + timedelta(minutes=60)
    close(tonight, at=at)

    assert slips.why_not_show(tonight.fern, meeting_id=tonight.id, now=at) is None


def test_codes_run_out_and_do_not_come_again(tonight, codes):
    later = tonight.after + slips.WORKS_FOR

    with pytest.raises(CannotRedeem):
        redeem(codes[0], now=later)
    with pytest.raises(CannotShow, match="run out"):
        slips.show_codes(tonight.fern, meeting_id=tonight.id, now=later)
    slips.forget(now=later + timedelta(hours=1))
    with pytest.raises(CannotShow, match="run out"):
        slips.show_codes(
            tonight.fern, meeting_id=tonight.id, now=later + timedelta(hours=1)
        )
    assert not SlipCode.objects.exists()


def test_hours_after_the_close_nobody_is_in_the_room(tonight, wanted):
    close(tonight)

    with pytest.raises(CannotShow, match="two hours"):
        slips.show_codes(
            tonight.fern, meeting_id=tonight.id, now=tonight.after + timedelta(hours=3)
        )


def test_a_code_works_once_however_it_is_typed(tonight, codes):
    typed = f" {codes[0][:4].upper()}-{codes[0][4:]} "

    signed = redeem(typed, now=tonight.after)

    assert signed.slip.on == tonight.dated.on
    assert slip_keys.is_ours(signed)
    with pytest.raises(CannotRedeem, match="used already"):
        redeem(codes[0], now=tonight.after)
    found = slips.shown(tonight.fern, meeting_id=tonight.id, now=tonight.after)
    assert codes[0] not in found.codes


def test_a_form_sent_twice_gives_one_slip_j5(tonight, codes):
    mine = form()

    first = redeem(codes[0], now=tonight.after, of=mine)

    assert redeem(codes[0], now=tonight.after, of=mine) == first


def test_a_code_nobody_was_shown_gives_nothing(tonight, codes):
    with pytest.raises(CannotRedeem, match="does not work"):
        redeem("zzzzzzzz", now=tonight.after)


def test_a_slip_is_verified_once_and_says_when(tonight, codes):
    signed, today = redeem(codes[0], now=tonight.after), tonight.dated.on

    assert slips.verify(signed, form=form(), today=today) == Verified(True, today)
    again = slips.verify(signed, form=form(), today=today + timedelta(days=9))
    assert again == Verified(False, today)


def test_a_verification_sent_twice_is_one_j5(tonight, codes):
    signed, today, mine = redeem(codes[0], now=tonight.after), tonight.dated.on, form()

    slips.verify(signed, form=mine, today=today)

    assert slips.verify(signed, form=mine, today=today).is_first


def test_an_old_slip_is_not_verified_so_that_spent_ones_may_go(tonight, codes):
    signed, today = redeem(codes[0], now=tonight.after), tonight.dated.on
    last = today + slips.GOOD_FOR
    slips.verify(signed, form=form(), today=today)

    slips.forget(now=tonight.after + slips.GOOD_FOR)
    assert not slips.verify(signed, form=form(), today=last).is_first
    with pytest.raises(CannotVerify, match="180 days"):
        slips.verify(signed, form=form(), today=last + timedelta(days=1))
    slips.forget(now=tonight.after + slips.GOOD_FOR + timedelta(days=2))
    assert not SpentSlip.objects.exists()


def test_a_new_secret_makes_nothing_spent_unspent(tonight, codes, settings):
    signed, today = redeem(codes[0], now=tonight.after), tonight.dated.on
    slips.verify(signed, form=form(), today=today)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret that is long enough for anybody"

    assert not slips.verify(signed, form=form(), today=today).is_first


def test_an_old_key_still_verifies_and_signs_no_more(tonight, codes):
    old = redeem(codes[0], now=tonight.after)
    slip_keys.begin_a_new_one(Machine("test"), house=HOUSE, now=tonight.after)

    new = redeem(codes[1], now=tonight.after)

    assert old.slip.key != new.slip.key
    assert slip_keys.is_ours(old)
    assert slip_keys.is_ours(new)
    assert SlipKey.objects.get(key_id=old.slip.key).private == ""


def test_the_private_key_is_sealed_at_rest(tonight, codes):
    redeem(codes[0], now=tonight.after)
    with connection.cursor() as cursor:
        cursor.execute("SELECT private FROM meetings_slipkey")
        stored = cursor.fetchone()[0]

    assert stored.startswith("s1.")


def test_nothing_stored_joins_a_slip_to_a_group_a_person_or_a_code(tonight, codes):
    signed = redeem(codes[0], now=tonight.after)
    slips.verify(signed, form=form(), today=tonight.dated.on)

    assert {field.name for field in SlipCode._meta.fields} == {
        "code_hash", "on", "valid_until", "form_hash",
    }  # fmt: skip
    assert {field.name for field in SpentSlip._meta.fields} == {
        "slip_hash", "verified_on", "form_hash",
    }  # fmt: skip
    everything = _whole_database()
    for told in (codes[0], signed.slip.serial, signed.signature):
        assert told not in everything
    of_codes = {v for row in SlipCode.objects.values_list() for v in map(str, row)}
    spent = SpentSlip.objects.get()
    assert spent.slip_hash not in of_codes
    assert spent.form_hash not in of_codes
    # Two hours later nothing of codes is left to try against anything.
    slips.forget(now=tonight.after + timedelta(hours=2))
    assert not SlipCode.objects.exists()
    assert Holding.objects.get().slips_until is not None


def test_whoever_does_not_lead_it_is_shown_nothing(tonight, wanted, otto, olu):
    for nobody in (otto, olu, tonight.wil):
        with pytest.raises(NotFound):
            slips.show_codes(nobody, meeting_id=tonight.id, now=tonight.after)
        with pytest.raises(NotFound):
            slips.shown(nobody, meeting_id=tonight.id, now=tonight.after)


def test_another_facilitator_does_not_switch_it_on(tonight, scene, otto):
    place = Place(scene.tuesday.pk, scene.leeds.pk)

    with pytest.raises(NotFound):
        slips.want(otto, place=place, wanted=True, now=tonight.before)


def _whole_database() -> str:
    return "\n".join(
        str(row) for model in apps.get_models() for row in model.objects.values_list()
    )
