"""Holding a key: my own, asking to open somebody's contact, and what is under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.people import chosen_names
from hearthside.people.signing_in import names_of
from hearthside.safety import keyholding, looking
from hearthside.safety.keyholding import CannotHold
from hearthside.safety.looking import Line
from hearthside.safety.openings import LONGEST, CannotOpen
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.about_key import about_key
from hearthside.web.member.sealed.letters import CannotRead
from hearthside.workflows import open_a_contact


class AskForm(forms.Form):
    """Whose contact, and why."""

    name = PlainWords(
        label=gettext_lazy("Whose contact?"),
        help_text=gettext_lazy(
            "The name they sign in with, or their name in a group, exactly as it stands there."
        ),
        max_length=chosen_names.LONGEST,
    )
    reason = PlainWords(
        label=gettext_lazy("Why is it needed now?"),
        help_text=gettext_lazy(
            "The other keyholder reads this before they agree. It is kept, sealed."
        ),
        max_length=LONGEST,
        widget=forms.Textarea,
    )


@dataclass(frozen=True, slots=True)
class Holder:
    """One who holds a key, by the name they chose."""

    name: str
    is_me: bool


@dataclass(frozen=True, slots=True)
class OneOpening:
    """One opening in the list."""

    public_id: str
    whose: str
    words: str


@dataclass(frozen=True, slots=True)
class KeyholdingPage:
    """Everything member/keyholding.html may show.

    open -- the public half of my key as others know it, in letters; empty before there is one.
    too_few -- fewer than advised hold a key.
    """

    key: dict[str, Any]
    open: str
    holders: tuple[Holder, ...]
    too_few: bool
    openings: tuple[OneOpening, ...]
    form: AskForm


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show my key, who else holds one, and what is under way."""
    return _page(request, actor, AskForm(), now=now)


def ask(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Ask the other keyholders to open a contact together."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, form, now=now, status=400)
    try:
        public_id = open_a_contact.ask_for(
            actor,
            name=form.cleaned_data["name"],
            reason=form.cleaned_data["reason"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotOpen as no:
        form.add_error("name", no.why)
        return _page(request, actor, form, now=now, status=409)
    messages.info(
        request, _("Asked. The others have a letter. One of them has to agree.")
    )
    return redirect("opening", public_id)


def make_known(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Keep the public half of my key."""
    try:
        raw = letters.from_letters(request.POST.get("open", ""))
        keyholding.make_known(actor, open=raw, now=now)
    except (CannotHold, CannotRead) as no:
        messages.info(request, no.why)
    else:
        messages.info(
            request, _("Your key is known. Contacts are sealed for you from now on.")
        )
    return redirect("keyholding")


def _page(
    request: HttpRequest,
    actor: Actor,
    form: AskForm,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    mine = keyholding.my_key(actor)
    holders = keyholding.current()
    names = names_of([one.person_id for one in holders])
    zone = house_of(request).zone
    page = KeyholdingPage(
        key=about_key(request, actor),
        open=letters.to_letters(mine.open) if mine else "",
        holders=tuple(
            Holder(names.get(one.person_id, ""), one.person_id == actor.person_id)
            for one in holders
        ),
        too_few=len(holders) < keyholding.ADVISED,
        openings=tuple(
            OneOpening(line.public_id, line.whose, said(line, zone, now=now))
            for line in looking.openings(actor, now=now)
        ),
        form=form,
    )
    return render(request, "member/keyholding.html", {"page": page}, status=status)


def said(line: Line, zone: str, *, now: datetime) -> str:
    """Return how an opening stands, in a sentence or two."""
    asked = _("%(who)s asked on %(when)s.") % {
        "who": line.asked_by or _("Somebody"),
        "when": moment(line.asked_at, zone, now=now),
    }
    if line.agreed_by:
        answered = _("%(who)s agreed.") % {"who": line.agreed_by}
    else:
        answered = _("Nobody agreed.") if line.is_over else _("Nobody has agreed yet.")
    over = _("It is over.") if line.is_over else ""
    return " ".join(filter(None, [asked, answered, over]))
