"""Lines in the house and digests: true when they are read, neutral, sealed, and gone in time."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connection

from hearthside.core import notes
from hearthside.core.models import Letter, Note
from hearthside.core.outbox import Words
from hearthside.meetings import following
from hearthside.people import letters
from hearthside.people.letters import Kind, Wish
from hearthside.people.models import Bounce, NoLetters, Person
from hearthside.people.paces import MORNING, Pace
from hearthside.people.signing_in import suspend
from hearthside.workflows import digests, what_happened
from hearthside.workflows.write_to import MOST_A_DAY, write_to
from tests.cast import NOON
from tests.post import the_post_leaves

WORDS = Words(
    "A date has changed", "text", "<p>html</p>", "https://x.example/groups/abc/"
)
TOMORROW = datetime(2026, 3, 3, MORNING.hour, tzinfo=NOON.tzinfo)
MONDAY = datetime(2026, 3, 9, MORNING.hour, tzinfo=NOON.tzinfo)


def tell(*people, occasion="date:1", kind=Kind.DATES, still="", now=NOON, words=WORDS):
    return write_to(
        [one.person_id for one in people],
        words,
        kind=kind,
        occasion=occasion,
        still=lambda _: still,
        now=now,
    )


def slower(actor, pace, kind=Kind.DATES):
    letters.choose(actor, Wish(frozenset(), None, {kind: pace}))


def sent() -> list[str]:
    return [letter.subject for letter in mail.outbox]


def test_everybody_told_finds_a_line_whether_they_have_an_address_or_not(amira, bo):
    assert tell(amira, bo) == 1

    for who in (amira, bo):
        (line,) = what_happened.lately(who, now=NOON)
        assert (line.words, line.address) == ("A date has changed", "/groups/abc/")


def test_the_same_occasion_is_one_line(amira):
    tell(amira)
    tell(amira)

    assert Note.objects.count() == 1


def test_many_lines_that_read_alike_are_one(amira):
    for number in range(5):
        tell(amira, occasion=f"date:{number}")

    assert len(what_happened.new(amira, now=NOON)) == 1


def test_b6_a_line_goes_when_its_reason_does(amira, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    tell(amira, still=f"asks:{scene.tuesday.pk}")
    assert what_happened.lately(amira, now=NOON)

    following.stop_telling(amira, group_id=scene.tuesday.pk)

    assert what_happened.lately(amira, now=NOON) == []
    assert what_happened.new(amira, now=NOON) == []


def test_a_line_is_gone_after_thirty_days(amira):
    tell(amira)
    late = NOON + notes.KEPT_FOR

    assert what_happened.lately(amira, now=late) == []
    assert notes.forget(now=late) == 1


def test_put_away_it_is_not_new_and_stays(amira):
    tell(amira)

    notes.put_away(amira.person_id, until=NOON, now=NOON)

    assert what_happened.new(amira, now=NOON) == []
    assert [line.is_new for line in what_happened.lately(amira, now=NOON)] == [False]


def test_what_comes_while_the_page_is_open_is_not_put_away_unseen(amira):
    tell(amira, now=NOON + timedelta(minutes=1))

    notes.put_away(amira.person_id, until=NOON, now=NOON + timedelta(minutes=2))

    assert what_happened.new(amira, now=NOON + timedelta(minutes=2))


def test_nobody_reads_or_puts_away_the_lines_of_another(amira, bo):
    tell(amira)

    notes.put_away(bo.person_id, until=NOON, now=NOON)

    assert what_happened.lately(bo, now=NOON) == []
    assert what_happened.new(amira, now=NOON)


def test_a_line_is_sealed_at_rest(amira):
    tell(amira)

    with connection.cursor() as cursor:
        cursor.execute("SELECT words, address FROM core_note")
        rows = cursor.fetchall()

    assert all(value.startswith("s1.") for row in rows for value in row)


def test_reading_them_costs_a_bounded_number_of_queries(
    amira, scene, django_assert_max_num_queries
):
    for number in range(40):
        words = Words(f"Line {number}", "text", "", WORDS.address)
        tell(amira, occasion=f"o:{number}", still=f"asks:{number}", words=words)

    with django_assert_max_num_queries(1 + what_happened.MOST):
        what_happened.lately(amira, now=NOON)


# -- how soon


def test_only_in_the_house_means_no_letter_and_a_line(amira):
    letters.choose(amira, Wish(frozenset({Kind.DATES}), None))

    assert tell(amira) == 0

    assert not Letter.objects.exists()
    assert what_happened.new(amira, now=NOON)


@pytest.mark.parametrize(("pace", "due"), [(Pace.DAY, TOMORROW), (Pace.WEEK, MONDAY)])
def test_a_slower_kind_comes_in_one_letter_in_the_morning(amira, pace, due):
    slower(amira, pace)
    tell(amira)
    tell(amira, occasion="date:2", words=Words("Your dates have changed", "t", "", ""))

    assert digests.lay_down(now=due - timedelta(seconds=1)) == 0
    assert digests.lay_down(now=due) == 1
    the_post_leaves(now=due)

    assert sent() == ["What happened lately"]
    assert "- A date has changed\n- Your dates have changed" in mail.outbox[0].body
    # Told once.
    assert digests.lay_down(now=due + timedelta(days=7)) == 0


def test_b20_a_digest_is_put_together_as_it_leaves(amira, scene):
    slower(amira, Pace.DAY)
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    tell(amira, still=f"asks:{scene.tuesday.pk}")
    tell(amira, occasion="2", words=Words("Your dates have changed", "t", "", ""))
    digests.lay_down(now=TOMORROW)

    # The letter is in the outbox already when one of its reasons goes.
    following.stop_telling(amira, group_id=scene.tuesday.pk)
    the_post_leaves(now=TOMORROW)

    assert "Your dates have changed" in mail.outbox[0].body
    assert "A date has changed" not in mail.outbox[0].body


def test_b6_a_digest_with_nothing_left_to_say_is_not_sent(amira, scene):
    slower(amira, Pace.DAY)
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    tell(amira, still=f"asks:{scene.tuesday.pk}")
    digests.lay_down(now=TOMORROW)

    following.stop_telling(amira, group_id=scene.tuesday.pk)
    the_post_leaves(now=TOMORROW)

    assert sent() == []
    assert Letter.objects.get().dropped_at is not None


def test_b6_nobody_who_may_not_sign_in_gets_a_digest(amira):
    slower(amira, Pace.DAY)
    tell(amira)
    digests.lay_down(now=TOMORROW)

    suspend(person_id=amira.person_id, now=NOON)
    the_post_leaves(now=TOMORROW)

    assert sent() == []


def test_a_digest_waits_out_the_quiet_hours_of_its_reader(amira):
    slower(amira, Pace.DAY)
    letters.choose(
        amira,
        Wish(
            frozenset(),
            letters.QuietHours(time(22), time(11)),
            {Kind.DATES: Pace.DAY},
        ),
    )
    tell(amira)
    digests.lay_down(now=TOMORROW)

    assert the_post_leaves(now=TOMORROW) == 0
    assert the_post_leaves(now=TOMORROW.replace(hour=11)) == 1


def test_a_mail_server_away_all_morning_gets_the_digest_once(amira, monkeypatch):
    slower(amira, Pace.DAY)
    tell(amira)
    digests.lay_down(now=TOMORROW)
    digests.lay_down(now=TOMORROW + timedelta(minutes=5))

    def away(*_, **__):
        raise OSError

    with monkeypatch.context() as gone:
        gone.setattr("django.core.mail.EmailMultiAlternatives.send", away)
        assert the_post_leaves(now=TOMORROW) == 0
    the_post_leaves(now=TOMORROW + timedelta(hours=3))
    the_post_leaves(now=TOMORROW + timedelta(hours=4))

    assert sent() == ["What happened lately"]


def test_one_click_stops_a_digest_and_the_lines_go_on(amira):
    slower(amira, Pace.DAY)
    letters.stop(letters.stop_token(amira.person_id, kind=Kind.DIGEST))

    assert letters.wish_of(amira).stopped == {Kind.DATES}
    assert letters.wish_of(amira).paces == {}
    assert tell(amira) == 0
    assert what_happened.new(amira, now=NOON)


def test_a_digest_says_how_to_stop_it(amira, settings):
    slower(amira, Pace.DAY)
    tell(amira)
    digests.lay_down(now=TOMORROW)
    the_post_leaves(now=TOMORROW)

    token = letters.stop_token(amira.person_id, kind=Kind.DIGEST)
    address = f"{settings.CONFIG.base_address}/letters/stop/{token}/"
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<{address}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_who_has_no_address_any_more_keeps_the_lines_alone(amira):
    slower(amira, Pace.DAY)
    tell(amira)
    Person.objects.filter(id=amira.person_id).update(email="")

    assert digests.lay_down(now=TOMORROW) == 0
    assert digests.lay_down(now=TOMORROW) == 0
    assert what_happened.new(amira, now=TOMORROW)


# -- as many as somebody else can cause


@pytest.mark.parametrize("kind", MOST_A_DAY)
def test_k6_nobody_is_caused_more_letters_a_day_than_these(olu, kind):
    for number in range(30):
        tell(olu, occasion=f"o:{number}", kind=kind)

    assert Letter.objects.count() == MOST_A_DAY[kind]
    # The rest stands in the house, and comes in one letter the next morning.
    assert Note.objects.count() == 30
    assert digests.lay_down(now=TOMORROW) == 1


def test_k6_the_day_after_letters_come_again(olu):
    for number in range(30):
        tell(olu, occasion=f"o:{number}", kind=Kind.ROTA)

    assert tell(olu, occasion="o", kind=Kind.ROTA, now=NOON + timedelta(days=1)) == 1


@pytest.mark.parametrize("kind", [Kind.DESK, Kind.CHECK_OUT])
def test_a_worry_and_a_missing_check_out_have_no_end(olu, kind):
    for number in range(30):
        tell(olu, occasion=f"o:{number}", kind=kind)

    assert Letter.objects.count() == 30


# -- an address that gives letters back


def test_where_letters_come_back_only_the_line_is_left(amira):
    broken = letters.bounces.digest_of("amira@example.org")
    Bounce.objects.create(
        person_id=amira.person_id, digest=broken, last_on=NOON.date(), gave_up_at=NOON
    )

    assert tell(amira) == 0
    assert what_happened.new(amira, now=NOON)


def test_a_letter_that_waits_is_not_sent_where_letters_came_back_meanwhile(amira):
    tell(amira)
    broken = letters.bounces.digest_of("amira@example.org")
    letters.bounces.note(amira.person_id, digest=broken, is_hard=True, now=NOON)

    assert the_post_leaves(now=NOON) == 0
    assert not NoLetters.objects.exists()
