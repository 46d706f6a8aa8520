"""Questions nobody has answered within a day: so that nobody waits unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.commons import asking
from hearthside.core.actor import Actor
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.piece_words import notes_words, topic_words


@dataclass(frozen=True, slots=True)
class Line:
    """One question. waits -- an answer is there and waits for a look."""

    title: str
    notes: str
    topic: str
    when: str
    waits: str
    language: str
    url: str
    answer_url: str


@dataclass(frozen=True, slots=True)
class UnansweredPage:
    """Everything desk/unanswered.html may show."""

    lines: tuple[Line, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """List them, oldest first."""
    zone = house_of(request).zone
    page = UnansweredPage(
        tuple(
            Line(
                title=one.title,
                notes=notes_words(one.notes),
                topic=topic_words(one.topic),
                when=moment(one.published_at or now, zone, now=now),
                waits=_("An answer waits for a look at the desk.") if one.waits else "",
                language=one.language,
                url=reverse("piece", args=[one.public_id]),
                answer_url=reverse("write_about", args=[one.public_id]),
            )
            for one in asking.unanswered(actor, now=now)
        )
    )
    return render(request, "desk/unanswered.html", {"page": page})
