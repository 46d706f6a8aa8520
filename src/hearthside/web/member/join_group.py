"""Joining a group: read what people promise there, choose a name for it, promise the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.groups import directory, joining, naming
from hearthside.groups.directory import Sheet
from hearthside.organisation.wording import limits_of
from hearthside.people import chosen_names
from hearthside.people.signing_in import signed_in
from hearthside.web import errors
from hearthside.web.frame import house_of
from hearthside.web.numbers import number_in
from hearthside.workflows import hidden_words
from hearthside.workflows.join_a_group import join_a_group, why_not_join


@dataclass(frozen=True, slots=True)
class JoinGroupPage:
    """Everything member/join_group.html may show.

    limits -- where confidence ends. meets_you -- who meets somebody new at the door.
    name_here -- as it was typed; empty at first: no name of theirs is suggested.
    same_name -- whether they ticked that they want the name they sign in with here too.
    number -- the version of the agreement on the screen.
    name_error, promise_error -- what would help, empty while nothing is wrong.
    """

    group_name: str
    group_url: str
    promises: tuple[str, ...]
    limits: str
    meets_you: str
    number: int
    name_here: str
    has_promised: bool
    same_name: bool = False
    longest: int = chosen_names.LONGEST
    name_error: str = ""
    promise_error: str = ""


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the agreement and ask for a name."""
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    if why := why_not_join(actor, group_id=sheet.id, now=now):
        return _refused(request, sheet, why)
    page = _page(request, sheet, name_here="")
    return render(request, "member/join_group.html", {"page": page})


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Take a seat; what was typed stays when something is not right yet."""
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    if why := why_not_join(actor, group_id=sheet.id, now=now):
        return _refused(request, sheet, why)
    typed = request.POST.get("name_here", "")[: chosen_names.LONGEST * 4]
    same_name = request.POST.get("same_name") == "yes"
    kept, name_error = _chosen(request, typed, same_name=same_name)
    has_promised = request.POST.get("promise") == "yes"
    name_error = name_error or (
        naming.why_not_called(
            kept, person_id=actor.person_id, group_id=sheet.id, now=now
        )
        or ""
    )
    promise_error = "" if has_promised else _("Tick this if you promise the same.")
    if not name_error and not promise_error:
        try:
            join_a_group(
                actor,
                group_id=sheet.id,
                name_here=kept,
                skeleton=chosen_names.skeleton(kept),
                agreement_number=number_in(request.POST.get("number", "")),
                now=now,
            )
        except joining.CannotJoin as refusal:
            name_error = refusal.why
        else:
            messages.info(request, _("You belong to this group now."))
            return redirect("my_place", group_id)
    page = _page(
        request,
        sheet,
        name_here=typed,
        has_promised=has_promised,
        same_name=same_name,
        name_error=name_error,
        promise_error=promise_error,
    )
    return render(request, "member/join_group.html", {"page": page}, status=422)


def _page(
    request: HttpRequest,
    sheet: Sheet,
    *,
    name_here: str,
    has_promised: bool = False,
    same_name: bool = False,
    name_error: str = "",
    promise_error: str = "",
) -> JoinGroupPage:
    promises = sheet.agreement
    sheet = hidden_words.off_the_sheet(sheet)
    return JoinGroupPage(
        group_name=sheet.name,
        group_url=reverse("group", args=[sheet.public_id]),
        promises=promises.promises if promises else (),
        limits=limits_of(house_of(request)),
        meets_you=sheet.who_meets_you,
        number=promises.number if promises else 0,
        name_here=name_here,
        has_promised=has_promised,
        same_name=same_name,
        name_error=name_error,
        promise_error=promise_error,
    )


def _chosen(request: HttpRequest, typed: str, *, same_name: bool) -> tuple[str, str]:
    """Return the name for this group as it will be kept, and what is wrong with it."""
    kept = chosen_names.tidy(typed)
    person = signed_in(request.user)
    called = person.called if person else ""
    is_the_same = chosen_names.skeleton(kept) == chosen_names.skeleton(called)
    if same_name:
        if kept and not is_the_same:
            return kept, _(
                "Write a name, or tick that you want the other one. Not both."
            )
        return called, ""
    if is_the_same:
        return kept, _(
            "You sign in with that name. If you want it here too, tick the line below "
            "it. Or choose another."
        )
    return kept, ""


def _refused(request: HttpRequest, sheet: Sheet, why: str) -> HttpResponse:
    return errors.refused(
        request,
        why,
        next_url=reverse("group", args=[sheet.public_id]),
        next_words=_("Back to the group"),
    )
