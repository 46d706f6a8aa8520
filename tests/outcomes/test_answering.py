from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import models

from hearthside.core.refusals import NotFound
from hearthside.outcomes import answering, codes, waves
from hearthside.outcomes.answering import CannotAnswer
from hearthside.outcomes.models import Answer, Sitting
from tests.cast import NOON
from tests.study_scene import *
from tests.study_scene import TODAY, begun, fill_in


def say(given, number, value, *, wave=0, today=TODAY):
    return answering.say(
        given.code, wave=wave, number=number, value=value, now=NOON, today=today
    )


def the_sheet(given, today=TODAY):
    return answering.sheet(codes.holder(given.link), today=today)


def test_a_sheet_is_resumed_where_it_was_left(study):
    given = begun(study)
    say(given, 1, 2)
    say(given, 2, None)

    asked = the_sheet(given)

    assert (asked.first_open, asked.answered, len(asked.questions)) == (3, 1, 14)
    assert asked.questions[1].is_answered
    assert asked.questions[1].value is None


def test_l6_a_changed_answer_stands_beside_the_one_before(study):
    given = begun(study)
    say(given, 1, 2)

    say(given, 1, 4)

    assert list(Answer.objects.values_list("value", flat=True)) == [2, 4]
    assert the_sheet(given).questions[0].value == 4


def test_l6_the_same_answer_twice_is_one(study):
    given = begun(study)

    say(given, 1, 2)
    say(given, 1, 2)

    assert Answer.objects.count() == 1


@pytest.mark.parametrize("value", [-1, 5, 99])
def test_l6_an_answer_off_the_scale_is_refused_in_a_sentence(study, value):
    given = begun(study)

    with pytest.raises(CannotAnswer, match="Question 1 is answered with 0 to 4"):
        say(given, 1, value)

    assert not Answer.objects.exists()


def test_a_question_that_is_not_there_is_refused(study):
    with pytest.raises(CannotAnswer, match="no such question"):
        say(begun(study), 15, 0)


def test_nobody_changes_an_answer_for_ever(study):
    given = begun(study)
    for turn in range(answering.MOST_CHANGES):
        say(given, 1, turn % 2)

    with pytest.raises(CannotAnswer, match="changed many times"):
        say(given, 1, 3)


def test_l6_sent_twice_is_sent_once(study):
    given = begun(study)
    say(given, 1, 2)

    answering.send(given.code, wave=0, today=TODAY)
    answering.send(given.code, wave=0, today=TODAY)

    assert Sitting.objects.filter(is_sent=True).count() == 1


def test_all_skipped_is_not_sent_and_that_is_fine(study):
    given = begun(study)
    for number in range(1, 15):
        say(given, number, None)

    with pytest.raises(CannotAnswer, match="nothing to send"):
        answering.send(given.code, wave=0, today=TODAY)


def test_what_was_sent_can_be_changed_while_the_wave_is_open(study):
    given = begun(study)
    fill_in(given.code)

    say(given, 1, 4, today=TODAY + timedelta(days=9))

    assert the_sheet(given).questions[0].value == 4
    assert the_sheet(given).is_sent


def test_l6_late_is_kept_and_said_to_be_late(study):
    given = begun(study)
    late = waves.months_after(TODAY, 3) + waves.ON_TIME + timedelta(days=1)

    fill_in(given.code, wave=3, today=late)

    assert Sitting.objects.get(wave=3).is_late


def test_on_time_is_not_late(study):
    given = begun(study)

    fill_in(given.code, wave=3, today=waves.months_after(TODAY, 3) + waves.ON_TIME)

    assert not Sitting.objects.get(wave=3).is_late


def test_l6_a_page_of_a_wave_that_is_over_keeps_nothing(study):
    given = begun(study)
    later = waves.months_after(TODAY, 6)

    with pytest.raises(CannotAnswer, match="These questions are over"):
        say(given, 1, 2, wave=3, today=later)


def test_between_two_waves_there_are_no_questions(study):
    given = begun(study)

    with pytest.raises(CannotAnswer, match="no questions for you now"):
        say(given, 1, 2, today=TODAY + timedelta(days=45))


def test_who_has_not_said_yes_answers_nothing(study):
    given = codes.new_for(study.id, HERE)

    with pytest.raises(CannotAnswer, match="whether you want to take part"):
        say(given, 1, 2)


def test_a_link_nobody_has_leads_nowhere(study):
    begun(study)

    for link in ("", "x", "2" * 16, "é" * 16, "a" * 400):
        with pytest.raises(NotFound):
            codes.holder(link)


def test_no_two_waves_are_ever_open_at_once():
    for start in (date(2026, 3, 2), date(2027, 11, 29), date(2028, 2, 28)):
        days = [start + timedelta(days=n) for n in range(500)]
        for day in days:
            open_now = [
                w for w in waves.windows(start) if w.opens_on <= day <= w.closes_on
            ]
            assert len(open_now) <= 1, (start, day)


def test_a_month_without_that_day_ends_on_its_last():
    assert waves.months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert waves.months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_a_paper_with_nothing_on_it_is_not_kept(study):
    given = begun(study)

    with pytest.raises(CannotAnswer, match="Nothing is crossed"):
        answering.type_in(
            given.code,
            wave=0,
            values=dict.fromkeys(range(1, 15)),
            now=NOON,
            today=TODAY,
        )


def test_l3_no_table_of_answers_takes_words():
    # An answer is a number: there is no column somebody's name could stand in.
    for table in (Answer, Sitting):
        words = [
            field.name
            for field in table._meta.fields
            if isinstance(field, models.TextField | models.CharField)
        ]
        assert set(words) <= {"item", "way"}
