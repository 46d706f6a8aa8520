"""My place in a group: my name there, what I promised, how I take part, the ways out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist
from hearthside.groups import agreeing, directory, my_place, stepping_out
from hearthside.groups.my_place import CannotChoose
from hearthside.organisation.wording import limits_of
from hearthside.web import errors
from hearthside.web.frame import house_of
from hearthside.web.public import saying
from hearthside.web.public.agreement import since
from hearthside.workflows import hidden_words

# Somebody who joined lately may not have been there yet.
NEW_FOR: Final = timedelta(days=28)
HOW: Final = {
    my_place.LISTENS: (
        gettext_lazy("I listen"),
        gettext_lazy(
            "Listening is a full way to belong. You never have to say a word."
        ),
    ),
    my_place.SPEAKS: (
        gettext_lazy("I like to speak"),
        gettext_lazy("You can still be quiet on any evening."),
    ),
    my_place.AS_IT_COMES: (gettext_lazy("As it comes"), ""),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way of taking part."""

    value: str
    words: str
    help: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class MyPlacePage:
    """Everything member/my_place.html may show.

    meets_you -- who meets somebody new, while they are. on_a_break_until -- the seat is
    kept until then; empty when there is no break. would_keep_until -- if one began now.
    has_changed -- the agreement says something new since I promised it.
    """

    group_name: str
    group_url: str
    name_here: str
    name_url: str
    meets_you: str
    is_new: bool
    has_changed: bool
    read_url: str
    promised: str
    promises: tuple[str, ...]
    limits: str
    agreement_url: str
    tell_url: str
    ways: tuple[Way, ...]
    on_a_break_until: str
    would_keep_until: str
    break_url: str
    leave_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show a member their own place."""
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    sheet = hidden_words.off_the_sheet(sheet)
    insist(actor, Verb.SEE_MY_PLACE, directory.place_of(sheet))
    mine = my_place.my_place(actor, group_id=sheet.id)
    promised = agreeing.version(sheet.id, number=mine.promised)
    until = mine.kept_until or stepping_out.break_until(sheet.id, now=now)
    day = saying.day(until, zone=sheet.pattern.zone, now=now)
    at = [group_id]
    page = MyPlacePage(
        group_name=sheet.name,
        group_url=reverse("group", args=at),
        name_here=mine.name_here,
        name_url=reverse("name_here", args=at),
        meets_you=sheet.who_meets_you,
        is_new=now - mine.joined_at < NEW_FOR,
        has_changed=mine.has_something_to_read,
        read_url=reverse("read_agreement", args=at),
        promised=since(promised),
        promises=promised.promises,
        limits=limits_of(house_of(request)),
        agreement_url=reverse("agreement", args=at),
        tell_url=reverse("tell_facilitator", args=at),
        ways=tuple(
            Way(value, str(words), str(more), mine.takes_part == value)
            for value, (words, more) in HOW.items()
        ),
        on_a_break_until=day if mine.kept_until else "",
        would_keep_until=day,
        break_url=reverse("take_a_break", args=at),
        leave_url=reverse("leave_group", args=at),
    )
    return render(request, "member/my_place.html", {"page": page})


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Keep how I take part."""
    group = directory.handle(actor, public_id=group_id, now=now, verb=Verb.SEE_MY_PLACE)
    try:
        my_place.choose_how(
            actor, group_id=group.id, takes_part=request.POST.get("takes_part", "-")
        )
    except CannotChoose as refusal:
        return errors.refused(
            request,
            refusal.why,
            next_url=reverse("my_place", args=[group_id]),
            next_words=_("Back to my place"),
        )
    messages.info(request, _("Kept. Only you see it."))
    return redirect("my_place", group_id)


def change_break(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Begin a break, or end it."""
    group = directory.handle(actor, public_id=group_id, now=now, verb=Verb.SEE_MY_PLACE)
    if request.POST.get("break") == "end":
        stepping_out.come_back(actor, group_id=group.id)
        messages.info(request, _("Your seat is here, and so are you."))
        return redirect("my_place", group_id)
    until = stepping_out.take_a_break(actor, group_id=group.id, now=now)
    messages.info(
        request,
        _("You are taking a break. Your seat is kept until %(day)s.")
        % {"day": saying.day(until, zone=group.zone, now=now)},
    )
    return redirect("my_place", group_id)
