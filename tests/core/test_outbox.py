from datetime import timedelta

import pytest
from django.db import transaction

from hearthside.core import outbox
from hearthside.core.models import Letter
from hearthside.core.outbox import Words


def put(now, key="date:1", **more):
    outbox.put(
        Words("A date has changed", "Look."),
        key=key,
        address="amira@example.org",
        now=now,
        **more,
    )


def test_the_same_occasion_is_one_letter(db, noon):
    put(noon)
    put(noon)

    assert Letter.objects.count() == 1


def test_a_letter_leaves_only_if_the_act_held(db, noon):
    def act_that_fails():
        with transaction.atomic():
            put(noon)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act_that_fails()

    assert outbox.take_next(now=noon) is None


def test_a_letter_taken_is_not_taken_again_at_once(db, noon):
    put(noon)

    assert outbox.take_next(now=noon) is not None
    assert outbox.take_next(now=noon) is None


def test_a_letter_that_did_not_leave_waits_longer_each_time(db, noon):
    put(noon)
    waits = []
    now = noon
    for _ in range(3):
        outbox.take_next(now=now)
        next_try = Letter.objects.get().not_before
        waits.append(next_try - now)
        now = next_try

    assert waits == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]


def test_a_letter_gone_leaves_no_words(db, noon):
    put(noon)
    waiting = outbox.take_next(now=noon)
    outbox.gone(waiting.id, now=noon)

    kept = Letter.objects.get()
    assert (kept.address, kept.text, kept.subject) == ("", "", "")
    assert kept.sent_at == noon


def test_nothing_is_sent_twice_after_a_restore(db, noon):
    put(noon)

    assert outbox.hold_all(now=noon) == 1
    assert outbox.take_next(now=noon + timedelta(days=1)) is None


def test_a_subject_cannot_carry_a_header(db, noon):
    outbox.put(
        Words("Hello\r\nBcc: everybody@example.org", "Look."),
        key="x",
        address="amira@example.org\r\nBcc: more@example.org",
        now=noon,
    )
    letter = outbox.take_next(now=noon)

    assert "\n" not in letter.words.subject + letter.address
    assert "\r" not in letter.words.subject + letter.address
