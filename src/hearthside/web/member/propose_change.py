"""Proposing other words for the agreement, with a sentence why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.groups import agreeing, directory, proposing
from hearthside.groups.founding import LONGEST_PROMISE, MOST_PROMISES
from hearthside.groups.proposing import LONGEST_WHY, CannotPropose
from hearthside.organisation.wording import limits_of
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.frame import house_of

LONGEST: Final = MOST_PROMISES * (LONGEST_PROMISE + 2)


class ProposeChangeForm(forms.Form):
    """The whole agreement as it should be, and why."""

    promises = PlainWords(
        label=gettext_lazy("The promises"),
        help_text=gettext_lazy(
            "One on each line. Change a word, take a line out, or add one."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": gettext_lazy("Write at least one promise.")},
    )
    why = PlainWords(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("One sentence, for the others to think about."),
        max_length=LONGEST_WHY,
        error_messages={"required": gettext_lazy("Say in a sentence why.")},
    )

    def lines(self) -> tuple[str, ...]:
        """Return the promises, one for each line with words on it."""
        typed = self.cleaned_data["promises"].splitlines()
        return tuple(" ".join(line.split()) for line in typed if line.strip())


@dataclass(frozen=True, slots=True)
class ProposeChangePage:
    """Everything member/propose_change.html may show."""

    group_name: str
    agreement_url: str
    why_not: str
    form: ProposeChangeForm
    limits: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the words of today, to be changed."""
    group = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.TALK_OVER_THE_AGREEMENT
    )
    kept = agreeing.versions(group.id)
    if not kept:
        raise NotFound
    form = ProposeChangeForm(initial={"promises": "\n".join(kept[0].promises)})
    return _page(request, group_id, group.name, form)


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Propose it."""
    group = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.TALK_OVER_THE_AGREEMENT
    )
    form = ProposeChangeForm(request.POST)
    if not form.is_valid():
        return _page(request, group_id, group.name, form, status=422)
    try:
        change = proposing.propose(
            actor,
            group_id=group.id,
            promises=form.lines(),
            why=form.cleaned_data["why"],
            now=now,
        )
    except CannotPropose as refusal:
        return _page(
            request, group_id, group.name, form, why_not=refusal.why, status=409
        )
    messages.info(request, _("Your words are here for the others to read."))
    return redirect("proposed_change", change)


def _page(
    request: HttpRequest,
    group_id: str,
    group_name: str,
    form: ProposeChangeForm,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    page = ProposeChangePage(
        group_name=group_name,
        agreement_url=reverse("agreement", args=[group_id]),
        why_not=why_not,
        form=form,
        limits=limits_of(house_of(request)),
    )
    return render(request, "member/propose_change.html", {"page": page}, status=status)
