"""Typing in a paper: found by its code, never by a name.

The code is only ever posted: in an address it would stand in logs and in what a browser keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.outcomes import answering, codes, studies, waves
from hearthside.outcomes.answering import Question
from hearthside.outcomes.codes import Holder
from hearthside.web.desk.plain_words import tidy
from hearthside.web.study_words import Choice
from hearthside.web.today import today_of
from hearthside.workflows import answer_a_questionnaire

LONGEST_CODE: Final = 30
LONGEST_ANSWER: Final = 5
FIND: Final = "find"


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """One question of a paper, with what is crossed."""

    number: int
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class StudyPaperPage:
    """Everything desk/study_paper.html may show.

    questions -- empty until a code was found. asks_yes -- nobody said yes with this code yet.
    """

    study_id: str
    study_name: str
    code: str
    wave: int
    month: str
    asks_yes: bool
    said_yes: bool
    questions: tuple[TypedQuestion, ...]
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Ask for the code."""
    return _page(request, now, study_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Show the questions of the paper with this code, or keep what was typed of it."""
    code = tidy(request.POST.get("code", "")[:LONGEST_CODE])
    wave = request.POST.get("wave", "")
    if request.POST.get("do") == FIND:
        return _page(request, now, study_id, code=code)
    who = _holder(study_id, code)
    if who is None or wave not in {str(one) for one in waves.WAVES}:
        return _page(request, now, study_id, code=code)
    questions = [one for some in answering.by_part(who.study.id) for one in some]
    typed = {
        one.number: request.POST.get(f"q{one.number}", "")[:LONGEST_ANSWER]
        for one in questions
    }
    said_yes = request.POST.get("yes") == "yes"
    try:
        answer_a_questionnaire.type_in(
            actor,
            code=who.code,
            wave=int(wave),
            said_yes=said_yes,
            values={number: _value(text) for number, text in typed.items()},
            base_address=settings.CONFIG.base_address,
            today=today_of(request, now),
            now=now,
        )
    except NotFound:
        raise
    except Refusal as no:
        return _page(
            request, now, study_id, code=code, typed=typed, said_yes=said_yes,
            why=no.why, status=409,
        )  # fmt: skip
    messages.info(
        request, _("Kept. Tear the paper up, or lock it away as your charity does.")
    )
    return redirect("study_paper", study_id)


def _page(
    request: HttpRequest,
    now: datetime,
    study_id: str,
    *,
    code: str | None = None,
    typed: dict[int, str] | None = None,
    said_yes: bool = False,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    study = studies.one(study_id)
    who = _holder(study_id, code or "")
    today = today_of(request, now)
    questions: list[Question] = []
    wave = 0
    if code is not None and who is None:
        why = _("This code is not in this study. Look at the paper once more.")
        status = 409
    elif who is not None:
        stopped = answering.why_not_answer(who, today=today) if who.began_on else None
        if stopped:
            why, status = stopped, 409
        else:
            questions = [one for some in answering.by_part(study.id) for one in some]
            window = (
                waves.open_window(who.began_on, today=today) if who.began_on else None
            )
            wave = window.wave if window else 0
    page = StudyPaperPage(
        study_id=study.public_id,
        study_name=study.name,
        code=who.code if who else code or "",
        wave=wave,
        month=_("at the beginning")
        if not wave
        else _("after %(wave)d months") % {"wave": wave},
        asks_yes=who is not None and who.began_on is None,
        said_yes=said_yes,
        questions=tuple(
            TypedQuestion(
                one.number,
                one.words,
                tuple(
                    Choice(value, words, (typed or {}).get(one.number) == str(value))
                    for value, words in one.choices
                ),
            )
            for one in questions
        ),
        why_not=why,
    )
    return render(request, "desk/study_paper.html", {"page": page}, status=status)


def _holder(study_id: str, code: str) -> Holder | None:
    try:
        who = codes.holder_of("".join(code.lower().split()))
    except NotFound:
        return None
    return who if who.study.public_id == study_id else None


def _value(text: str) -> int | None:
    if not text:
        return None
    # What is no number is on no scale: the room says so in its own sentence.
    return int(text) if text.isascii() and text.isdigit() else -1
