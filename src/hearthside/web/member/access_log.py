"""What others did that touched me: each act of somebody with a role, in words, without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core import trail
from hearthside.core.actor import Actor, Role
from hearthside.core.policy import Verb
from hearthside.core.trail import Noted
from hearthside.groups import who_helps
from hearthside.groups.who_helps import Was
from hearthside.web.frame import house_of
from hearthside.web.public import saying

MOST: Final = 50
SAID: Final[dict[str, Any]] = {
    Verb.GIVE_A_ROLE: gettext_lazy("A role was given to you, or its last day changed."),
    Verb.TAKE_A_ROLE_BACK: gettext_lazy("A role of yours was ended."),
    Verb.STEP_BACK: gettext_lazy("You stepped back from a role."),
    Verb.NOTE_TRAINING: gettext_lazy("A certificate of yours was noted or taken away."),
    Verb.HEAR_WHO_WANTS_A_TALK: gettext_lazy("It was noted that you had the talk."),
}
BY: Final[dict[Role, Any]] = {
    Role.LEAD: gettext_lazy("A safeguarding lead"),
    Role.HOST: gettext_lazy("A host"),
    Role.COORDINATOR: gettext_lazy("A coordinator"),
    Role.FACILITATOR: gettext_lazy("A facilitator"),
    Role.EVALUATOR: gettext_lazy("An evaluator"),
    Role.KEYHOLDER: gettext_lazy("A keyholder"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One act that touched me."""

    words: str
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class AccessLogPage:
    """Everything member/access_log.html may show."""

    acts: tuple[Act, ...]
    is_all: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the newest acts of others on this person's account."""
    found = trail.about(f"person:{actor.person_id}", most=MOST)
    zone = house_of(request).zone
    were = who_helps.what_they_were({_number(one.by) for one in found})
    page = AccessLogPage(
        acts=tuple(
            Act(
                str(
                    SAID.get(
                        one.verb, _("Somebody used a right of theirs on your account.")
                    )
                ),
                _by(one, actor, were),
                saying.moment(one.at, zone=zone, now=now, house_zone=zone).words,
            )
            for one in found
        ),
        is_all=len(found) < MOST,
    )
    return render(request, "member/access_log.html", {"page": page})


def _number(by: str) -> int:
    kind, _colon, raw = by.partition(":")
    return int(raw) if kind == "person" else 0


def _by(one: Noted, actor: Actor, were: dict[int, list[Was]]) -> str:
    """Return what whoever did it was at that moment; who it was stays theirs."""
    number = _number(one.by)
    if not number:
        return _("The house itself, by its clock or at its machine")
    if number == actor.person_id:
        return _("You")
    then = {was.role for was in were[number] if was.then(one.at)}
    return str(
        next((BY[role] for role in BY if role in then), _("Somebody who helps here"))
    )
