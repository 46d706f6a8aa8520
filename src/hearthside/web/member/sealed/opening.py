"""One opening: agreeing to it, and reading once together with the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.safety import looking, openings
from hearthside.safety.looking import Sheet
from hearthside.safety.openings import CannotOpen
from hearthside.web import errors
from hearthside.web.frame import house_of
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.about_key import about_key
from hearthside.web.member.sealed.keyholding_page import said
from hearthside.web.member.sealed.letters import CannotRead
from hearthside.workflows import open_a_contact


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """Everything member/opening.html may show. Of the contact itself: nothing.

    part -- "agree", "read", or "" when there is nothing for me to do now.
    brought -- what the browser does its part with (frontend/contact/keyholder.ts).
    """

    opening_id: str
    whose: str
    words: str
    reason: str
    part: str
    waits: str
    key: dict[str, Any]
    brought: dict[str, Any]
    told_at_once: bool


def show(
    request: HttpRequest, actor: Actor, now: datetime, opening_id: str
) -> HttpResponse:
    """Show how it stands, and what is for me to do."""
    sheet = looking.sheet(actor, public_id=opening_id, now=now)
    house = house_of(request)
    page = OpeningPage(
        opening_id=opening_id,
        whose=sheet.line.whose,
        words=said(sheet.line, house.zone, now=now),
        reason=sheet.reason,
        part=_part(sheet),
        waits=_waits(sheet),
        key=about_key(request, actor),
        brought=_brought(request, sheet),
        told_at_once=house.told_after_hours == 0,
    )
    return render(request, "member/opening.html", {"page": page})


def agree(
    request: HttpRequest, actor: Actor, now: datetime, opening_id: str
) -> HttpResponse:
    """Agree, and hand over my half, sealed for the one who asked."""
    try:
        open_a_contact.agree_to(
            actor,
            public_id=opening_id,
            handed=letters.from_letters(request.POST.get("handed", "")),
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except (CannotOpen, CannotRead) as no:
        return errors.refused(
            request,
            no.why,
            next_url=reverse("opening", args=[opening_id]),
            next_words=_("See how it stands"),
        )
    messages.info(request, _("Agreed. The one who asked reads first, then you."))
    return redirect("opening", opening_id)


def read(
    request: HttpRequest, actor: Actor, now: datetime, opening_id: str
) -> HttpResponse:
    """Hand out, once, what my browser reads with."""
    # Before what was sent is looked at: whether it is there is not told by an odd word.
    looking.sheet(actor, public_id=opening_id, now=now)
    try:
        handed = letters.bytes_in(letters.body_of(request), "handed")
        given = openings.read(actor, public_id=opening_id, handed=handed, now=now)
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    except CannotOpen as no:
        return JsonResponse({"why": no.why}, status=409)
    return JsonResponse(
        {
            "tag": given.tag,
            "box": letters.to_letters(given.box),
            "handed": letters.to_letters(given.handed),
        }
    )


def _part(sheet: Sheet) -> str:
    if sheet.line.is_over or not sheet.half or sheet.have_i_read:
        return ""
    if sheet.part == "may agree":
        return "agree"
    is_my_turn = sheet.is_handed if sheet.part == "agreer" else sheet.is_agreed
    return "read" if sheet.part and is_my_turn else ""


def _waits(sheet: Sheet) -> str:
    """Return why there is nothing for me to do now."""
    if _part(sheet):
        return ""
    if sheet.have_i_read:
        return _("You have read it. It is shown once. If it is needed again, ask anew.")
    if sheet.line.is_over:
        return _("It is over. If it is still needed, ask anew.")
    if sheet.part == "asker":
        return _(
            "Another keyholder has to agree, within a day. Ring them: do not wait for a letter."
        )
    if sheet.part == "agreer":
        return _("The one who asked reads first. Then you can.")
    return _("Your key does not fit this one. Another keyholder can agree.")


def _brought(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    return {
        "id": sheet.line.public_id,
        "part": sheet.part,
        "tag": sheet.tag,
        "half": letters.to_letters(sheet.half),
        "my_key": sheet.my_key,
        "other_key": sheet.other_key,
        "other_open": letters.to_letters(sheet.other_open),
        "url": reverse("read_opening", args=[sheet.line.public_id]),
        "csrf": get_token(request),
    }
