from datetime import timedelta

import pytest
from django.core import mail

from hearthside.core import heartbeats, outbox
from hearthside.core.models import Letter
from hearthside.core.outbox import Words
from hearthside.jobs import rounds
from hearthside.jobs.rounds import ROUNDS, Round, do_round
from hearthside.meetings import might_come, schedule
from hearthside.meetings.models import Meeting, MightCome


def the_round(name):
    return next(one for one in ROUNDS if one.name == name)


def put(now, key="k", still="", person_id=None):
    outbox.put(
        Words("A date has changed", "Look."),
        key=key,
        address="amira@example.org",
        person_id=person_id,
        still=still,
        now=now,
    )


def test_the_post_leaves_once(db, noon):
    put(noon)

    do_round(the_round("post"), now=noon)
    do_round(the_round("post"), now=noon + timedelta(hours=1))

    assert [letter.subject for letter in mail.outbox] == ["A date has changed"]


def test_a_mail_server_away_for_an_hour_gets_each_letter_once(db, noon, monkeypatch):
    for number in range(5):
        put(noon, key=str(number))

    def away(letter):
        raise ConnectionRefusedError

    monkeypatch.setattr(rounds, "hand_to_the_mail_server", away)
    for minute in range(60):
        do_round(the_round("post"), now=noon + timedelta(minutes=minute))
    monkeypatch.undo()
    for hour in range(3, 9):
        do_round(the_round("post"), now=noon + timedelta(hours=hour))

    assert len(mail.outbox) == 5
    assert Letter.objects.filter(sent_at=None).count() == 0


def test_somebody_who_stopped_asking_gets_no_letter(amira, scene, noon):
    put(noon, still=f"asks:{scene.tuesday.pk}", person_id=amira.person_id)

    do_round(the_round("post"), now=noon)

    assert mail.outbox == []
    assert Letter.objects.get().dropped_at == noon


def test_the_coming_quarter_gets_its_dates(scene, noon):
    Meeting.objects.all().delete()

    do_round(the_round("dates"), now=noon)

    dates = schedule.next_dates(group_id=scene.tuesday.pk, now=noon, most=99)
    assert len(dates) == 13
    assert {dated.starts_at.weekday() for dated in dates} == {1}


def test_a_date_somebody_moved_stays_moved(scene, noon):
    first = Meeting.objects.filter(group=scene.tuesday).earliest("on")
    moved = first.starts_at + timedelta(days=1)
    Meeting.objects.filter(id=first.pk).update(
        starts_at=moved, ends_at=moved + timedelta(minutes=90), changed_at=noon
    )

    do_round(the_round("dates"), now=noon)

    first.refresh_from_db()
    assert first.starts_at == moved


def test_last_nights_notes_are_forgotten(scene, noon):
    dated = schedule.next_dates(group_id=scene.tuesday.pk, now=noon)[0]
    might_come.say_might_come(dated, ticks=might_come.Ticks(), now=noon)

    do_round(the_round("forgetting"), now=dated.ends_at + timedelta(hours=10))

    assert MightCome.objects.count() == 0


@pytest.mark.parametrize("years", [-10, 10])
def test_a_wrong_clock_forgets_nothing(scene, noon, years):
    dated = schedule.next_dates(group_id=scene.tuesday.pk, now=noon)[0]
    might_come.say_might_come(dated, ticks=might_come.Ticks(), now=noon)
    do_round(the_round("forgetting"), now=noon)

    do_round(the_round("forgetting"), now=noon + timedelta(days=365 * years))

    assert MightCome.objects.count() == 1
    assert heartbeats.beats()["forgetting"].fault == "ClockIsWrong"


def test_a_failing_round_is_noted_and_the_clock_goes_on(db, noon):
    def broken(now):
        raise ValueError("the words of somebody")

    do_round(Round("broken", timedelta(1), broken), now=noon)

    assert heartbeats.beats()["broken"].fault == "ValueError"
