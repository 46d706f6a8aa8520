"""What was said is kept: who reads it and when, what came of it, and words if one wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor, Anybody
from hearthside.organisation.wording import House
from hearthside.people.chosen_names import LONGEST as LONGEST_NAME
from hearthside.safety import reports
from hearthside.safety.reports import LONGEST, WISHES, CannotReport, Follows
from hearthside.web import errors, limits
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.offer import Offer, offer_beside
from hearthside.web.public.wrong import AN_HOUR
from hearthside.web.reading_hours import Hours, hours_now
from hearthside.web.wrong_words import (
    OUTCOME_WORDS,
    WISH_WORDS,
    kind_words,
    who_reads,
)
from hearthside.workflows.say_something_is_wrong import desk_of, say_more


class MoreForm(forms.Form):
    """All of it may be left out."""

    name = PlainWords(
        label=gettext_lazy("Which name?"),
        help_text=gettext_lazy(
            "As they are called in the group, as well as you know it."
        ),
        max_length=LONGEST_NAME,
        required=False,
    )
    wish = forms.ChoiceField(
        label=gettext_lazy("What would you like to happen?"),
        choices=[(wish, WISH_WORDS[wish]) for wish in WISHES],
        widget=forms.RadioSelect,
        required=False,
    )
    own_words = PlainWords(
        label=gettext_lazy("In your words"),
        help_text=gettext_lazy(
            "What happened, and when. Leave out what you do not want to tell."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )
    may_come_back = forms.BooleanField(
        label=gettext_lazy("You may write back to me"),
        help_text=gettext_lazy(
            "On this page, and nowhere else. We do not learn who you are."
        ),
        required=False,
    )


@dataclass(frozen=True, slots=True)
class WrongKeptPage:
    """Everything public/wrong_kept.html may show. form -- None once it is settled."""

    about: str
    when: str
    state: str
    came_of_it: str
    told: tuple[tuple[str, str], ...]
    who_reads: str
    hours: Hours
    form: MoreForm | None
    offer: Offer
    is_known: bool


def show(
    request: HttpRequest, actor: Anybody, now: datetime, token: str
) -> HttpResponse:
    """Show how far it is."""
    said = reports.followed(token)
    form = _form(said, initial={"wish": said.wish, "may_come_back": said.may_come_back})
    return _page(request, actor, said, form, now=now)


def act(
    request: HttpRequest, actor: Anybody, now: datetime, token: str
) -> HttpResponse:
    """Add what was written."""
    said = reports.followed(token)
    form = _form(said, typed=request.POST)
    if not form.is_valid():
        return _page(request, actor, said, form, now=now, status=400)
    if limits.is_too_often(request, "wrong_more", most=AN_HOUR * 2):
        return errors.too_many(request)
    given = form.cleaned_data
    try:
        say_more(
            actor,
            token,
            own_words=given["own_words"],
            wish=given["wish"],
            may_come_back=given["may_come_back"],
            name=given.get("name", ""),
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotReport as no:
        form.add_error(None, no.why)
        return _page(request, actor, said, form, now=now, status=409)
    messages.info(request, _("Added. Thank you for telling us."))
    return redirect("wrong_kept", token)


def _form(said: Follows, **given: object) -> MoreForm:
    form = MoreForm(given.get("typed"), initial=given.get("initial"))  # type: ignore[arg-type]
    if said.kind != "name":
        del form.fields["name"]
    return form


def _page(
    request: HttpRequest,
    actor: Anybody,
    said: Follows,
    form: MoreForm,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    house = house_of(request)
    page = WrongKeptPage(
        about=kind_words(said.kind),
        when=moment(said.made_at, house.zone, now=now),
        state=state_words(said, house, now=now),
        came_of_it=str(OUTCOME_WORDS.get(said.rung, "")) if said.settled_at else "",
        told=tuple((moment(at, house.zone, now=now), words) for at, words in said.told),
        who_reads=who_reads(house, desk_of(said)),
        hours=hours_now(house, now=now),
        form=None if said.settled_at else form,
        offer=offer_beside(str(form["own_words"].auto_id), actor),
        is_known=isinstance(actor, Actor),
    )
    return render(request, "public/wrong_kept.html", {"page": page}, status=status)


def state_words(said: Follows, house: House, *, now: datetime) -> str:
    """Return how far it is, in one sentence."""
    if said.settled_at:
        when = moment(said.settled_at, house.zone, now=now)
        return _("This was settled on %(when)s.") % {"when": when}
    if said.read_at:
        when = moment(said.read_at, house.zone, now=now)
        return _("Somebody has read it, on %(when)s.") % {"when": when}
    return _("Nobody has read it yet.")
