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
from hearthside.groups import directory, joining
from hearthside.groups.directory import Sheet
from hearthside.people import chosen_names
from hearthside.people.signing_in import signed_in
from hearthside.web import errors


@dataclass(frozen=True, slots=True)
class JoinGroupPage:
    """Everything member/join_group.html may show.

    name_here -- as it was typed; at first the name one signs in with.
    number -- the version of the agreement on the screen.
    name_error, promise_error -- what would help, empty while nothing is wrong.
    """

    group_name: str
    group_url: str
    promises: tuple[str, ...]
    number: int
    name_here: str
    has_promised: bool
    longest: int = chosen_names.LONGEST
    name_error: str = ""
    promise_error: str = ""


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the agreement and ask for a name."""
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    if why := joining.why_not_join(actor, group_id=sheet.id):
        return _refused(request, sheet, why)
    person = signed_in(request.user)
    page = _page(sheet, name_here=person.called if person else "")
    return render(request, "member/join_group.html", {"page": page})


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Take a seat; what was typed stays when something is not right yet."""
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    if why := joining.why_not_join(actor, group_id=sheet.id):
        return _refused(request, sheet, why)
    typed = request.POST.get("name_here", "")[: chosen_names.LONGEST * 4]
    kept = chosen_names.tidy(typed)
    has_promised = request.POST.get("promise") == "yes"
    name_error = chosen_names.why_not(kept, but_for=actor.person_id) or ""
    promise_error = "" if has_promised else _("Tick this if you promise the same.")
    if not name_error and not promise_error:
        try:
            joining.join(
                actor,
                group_id=sheet.id,
                name_here=kept,
                skeleton=chosen_names.skeleton(kept),
                agreement_number=_number(request.POST.get("number", "")),
                now=now,
            )
        except joining.CannotJoin as refusal:
            name_error = refusal.why
        else:
            messages.info(request, _("You belong to this group now."))
            return redirect("group", group_id)
    page = _page(
        sheet,
        name_here=typed,
        has_promised=has_promised,
        name_error=name_error,
        promise_error=promise_error,
    )
    return render(request, "member/join_group.html", {"page": page}, status=422)


def _page(
    sheet: Sheet,
    *,
    name_here: str,
    has_promised: bool = False,
    name_error: str = "",
    promise_error: str = "",
) -> JoinGroupPage:
    promises = sheet.agreement
    return JoinGroupPage(
        group_name=sheet.name,
        group_url=reverse("group", args=[sheet.public_id]),
        promises=promises.promises if promises else (),
        number=promises.number if promises else 0,
        name_here=name_here,
        has_promised=has_promised,
        name_error=name_error,
        promise_error=promise_error,
    )


def _number(raw: str) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 6 else 0


def _refused(request: HttpRequest, sheet: Sheet, why: str) -> HttpResponse:
    return errors.refused(
        request,
        why,
        next_url=reverse("group", args=[sheet.public_id]),
        next_words=_("Back to the group"),
    )
