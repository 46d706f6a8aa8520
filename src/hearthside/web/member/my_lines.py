"""My lines: what I am asked, those that are open, and those that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.circles import lines
from hearthside.circles.asking import CannotAsk, Hours
from hearthside.core.actor import Actor
from hearthside.engines import recurrence
from hearthside.groups import joining
from hearthside.web import errors
from hearthside.web.member.line_words import HoursForm, names_words
from hearthside.workflows import ask_for_a_line
from hearthside.workflows.ask_for_a_line import Shown


@dataclass(frozen=True, slots=True)
class OneLine:
    """One line. words -- what was asked. form -- where it is mine to answer."""

    circle_id: str
    names: str
    group_name: str
    my_name: str
    words: str
    until: str
    form: HoursForm | None


@dataclass(frozen=True, slots=True)
class WhereToAsk:
    """A group of mine in which I may ask somebody."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class MyLinesPage:
    """Everything member/my_lines.html may show."""

    asked: tuple[OneLine, ...]
    open: tuple[OneLine, ...]
    waiting: tuple[OneLine, ...]
    groups: tuple[WhereToAsk, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show my lines. Nothing here says whether anything was written."""
    return _page(request, actor, now=now)


def answer(
    request: HttpRequest, actor: Actor, now: datetime, line_circle_id: str
) -> HttpResponse:
    """Say yes or no."""
    yes = request.POST.get("answer") == "yes"
    form = HoursForm(request.POST)
    if yes and not form.is_valid():
        lines.of_mine(actor, circle_id=line_circle_id, now=now)
        return _page(request, actor, now=now, typed=(line_circle_id, form), status=400)
    try:
        is_open = lines.answer(
            actor,
            circle_id=line_circle_id,
            yes=yes,
            hours=form.chosen() if yes else Hours(),
            now=now,
        )
    except CannotAsk as no:
        return errors.refused(
            request, no.why, next_url=reverse("my_lines"), next_words=_("My lines")
        )
    if is_open:
        messages.success(request, _("It is open. Whoever looks first begins it."))
        return redirect("our_line", line_circle_id)
    messages.info(
        request,
        _("Kept. It opens when the third has said yes.")
        if yes
        else _("They are not told. It runs out, as if it had not been read."),
    )
    return redirect("my_lines")


def let_go(
    request: HttpRequest, actor: Actor, now: datetime, line_circle_id: str
) -> HttpResponse:
    """Let a line go, or take back what I asked."""
    lines.let_go(actor, circle_id=line_circle_id, now=now)
    messages.info(request, _("Let go. Nobody is told; it only grows quiet."))
    return redirect("my_lines")


def change_hours(
    request: HttpRequest, actor: Actor, now: datetime, line_circle_id: str
) -> HttpResponse:
    """Change when I read."""
    lines.of_mine(actor, circle_id=line_circle_id, now=now)
    form = HoursForm(request.POST)
    if form.is_valid():
        lines.change_hours(
            actor, circle_id=line_circle_id, hours=form.chosen(), now=now
        )
        messages.info(request, _("Kept. The other sees it."))
    return redirect("our_line", line_circle_id)


def _page(
    request: HttpRequest,
    actor: Actor,
    *,
    now: datetime,
    typed: tuple[str, HoursForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = ask_for_a_line.my_lines(actor, now=now)

    def of(state: str) -> tuple[OneLine, ...]:
        return tuple(_line(one, typed) for one in found if one.state == state)

    page = MyLinesPage(
        asked=of("asked"),
        open=of("open"),
        waiting=of("waits"),
        groups=tuple(
            WhereToAsk(one.group_name, reverse("ask_line", args=[one.group_public_id]))
            for one in joining.my_places(actor)
        ),
    )
    return render(request, "member/my_lines.html", {"page": page}, status=status)


def _line(one: Shown, typed: tuple[str, HoursForm] | None) -> OneLine:
    form = None
    if one.state == "asked":
        # Several may ask at once: each field has an id of its own.
        mine = typed is not None and typed[0] == one.circle_id
        form = typed[1] if typed and mine else HoursForm(auto_id=f"{one.circle_id}_%s")
    return OneLine(
        circle_id=one.circle_id,
        names=names_words(one.others),
        group_name=one.group_name,
        my_name=one.my_name,
        words=one.words,
        until=recurrence.say_date(one.until_on),
        form=form,
    )
