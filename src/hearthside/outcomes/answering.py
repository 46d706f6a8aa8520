"""Answering: one question at a time, changed while the wave is open, sent once.

Nothing is overwritten: an answer that is changed stands beside the one before, and the
newest counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from hearthside.core.refusals import Refusal
from hearthside.outcomes import alerts, instruments, waves
from hearthside.outcomes.codes import Holder, holder_of
from hearthside.outcomes.models import Answer, Part, Participant, Sitting
from hearthside.outcomes.waves import Window

# Minds change; nobody's changes as often as this.
MOST_CHANGES: Final = 20


class CannotAnswer(Refusal):
    """This answer cannot be taken, or not now."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words, the answers it offers, and what was said.

    is_answered -- something was said, if only that it is skipped; value -- None when skipped.
    """

    number: int
    part_id: int
    pack_id: str
    item: str
    instructions: str
    words: str
    choices: tuple[tuple[int, str], ...]
    is_answered: bool
    value: int | None
    attribution: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The questions of one wave for one code."""

    window: Window
    questions: tuple[Question, ...]
    is_sent: bool
    has_begun: bool

    @property
    def first_open(self) -> int:
        """Return the number of the first question nothing was said to; past the last: none."""
        open_ones = (one.number for one in self.questions if not one.is_answered)
        return next(open_ones, len(self.questions) + 1)

    @property
    def answered(self) -> int:
        return sum(one.value is not None for one in self.questions)


@dataclass(frozen=True, slots=True)
class Said:
    """What became of one answer, or of a paper.

    may_tell_of_danger -- help is shown next. wants_a_letter -- whoever reads alerts is told.
    """

    may_tell_of_danger: bool
    wants_a_letter: bool


def why_not_answer(who: Holder, *, wave: int | None = None, today: date) -> str | None:
    """Return why nothing can be answered now, or None.

    wave -- the one a page or a paper is of; left out, whichever is open.
    """
    if who.began_on is None:
        return "Say first whether you want to take part."
    window = waves.open_window(who.began_on, today=today)
    if window is None:
        later = waves.next_window(who.began_on, today=today)
        if later is None:
            return "The last questions of this study are over. Thank you."
        return "There are no questions for you now. The next come in their time."
    if wave is not None and wave != window.wave:
        return (
            "These questions are over, so this cannot be kept any more. "
            "Nothing you sent before is lost."
        )
    return None


def sheet(who: Holder, *, today: date) -> Sheet:
    """Return the questions of the wave that is open; four queries.

    Raises CannotAnswer, CannotAsk.
    """
    if why := why_not_answer(who, today=today):
        raise CannotAnswer(why)
    window = waves.open_window(who.began_on, today=today)  # type: ignore[arg-type]
    if window is None:
        raise CannotAnswer("There are no questions for you now.")
    sitting = Sitting.objects.filter(participant_id=who.id, wave=window.wave).first()
    said = _newest(sitting.pk) if sitting else {}
    questions: list[Question] = []
    for part in Part.objects.filter(study_id=who.study.id).order_by("position"):
        questions += _questions(part, said, after=len(questions))
    return Sheet(
        window,
        tuple(questions),
        is_sent=bool(sitting and sitting.is_sent),
        has_begun=bool(said),
    )


def by_part(study_id: int) -> list[list[Question]]:
    """Return the questions of a study with nothing said yet, a list for each questionnaire.

    Raises CannotAsk.
    """
    found: list[list[Question]] = []
    for part in Part.objects.filter(study_id=study_id).order_by("position"):
        found.append(_questions(part, {}, after=sum(len(some) for some in found)))
    return found


def say(
    code: str, *, wave: int, number: int, value: int | None, now: datetime, today: date
) -> Said:
    """Keep one answer; the same again changes nothing.

    number -- of the question, from 1. value -- one it offers; None to skip it.

    Raises NotFound, CannotAnswer, CannotAsk.
    """
    with transaction.atomic():
        who, asked = _locked(code, wave=wave, today=today)
        if not 1 <= number <= len(asked.questions):
            raise CannotAnswer("There is no such question here.")
        return _keep(who, asked, {number: value}, Sitting.Way.SCREEN, now=now)


def send(code: str, *, wave: int, today: date) -> None:
    """Send the answers of a wave. Twice is once.

    Raises NotFound, CannotAnswer, CannotAsk.
    """
    with transaction.atomic():
        who, asked = _locked(code, wave=wave, today=today)
        if asked.is_sent:
            return
        if not asked.answered:
            raise CannotAnswer(
                "You skipped everything, so there is nothing to send. That is fine: "
                "close the page, or answer one."
            )
        _sent(who, asked.window, today=today)


def type_in(
    code: str,
    *,
    wave: int,
    values: Mapping[int, int | None],
    now: datetime,
    today: date,
) -> Said:
    """Keep a paper somebody filled in, whole.

    values -- by the number of the question; None where the paper has no cross. What was typed
    before is changed by what is typed now, and stays beside it.

    Raises NotFound, CannotAnswer, CannotAsk.
    """
    with transaction.atomic():
        who, asked = _locked(code, wave=wave, today=today)
        if set(values) - {one.number for one in asked.questions}:
            raise CannotAnswer("There is no such question here.")
        if all(value is None for value in values.values()):
            raise CannotAnswer("Nothing is crossed on this paper, so nothing was kept.")
        said = _keep(who, asked, values, Sitting.Way.PAPER, now=now)
        _sent(who, asked.window, today=today)
    return said


def sent_waves(participant_id: int) -> frozenset[int]:
    """Return the waves a code has sent; one query."""
    rows = Sitting.objects.filter(participant_id=participant_id, is_sent=True)
    return frozenset(rows.values_list("wave", flat=True))


def _locked(code: str, *, wave: int, today: date) -> tuple[Holder, Sheet]:
    who = holder_of(code)
    # Two taps, or two devices: the second waits here, and sees what the first kept.
    Participant.objects.select_for_update().get(id=who.id)
    if why := why_not_answer(who, wave=wave, today=today):
        raise CannotAnswer(why)
    return who, sheet(who, today=today)


def _keep(
    who: Holder,
    asked: Sheet,
    values: Mapping[int, int | None],
    way: str,
    *,
    now: datetime,
) -> Said:
    sitting, _made = Sitting.objects.get_or_create(
        participant_id=who.id, wave=asked.window.wave, defaults={"way": way}
    )
    parts = {part.pk: part for part in Part.objects.filter(study_id=who.study.id)}
    danger, is_news, rows = False, False, []
    for number, value in values.items():
        one = asked.questions[number - 1]
        if value is not None and value not in dict(one.choices):
            raise CannotAnswer(_off_the_scale(one))
        pack = instruments.pack_of(parts[one.part_id])
        tells = instruments.may_tell_of_danger(pack, one.item, value)
        danger |= tells
        if not one.is_answered or one.value != value:
            is_news |= tells
            rows.append(one)
    _not_too_often(sitting.pk, rows)
    Answer.objects.bulk_create(
        Answer(
            sitting=sitting,
            part_id=one.part_id,
            item=one.item,
            value=values[one.number],
        )
        for one in rows
    )
    wave = asked.window.wave
    wants = danger and alerts.sound(who.id, wave=wave, is_news=is_news, now=now)
    return Said(may_tell_of_danger=danger, wants_a_letter=wants)


def _off_the_scale(one: Question) -> str:
    low, high = one.choices[0][0], one.choices[-1][0]
    return (
        f"Question {one.number} is answered with {low} to {high}. Choose one of them."
    )


def _not_too_often(sitting_id: int, rows: Iterable[Question]) -> None:
    for one in rows:
        before = Answer.objects.filter(
            sitting_id=sitting_id, part_id=one.part_id, item=one.item
        )
        if one.is_answered and before.count() >= MOST_CHANGES:
            raise CannotAnswer(
                "This answer was changed many times. The last one we kept stands."
            )


def _sent(who: Holder, window: Window, *, today: date) -> None:
    Sitting.objects.filter(
        participant_id=who.id, wave=window.wave, is_sent=False
    ).update(is_sent=True, is_late=today >= window.late_from)


def _newest(sitting_id: int) -> dict[tuple[int, str], int | None]:
    """Return the newest answer to each item of a sitting; one query."""
    rows = Answer.objects.filter(sitting_id=sitting_id).order_by("id")
    return {(row.part_id, row.item): row.value for row in rows}


def _questions(
    part: Part, said: Mapping[tuple[int, str], int | None], *, after: int
) -> list[Question]:
    pack = instruments.pack_of(part)
    wording = pack.wordings[part.language]
    found = []
    for number, item in enumerate(pack.items, start=after + 1):
        labels = wording.labels[item.answers]
        found.append(
            Question(
                number=number,
                part_id=part.pk,
                pack_id=part.pack_id,
                item=item.id,
                instructions=wording.instructions,
                words=wording.items[item.id],
                choices=tuple(zip(pack.values_of(item), labels, strict=True)),
                is_answered=(part.pk, item.id) in said,
                value=said.get((part.pk, item.id)),
                attribution=pack.attribution,
            )
        )
    return found
