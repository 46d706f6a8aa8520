"""Letters people can bear: not in their quiet hours, and not once they said stop."""

import re
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail

from hearthside.core import outbox
from hearthside.core.models import Letter
from hearthside.core.outbox import Words
from hearthside.core.refusals import NotFound
from hearthside.engines.quiet_hours import QuietHours
from hearthside.jobs import rounds
from hearthside.people import letters
from hearthside.people.letters import STOPPABLE, Kind, Wish
from hearthside.people.models import NoLetters
from hearthside.workflows.write_to import write_to
from tests.post import the_post_leaves

LATE = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
WORDS = Words("A date has changed", "Look.", "<p>Look.</p>")
NOTHING = frozenset()


def write(person, *, now, kind=Kind.DATES, occasion="date:1"):
    return write_to(
        [person.person_id],
        WORDS,
        kind=kind,
        occasion=occasion,
        still=lambda _: "",
        now=now,
    )


def test_a_letter_of_the_night_leaves_in_the_morning(amira):
    write(amira, now=LATE)

    assert the_post_leaves(now=MORNING - timedelta(minutes=1)) == 0
    assert the_post_leaves(now=MORNING) == 1


def test_a_check_out_that_did_not_come_is_told_at_any_hour(amira):
    write(amira, now=LATE, kind=Kind.CHECK_OUT)

    assert the_post_leaves(now=LATE) == 1


def test_hours_of_my_own_hold_instead(amira):
    letters.choose(amira, Wish(NOTHING, QuietHours(time(6), time(22))))
    write(amira, now=LATE)

    assert the_post_leaves(now=LATE) == 1


def test_hours_chosen_while_a_letter_waits_hold_for_it_too(amira, noon):
    write(amira, now=noon)
    letters.choose(amira, Wish(NOTHING, QuietHours(time(11), time(15))))

    assert the_post_leaves(now=noon) == 0
    kept = Letter.objects.get()
    assert (kept.not_before, kept.tries) == (noon.replace(hour=15), 0)
    assert the_post_leaves(now=noon.replace(hour=15)) == 1


def test_a_mail_server_that_comes_back_at_night_waits_for_the_morning(
    amira, monkeypatch
):
    evening = LATE.replace(hour=20, minute=59)

    def away(letter):
        raise ConnectionRefusedError

    write(amira, now=evening)
    monkeypatch.setattr(rounds, "hand_to_the_mail_server", away)
    rounds.do_round(rounds.ROUNDS[0], now=evening)
    monkeypatch.undo()

    assert the_post_leaves(now=LATE) == 0
    assert the_post_leaves(now=MORNING) == 1


def test_a_letter_of_the_account_does_not_wait(scene):
    outbox.put(WORDS, key="account:1", address="amira@example.org", now=LATE)

    assert the_post_leaves(now=LATE) == 1


@pytest.mark.parametrize("kind", STOPPABLE)
def test_stopping_one_kind_stops_that_kind_alone(amira, noon, kind):
    letters.stop(letters.stop_token(amira.person_id, kind=kind))

    written = {other for other in STOPPABLE if write(amira, now=noon, kind=other)}
    assert written == set(STOPPABLE) - {kind}


def test_stopping_gets_through_to_a_letter_that_waits(amira, noon):
    write(amira, now=noon)

    letters.stop(letters.stop_token(amira.person_id, kind=Kind.DATES))

    assert the_post_leaves(now=noon) == 0
    assert Letter.objects.get().dropped_at == noon


def test_who_waits_by_the_phone_is_told_whatever_they_stopped(amira, noon):
    NoLetters.objects.create(person_id=amira.person_id, kind=Kind.CHECK_OUT)
    write(amira, now=noon, kind=Kind.CHECK_OUT)

    assert the_post_leaves(now=noon) == 1


def test_nobody_is_stopped_from_hearing_that_a_check_out_is_missing(amira):
    with pytest.raises(NotFound):
        letters.stop(letters.stop_token(amira.person_id, kind=Kind.CHECK_OUT))


@pytest.mark.parametrize("kind", STOPPABLE)
def test_every_letter_that_can_be_stopped_says_how(amira, noon, kind, settings):
    write(amira, now=noon, kind=kind)

    the_post_leaves(now=noon)

    letter = mail.outbox[0]
    token = letters.stop_token(amira.person_id, kind=kind)
    address = f"{settings.CONFIG.base_address}/letters/stop/{token}/"
    assert letter.body.rstrip().endswith(f"Stop letters of this kind: {address}")
    assert address in letter.alternatives[0].content
    assert letter.extra_headers == {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_the_header_is_one_line_a_mail_program_can_read(amira, noon):
    write(amira, now=noon)

    the_post_leaves(now=noon)

    sent = mail.outbox[0].message().as_bytes()
    read = message_from_bytes(sent, policy=policy.default)["List-Unsubscribe"]
    token = letters.stop_token(amira.person_id, kind=Kind.DATES)
    assert re.fullmatch(rf"<http\S+/letters/stop/{token}/>", read.strip())


def test_a_letter_that_cannot_be_stopped_says_nothing_of_stopping(amira, noon):
    write(amira, now=noon, kind=Kind.CHECK_OUT)

    the_post_leaves(now=noon)

    assert "Stop" not in mail.outbox[0].body
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_a_token_says_whose_letters_and_which(amira, bo):
    token = letters.stop_token(amira.person_id, kind=Kind.ROTA)

    assert letters.stop(token) is Kind.ROTA
    assert list(NoLetters.objects.values_list("person_id", "kind")) == [
        (amira.person_id, "rota")
    ]


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: ""])
def test_a_token_somebody_changed_stops_nothing(amira, change):
    with pytest.raises(NotFound):
        letters.stop(change(letters.stop_token(amira.person_id, kind=Kind.ROTA)))

    assert not NoLetters.objects.exists()


def test_a_token_of_somebody_who_left_stops_nothing(scene):
    with pytest.raises(NotFound):
        letters.stop(letters.stop_token(999_999, kind=Kind.ROTA))


def test_choosing_again_starts_letters_again(amira, noon):
    letters.choose(amira, Wish(frozenset({Kind.DATES}), None))
    letters.choose(amira, Wish(frozenset({Kind.ROTA}), None))

    assert write(amira, now=noon) == 1
    assert letters.wish_of(amira) == Wish(frozenset({Kind.ROTA}), None)


def test_writing_asks_as_little_for_many_as_for_one(
    amira, olu, noon, django_assert_max_num_queries
):
    with django_assert_max_num_queries(11):
        write_to(
            [amira.person_id, olu.person_id],
            WORDS,
            kind=Kind.DATES,
            occasion="date:1",
            still=lambda _: "",
            now=noon,
        )
