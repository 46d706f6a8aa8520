"""Remind of a wave: one letter when the questions come round, and none after it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

from hearthside.core.refusals import NotFound
from hearthside.core.seal import blind
from hearthside.notifications import questions_wait
from hearthside.notifications.questions_wait import QuestionsWait
from hearthside.organisation.wording import the_house
from hearthside.outcomes import answering, codes, studies, waves
from hearthside.outcomes.waves import Window
from hearthside.people import study as study_places
from hearthside.people.letters import Kind
from hearthside.people.signing_in import is_welcome
from hearthside.people.study import Place
from hearthside.workflows.write_to import write_to

# A clock that stood still for some days catches up; later than this it is left alone.
CATCH_UP: Final = timedelta(days=5)
STILL: Final = "questions"
_REMIND: Final = "answers.remind"


def remind_of_a_wave(*, base_address: str, now: datetime) -> int:
    """Write to whoever's questions came round in these days; return to how many.

    Neither the letter nor its occasion names a study, a wave or a code.
    """
    today = now.astimezone(ZoneInfo(the_house().zone)).date()
    letter = questions_wait.words(QuestionsWait(f"{base_address}/mine/studies/"))
    done = 0
    for study in studies.every():
        for place in study_places.everybody(study=study.public_id):
            window = _due(place, today=today)
            if window is None or not is_welcome(place.person_id):
                continue
            if today - window.due_on > CATCH_UP or not window.wave:
                continue
            year, week, _day = window.due_on.isocalendar()
            with transaction.atomic():
                write_to(
                    [place.person_id],
                    letter,
                    kind=Kind.QUESTIONS,
                    occasion=blind(f"{year}:{week}", purpose=_REMIND),
                    still=lambda _: STILL,
                    now=now,
                )
            done += 1
    return done


def still_wants_answers(person_id: int, *, now: datetime) -> bool:
    """Return whether questions of any study still wait for this person."""
    today = now.astimezone(ZoneInfo(the_house().zone)).date()
    return any(_due(place, today=today) for place in study_places.mine(person_id))


def _due(place: Place, *, today: date) -> Window | None:
    try:
        who = codes.holder_of(place.code)
    except NotFound:
        return None
    if who.began_on is None:
        return None
    return waves.is_due(who.began_on, today=today, sent=answering.sent_waves(who.id))
