"""My letters: which kinds I want, and the hours in which nobody writes to me."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.core.policy import Verb
from hearthside.people import bounces, letters
from hearthside.people.letters import STOPPABLE, Kind, Wish
from hearthside.people.signing_in import signed_in
from hearthside.web.letter_kinds import ABOUT, NAMES
from hearthside.web.member.letters_form import LettersForm

# The other kinds are for those who help to run this place.
FOR_ANYBODY: Final = frozenset({Kind.DATES, Kind.WAITING, Kind.ROLES})


@dataclass(frozen=True, slots=True)
class Exempt:
    """A kind of letter that comes at any hour and cannot be stopped, and why."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class LettersPage:
    """Everything member/letters.html may show.

    comes_back -- letters to this address are given back, so none is sent.
    """

    email: str
    form: LettersForm
    kinds: tuple[BoundField, ...]
    hours: tuple[BoundField, BoundField]
    always: tuple[Exempt, ...]
    comes_back: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show what the actor chose."""
    return _page(request, actor, _form(actor))


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Keep what the actor chose; it holds for letters that wait already."""
    form = _form(actor, typed=request.POST)
    if not form.is_valid():
        return _page(request, actor, form, status=400)
    letters.choose(actor, form.wish())
    messages.info(request, _("Kept. It holds for letters that are on their way too."))
    return redirect("letters")


def try_again(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Write to the actor's address again."""
    bounces.try_again(actor)
    messages.info(request, _("Kept. We write to it again from now on."))
    return redirect("letters")


def _form(actor: Actor, *, typed: QueryDict | None = None) -> LettersForm:
    wish = letters.wish_of(actor)
    return LettersForm(typed, wish=wish, kinds=_kinds(actor, wish))


def _kinds(actor: Actor, wish: Wish) -> tuple[Kind, ...]:
    """Return the kinds that may ever reach this person, and those they stopped."""
    helps = any(grant.role is not Role.MEMBER for grant in actor.grants)
    return tuple(
        kind
        for kind in STOPPABLE
        if helps or kind in FOR_ANYBODY or kind in wish.stopped
    )


def _page(
    request: HttpRequest, actor: Actor, form: LettersForm, *, status: int = 200
) -> HttpResponse:
    person = signed_in(request.user)
    always = [
        Exempt(_("Your own account"), _("A link you asked for, to get in again."))
    ]
    if set(form.kinds) - FOR_ANYBODY:
        kind = Kind.CHECK_OUT
        always.append(Exempt(str(NAMES[kind]), str(ABOUT[kind])))
    if policy.may(actor, Verb.READ_WORRIES):
        always.append(Exempt(str(NAMES[Kind.DANGER]), str(ABOUT[Kind.DANGER])))
    page = LettersPage(
        email=person.email if person else "",
        form=form,
        kinds=tuple(form.of_kinds()),
        hours=(form["begins"], form["ends"]),
        always=tuple(always),
        comes_back=bounces.is_not_working(actor.person_id),
    )
    return render(request, "member/letters.html", {"page": page}, status=status)
