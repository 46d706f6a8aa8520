"""How often somebody came, as they say it themselves: in bands, with a yes, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hearthside.outcomes import codes, meetings_said, taking, withdrawing
from hearthside.outcomes.meetings_said import IN_WORDS, MEETINGS, CannotSay
from hearthside.outcomes.models import Answer, Came
from tests.study_scene import *
from tests.study_scene import TODAY, answered, fill_in

DAY = {3: TODAY + timedelta(days=91), 6: TODAY + timedelta(days=182), 12: TODAY + timedelta(days=364)}  # fmt: skip


def sends(code: str, wave: int, band: int | None) -> None:
    fill_in(code, wave=wave, today=DAY[wave])
    if band is not None:
        meetings_said.say(code, wave=wave, band=band, today=DAY[wave])


def test_bands_add_up_to_meetings_by_then(study):
    code = answered(study).code
    for wave, band in ((3, 1), (6, 0), (12, 4)):
        sends(code, wave, band)

    assert meetings_said.meetings(study.id) == {code: {3: 2, 6: 2, 12: 22}}
    assert meetings_said.how_many_came(study.id) == 1


def test_where_a_time_was_not_said_nothing_is_known_from_there_on(study):
    code = answered(study).code
    for wave, band in ((3, 2), (6, None), (12, 2)):
        sends(code, wave, band)

    assert meetings_said.meetings(study.id) == {code: {3: 7}}


def test_a_time_that_was_not_answered_is_in_the_next(study):
    # It is asked since one last answered.
    code = answered(study).code
    sends(code, 12, 3)

    assert meetings_said.meetings(study.id) == {code: {12: 14}}


def test_nobody_said_is_not_nobody_came(study):
    code = answered(study).code
    sends(code, 3, None)
    assert meetings_said.how_many_came(study.id) is None
    assert meetings_said.meetings(study.id) == {}

    meetings_said.say(code, wave=3, band=0, today=DAY[3])

    assert meetings_said.how_many_came(study.id) == 0


def test_what_is_said_again_takes_the_place_of_what_was_said(study):
    code = answered(study).code
    for band in (1, 3, 3):
        meetings_said.say(code, wave=3, band=band, today=DAY[3])

    assert Came.objects.get().band == 3


@pytest.mark.parametrize("band", [-1, len(MEETINGS), 10**9])
def test_l6_a_band_there_is_not_is_refused(study, band):
    code = answered(study).code

    with pytest.raises(CannotSay):
        meetings_said.say(code, wave=3, band=band, today=DAY[3])

    assert not Came.objects.exists()


@pytest.mark.parametrize("today", [TODAY, TODAY + timedelta(days=60), DAY[12] + timedelta(days=300)])  # fmt: skip
def test_outside_its_time_it_is_not_asked(study, today):
    who = codes.holder_of(answered(study).code)

    assert meetings_said.why_not_say(who, today=today)
    with pytest.raises(CannotSay):
        meetings_said.say(who.code, wave=3, band=1, today=today)


def test_a_wave_that_is_over_is_not_written_to(study):
    code = answered(study).code

    with pytest.raises(CannotSay, match="over"):
        meetings_said.say(code, wave=3, band=1, today=DAY[6])


def test_taking_it_back_leaves_the_answers(study):
    code = answered(study).code
    for wave in (3, 6):
        sends(code, wave, 2)
    kept = Answer.objects.count()

    meetings_said.take_back(code)

    assert not Came.objects.exists()
    assert Answer.objects.count() == kept


def test_l4_it_goes_with_whoever_leaves(study):
    code = answered(study).code
    sends(code, 3, 2)

    withdrawing.withdraw(code, today=DAY[3])

    assert not Came.objects.exists()


def test_it_is_in_the_copy_of_whoever_said_it(study):
    code = answered(study).code
    sends(code, 3, 4)

    assert {
        "month": 3,
        "question": "How many meetings I came to since I last answered",
        "answer": IN_WORDS[4],
    } in taking.answers_of(code)
    assert len(IN_WORDS) == len(MEETINGS)


def test_the_table_takes_no_band_and_no_wave_there_is_not(study):
    who = codes.holder_of(answered(study).code)
    for wave, band in ((0, 1), (3, 5), (4, 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Came.objects.create(participant_id=who.id, wave=wave, band=band)
