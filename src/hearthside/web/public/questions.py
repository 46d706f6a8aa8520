"""The questions of a study: one a page, skipped or changed at will, sent at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Anybody
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.outcomes import answering, codes, waves
from hearthside.outcomes.answering import CannotAnswer, Question, Sheet
from hearthside.outcomes.codes import Holder
from hearthside.outcomes.instruments import CannotAsk
from hearthside.web import study_session
from hearthside.web.more_to_say import More, more_of
from hearthside.web.study_words import Choice
from hearthside.web.today import today_of
from hearthside.workflows import answer_a_questionnaire

# No study asks more than this, and no number written otherwise is one.
LONGEST_NUMBER: Final = 4


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Everything public/question.html may show.

    progress -- in words. first_of_part -- the words above its questions, said once more on
    each. back_url -- of the question before; "" on the first.
    """

    number: int
    wave: int
    progress: str
    instructions: str
    words: str
    choices: tuple[Choice, ...]
    attribution: str
    back_url: str
    why_not: str


@dataclass(frozen=True, slots=True)
class QuestionsEndPage:
    """Everything public/questions_end.html may show: all questions are through, nothing is sent."""

    wave: int
    said: str
    back_url: str
    more: tuple[More, ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class NoQuestionsPage:
    """Everything public/no_questions.html may show.

    is_sent -- the answers of this wave are sent. change_url -- to look at them again.
    """

    is_sent: bool
    why: str
    next_words: str
    change_url: str
    more: tuple[More, ...]


@dataclass(frozen=True, slots=True)
class QuestionHelpPage:
    """Everything public/question_help.html may show, before the next question."""

    responder: str
    hours: str
    next_url: str


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show one question, or that there is none."""
    who = _who(request)
    if who is None:
        return redirect("study_code")
    if who.began_on is None:
        return redirect("questions_yes")
    today = today_of(request, now)
    try:
        asked = answering.sheet(who, today=today)
    except (CannotAnswer, CannotAsk) as no:
        return _none(request, who, why=no.why, today=today)
    at = _number(request.GET.get("at", ""))
    if asked.is_sent and at is None:
        return _none(request, who, why="", today=today, is_sent=True)
    at = min(at or asked.first_open, len(asked.questions) + 1)
    if at > len(asked.questions):
        return _end(request, who, asked, today)
    return _question(request, asked, at)


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Keep one answer, or that it is skipped, and go on."""
    link = study_session.held(request)
    number = _number(request.POST.get("number", ""))
    wave = _number(request.POST.get("wave", ""), least=0)
    if not link or number is None or wave is None:
        return redirect("questions")
    value: int | None = None
    if request.POST.get("do") != "skip":
        value = _number(request.POST.get("value", ""), least=0)
        if value is None:
            why = _("Choose an answer, or skip this one.")
            return _again(request, number, why, now, status=400)
    try:
        said = answer_a_questionnaire.say(
            link,
            wave=wave,
            number=number,
            value=value,
            base_address=settings.CONFIG.base_address,
            today=today_of(request, now),
            now=now,
        )
    except NotFound:
        return redirect("study_code")
    except Refusal as no:
        return _again(request, number, no.why, now, status=409)
    where = "questions_help" if said.may_tell_of_danger else "questions"
    return redirect(f"{reverse(where)}?at={number + 1}")


def send(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Send the answers of this wave."""
    who = _who(request)
    wave = _number(request.POST.get("wave", ""), least=0)
    if who is None or wave is None:
        return redirect("questions")
    today = today_of(request, now)
    try:
        answering.send(who.code, wave=wave, today=today)
    except (CannotAnswer, CannotAsk) as no:
        return _none(request, who, why=no.why, today=today, status=409)
    return redirect("questions")


def help_first(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show help before the next question, and what will happen with the answer."""
    who = _who(request)
    if who is None:
        return redirect("study_code")
    at = _number(request.GET.get("at", "")) or 1
    page = QuestionHelpPage(
        who.study.responder,
        who.study.responder_hours,
        f"{reverse('questions')}?at={at}",
    )
    return render(request, "public/question_help.html", {"page": page})


def close(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Let this browser forget whose questions these are. What was answered stays."""
    study_session.let_go(request)
    messages.info(
        request, _("Closed. What you answered is kept; go on with your link, or here.")
    )
    return redirect("study_code")


def _who(request: HttpRequest) -> Holder | None:
    link = study_session.held(request)
    try:
        return codes.holder(link) if link else None
    except NotFound:
        return None


def _again(
    request: HttpRequest, number: int, why: str, now: datetime, *, status: int
) -> HttpResponse:
    """Show the question once more with why it was not kept; or that there is none any more."""
    who = _who(request)
    if who is None or who.began_on is None:
        return redirect("questions")
    today = today_of(request, now)
    try:
        asked = answering.sheet(who, today=today)
    except (CannotAnswer, CannotAsk) as no:
        return _none(request, who, why=no.why, today=today, status=status)
    if number > len(asked.questions):
        return redirect("questions")
    return _question(request, asked, number, why=why, status=status)


def _question(
    request: HttpRequest, asked: Sheet, at: int, *, why: str = "", status: int = 200
) -> HttpResponse:
    one = asked.questions[at - 1]
    page = QuestionPage(
        number=at,
        wave=asked.window.wave,
        progress=_progress(at, len(asked.questions)),
        instructions=one.instructions,
        words=one.words,
        choices=_choices(one),
        attribution=one.attribution,
        back_url=f"{reverse('questions')}?at={at - 1}" if at > 1 else "",
        why_not=why,
    )
    return render(request, "public/question.html", {"page": page}, status=status)


def _choices(one: Question) -> tuple[Choice, ...]:
    return tuple(
        Choice(value, words, one.is_answered and one.value == value)
        for value, words in one.choices
    )


def _progress(at: int, of: int) -> str:
    left = of - at
    if not left:
        return _("The last question")
    after = ngettext("%(left)d more after it", "%(left)d more after it", left) % {
        "left": left
    }
    return _("Question %(at)d of %(of)d: %(after)s") % {
        "at": at,
        "of": of,
        "after": after,
    }


def _end(request: HttpRequest, who: Holder, asked: Sheet, today: date) -> HttpResponse:
    of = len(asked.questions)
    page = QuestionsEndPage(
        wave=asked.window.wave,
        said=_("You answered %(answered)d of %(of)d questions.")
        % {"answered": asked.answered, "of": of},
        back_url=f"{reverse('questions')}?at={of}",
        more=more_of(who, today=today),
        why_not="",
    )
    return render(request, "public/questions_end.html", {"page": page})


def _none(
    request: HttpRequest,
    who: Holder,
    *,
    why: str,
    today: date,
    is_sent: bool = False,
    status: int = 200,
) -> HttpResponse:
    later = waves.next_window(who.began_on, today=today) if who.began_on else None
    page = NoQuestionsPage(
        is_sent=is_sent,
        why=why,
        next_words=_("The next questions open on %(day)s.")
        % {"day": recurrence.say_date(later.opens_on, today=today)}
        if later
        else "",
        change_url=f"{reverse('questions')}?at=1" if is_sent else "",
        more=more_of(who, today=today),
    )
    return render(request, "public/no_questions.html", {"page": page}, status=status)


def _number(typed: str, *, least: int = 1) -> int | None:
    if len(typed) > LONGEST_NUMBER or not (typed.isascii() and typed.isdigit()):
        return None
    return int(typed) if int(typed) >= least else None
