"""My emergency contact: sealed in the browser, opened only by two together, and I am told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile
from hearthside.engines import recurrence
from hearthside.people.signing_in import names_of
from hearthside.safety import contacts, keyholding, looking
from hearthside.safety.contacts import CannotSeal, Halves, Sealed
from hearthside.web.frame import house_of
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.letters import CannotRead

MOST_PAIRS: Final = 28


@dataclass(frozen=True, slots=True)
class Holder:
    """One who holds a key: the key's id, and the name they chose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MyContactPage:
    """Everything member/my_contact.html may show. Of the contact itself: nothing.

    why_not -- why none can be left here now; empty when one can.
    sealed_on -- empty when nothing is left. told -- a sentence for each opening.
    brought -- what the browser seals with (frontend/contact/contact.ts).
    """

    why_not: str
    sealed_on: str
    wants_sealing_anew: bool
    holders: tuple[Holder, ...]
    told: tuple[str, ...]
    told_at_once: bool
    brought: dict[str, Any]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show whether something is left, for whom, and whether it was opened."""
    mine = contacts.mine(actor)
    holders = keyholding.current()
    names = names_of([one.person_id for one in holders])
    house = house_of(request)
    zone = ZoneInfo(house.zone)
    page = MyContactPage(
        why_not=contacts.why_not_seal() or "",
        sealed_on=_day(mine.sealed_at, zone, now=now) if mine else "",
        wants_sealing_anew=bool(mine and mine.wants_sealing_anew),
        holders=tuple(Holder(one.id, names.get(one.person_id, "")) for one in holders),
        told=tuple(
            _("On %(day)s %(one)s and %(other)s could read it together.")
            % {
                "day": _day(one.at, zone, now=now),
                "one": one.asked_by or _("somebody"),
                "other": one.agreed_by or _("somebody"),
            }
            for one in looking.told(actor, now=now)
        ),
        told_at_once=house.told_after_hours == 0,
        brought={
            "holders": [
                {"id": one.id, "open": letters.to_letters(one.open), "name": ""}
                for one in holders
            ],
            "url": reverse("seal_contact"),
            "csrf": get_token(request),
        },
    )
    return render(request, "member/my_contact.html", {"page": page})


def seal(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Keep what the browser sealed; nothing of it can be read here."""
    try:
        contacts.seal(actor, _sealed(letters.body_of(request)), now=now)
    except ChangedMeanwhile as no:
        return JsonResponse({"why": no.why}, status=409)
    except (CannotSeal, CannotRead) as no:
        return JsonResponse({"why": no.why}, status=400)
    messages.info(request, _("Sealed and kept. You can take it back at any time."))
    return JsonResponse({"kept": True})


def withdraw(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Take it back."""
    contacts.withdraw(actor)
    messages.info(request, _("It is gone. Nobody can open it any more."))
    return redirect("my_contact")


def _sealed(said: Mapping[str, Any]) -> Sealed:
    pairs = said.get("pairs")
    if said.get("form") != contacts.FORM or not isinstance(pairs, list):
        raise CannotRead(_("That is not what our pages say. Nothing was changed."))
    return Sealed(
        letters.text_in(said, "tag"),
        letters.bytes_in(said, "box"),
        tuple(_halves(one) for one in pairs[: MOST_PAIRS + 1]),
    )


def _halves(said: object) -> Halves:
    if not isinstance(said, dict):
        raise CannotRead(_("That is not what our pages say. Nothing was changed."))
    return Halves(
        letters.text_in(said, "one"),
        letters.text_in(said, "other"),
        letters.bytes_in(said, "for_one"),
        letters.bytes_in(said, "for_other"),
    )


def _day(at: datetime, zone: ZoneInfo, *, now: datetime) -> str:
    today = now.astimezone(zone).date()
    return recurrence.say_date(at.astimezone(zone).date(), today=today)
