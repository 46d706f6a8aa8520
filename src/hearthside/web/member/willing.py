"""May I be asked? What I lived with, and the questions shown to me because of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.commons import willing
from hearthside.core.actor import Actor
from hearthside.engines import words as vocabulary

SEVERAL: Final = frozenset({"topics"})


class WillingForm(forms.Form):
    """What somebody does not mind being asked about."""

    topics = forms.MultipleChoiceField(
        label=gettext_lazy("I have lived with this, and do not mind being asked"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["topics"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - it is above
        field.choices = [
            (code, _(label))
            for code, label in vocabulary.TOPICS.items()
            if code != "any"
        ]


@dataclass(frozen=True, slots=True)
class WillingPage:
    """Everything member/willing.html may show. is_willing -- I said so before."""

    form: WillingForm
    is_willing: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show what I said."""
    mine = willing.mine(actor)
    form = WillingForm(initial={"topics": list(mine)})
    return _page(request, form, is_willing=bool(mine))


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Keep what I say now; nothing ticked ends it."""
    form = WillingForm(request.POST)
    if not form.is_valid():
        return _page(request, form, is_willing=False, status=422)
    topics = form.cleaned_data["topics"]
    willing.be_willing(actor, topics=topics, now=now)
    messages.info(
        request,
        _("Thank you. At most two questions a week come to you, under Shared.")
        if topics
        else _("Nobody asks you. Thank you for having been there."),
    )
    return redirect("shared")


def put_away(
    request: HttpRequest, actor: Actor, now: datetime, piece_id: str
) -> HttpResponse:
    """Not this one: it is not shown to me again, and nobody is told."""
    willing.put_away(actor, public_id=piece_id)
    return redirect("shared")


def _page(
    request: HttpRequest, form: WillingForm, *, is_willing: bool, status: int = 200
) -> HttpResponse:
    page = WillingPage(form, is_willing)
    return render(request, "member/willing.html", {"page": page}, status=status)
