"""A line: a page around words that only those two or three can read in their browsers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.circles import lines
from hearthside.circles.rosters import CannotSit
from hearthside.core.actor import Actor
from hearthside.engines import recurrence
from hearthside.safety.reports import WISHES
from hearthside.web.member import circles
from hearthside.web.member.circle_sentences import sentences
from hearthside.web.member.line_words import (
    HoursForm,
    key_of,
    names_words,
    reads_words,
)
from hearthside.web.member.our_circle import urls_of
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.about_key import about_key
from hearthside.web.member.sealed.letters import CannotRead
from hearthside.web.wrong_words import WISH_WORDS
from hearthside.workflows import ask_for_a_line
from hearthside.workflows.report_from_a_circle import MOST_MESSAGES


@dataclass(frozen=True, slots=True)
class OurLinePage:
    """Everything member/our_line.html may show. Of what is said in it: nothing.

    names -- of the others. reads -- when each of them reads, a sentence each. The rest is
    as in OurCirclePage.
    """

    circle_id: str
    names: str
    reads: tuple[str, ...]
    until: str
    form: HoursForm
    group_url: str
    key: dict[str, Any]
    brought: dict[str, Any]
    sentences: dict[str, str]
    days: int
    wishes: tuple[tuple[str, str], ...]
    most_reported: int
    wrong_url: str
    is_line: bool = True


def show(
    request: HttpRequest, actor: Actor, now: datetime, line_circle_id: str
) -> HttpResponse:
    """Show the line; the browser opens what is said in it."""
    line = ask_for_a_line.my_line(actor, circle_id=line_circle_id, now=now)
    page = OurLinePage(
        circle_id=line.circle_id,
        names=names_words(line.others),
        reads=tuple(filter(None, map(reads_words, line.others))),
        until=recurrence.say_date(line.until_on),
        form=HoursForm(initial={"hours": key_of(line.hours)}),
        group_url=reverse("my_lines"),
        key=about_key(request, actor),
        brought={
            "circle": line.circle_id,
            "drawn": letters.to_letters(line.drawn),
            "name": line.my_name,
            # Whoever looks first makes the keys, and lets the others in.
            "may_begin": True,
            "is_line": True,
            "days": line.lifetime_days,
            "csrf": get_token(request),
            "urls": urls_of(line.circle_id)
            | {
                "begin": "",
                "sit": reverse("sit_in_line", args=[line.circle_id]),
                "layKeys": reverse("lay_line_keys", args=[line.circle_id]),
                "ticket": reverse("stream_ticket"),
            },
        },
        sentences=sentences() | {"line begun": _("You began this line.")},
        days=line.lifetime_days,
        wishes=tuple((wish, str(WISH_WORDS[wish])) for wish in WISHES),
        most_reported=MOST_MESSAGES,
        wrong_url=reverse("wrong_about", args=["group", line.group_id]),
    )
    return render(request, "member/our_line.html", {"page": page})


def sit(
    request: HttpRequest, actor: Actor, now: datetime, line_circle_id: str
) -> HttpResponse:
    """Say which key is mine in this line."""
    lines.of_mine(actor, circle_id=line_circle_id, now=now)
    try:
        member_id = letters.bytes_in(letters.body_of(request), "member")
        if len(member_id) != circles.seats.MEMBER_ID:
            raise CannotRead("That is no key of a member. Nothing was changed.")
        seat_id = lines.sit(
            actor, circle_id=line_circle_id, member_id=member_id, now=now
        )
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    except CannotSit as no:
        return JsonResponse({"why": no.why}, status=409)
    return JsonResponse({"circle": line_circle_id, "seat": seat_id}, status=201)


def lay_keys(
    request: HttpRequest, actor: Actor, now: datetime, line_circle_id: str
) -> HttpResponse:
    """Keep how the first keys of a line look from outside."""
    lines.of_mine(actor, circle_id=line_circle_id, now=now)
    return circles.seats.lay_keys(request, actor, now, line_circle_id)
