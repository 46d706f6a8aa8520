from datetime import timedelta

import pytest

from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.meetings import might_come, one_date, schedule
from hearthside.meetings.models import MightCome


@pytest.fixture
def tuesday(scene, noon):
    return schedule.next_dates(group_id=scene.tuesday.pk, now=noon)[0]


@pytest.fixture
def here(scene):
    return Place(scene.tuesday.pk, scene.leeds.pk)


def test_a_note_reaches_the_greeters_as_sums(tuesday, tonight, noon):
    might_come.say_might_come(
        tuesday, ticks=might_come.Ticks(quiet_seat=True, be_outside=True), now=noon
    )
    might_come.say_might_come(tuesday, ticks=might_come.Ticks(), now=noon)

    assert might_come.expected(tonight.fern, tuesday) == might_come.Expected(
        people=2, quiet_seat=1, step_free=0, just_listen=0, be_outside=1
    )


@pytest.mark.parametrize("who", ["otto", "olu", "amira", "hal", "sol", "fern"])
def test_nobody_who_does_not_lead_that_date_sees_it(tuesday, who, request):
    with pytest.raises(NotFound):
        might_come.expected(request.getfixturevalue(who), tuesday)


def test_a_note_holds_ticks_and_no_person_time_or_word():
    kept = {field.name for field in MightCome._meta.fields}

    assert kept == {
        "id", "meeting", "quiet_seat", "step_free", "just_listen", "be_outside",
    }  # fmt: skip


def test_it_stays_for_the_evening_and_is_gone_the_morning_after(tuesday, noon):
    might_come.say_might_come(tuesday, ticks=might_come.Ticks(), now=noon)

    assert might_come.forget_last_night(now=tuesday.ends_at + timedelta(minutes=5)) == 0
    assert might_come.forget_last_night(now=tuesday.ends_at + timedelta(hours=4)) == 1


def test_a_date_called_off_takes_no_note(tuesday, here, fern, noon):
    off = one_date.call_off(
        fern,
        public_id=tuesday.public_id,
        place=here,
        reason="Snow.",
        version=1,
        now=noon,
    )

    with pytest.raises(might_come.CannotSay, match="called off"):
        might_come.say_might_come(off, ticks=might_come.Ticks(), now=noon)


def test_no_date_takes_no_note(noon):
    assert might_come.why_not_say(None, now=noon).startswith("This group has no date")


def test_too_early_is_said(scene, noon):
    fourth = schedule.next_dates(group_id=scene.tuesday.pk, now=noon)[3]

    assert "more than two weeks away" in might_come.why_not_say(fourth, now=noon)
