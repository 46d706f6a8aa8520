"""My key: the ways back to what only I can open. The server holds them wrapped."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.people import keys
from hearthside.people.keys import CannotKeep, Way
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.about_key import about_key
from hearthside.web.member.sealed.letters import CannotRead


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey that opens the key: which, and its place in the list from 1."""

    credential: str
    number: int


@dataclass(frozen=True, slots=True)
class MyKeyPage:
    """Everything member/my_key.html may show.

    key -- what the browser needs to open it (frontend/keys/view/steps.ts).
    """

    key: dict[str, Any]
    passkeys: tuple[Passkey, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show which ways lead back."""
    mine = keys.mine(actor)
    found = [way for way in mine.ways if way.kind == keys.PASSKEY] if mine else []
    page = MyKeyPage(
        key=about_key(request, actor),
        passkeys=tuple(
            Passkey(way.credential, number) for number, way in enumerate(found, 1)
        ),
    )
    return render(request, "member/my_key.html", {"page": page})


def state(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Answer the actor's own browser with the wrapped keys, and a fresh token."""
    mine = keys.mine(actor)
    return JsonResponse(
        {
            "csrf": get_token(request),
            "key_id": mine.key_id if mine else "",
            "ways": [_said(way) for way in mine.ways] if mine else [],
            "passkeys": keys.passkeys_of(actor),
        }
    )


def keep(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Keep a way back: the first, with which the key begins, or one more."""
    try:
        said = letters.body_of(request)
        key_id = letters.text_in(said, "key_id")
        way = Way(
            letters.text_in(said, "kind"),
            letters.bytes_in(said, "wrapped"),
            letters.text_in(said, "credential"),
            letters.bytes_in(said, "salt"),
        )
        put = keys.begin if said.get("begins") is True else keys.add
        put(actor, key_id=key_id, way=way)
    except ChangedMeanwhile as no:
        return JsonResponse({"kept": False, "why": no.why}, status=409)
    except (CannotKeep, CannotRead) as no:
        return JsonResponse({"kept": False, "why": no.why}, status=400)
    return JsonResponse({"kept": True})


def take_away(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Forget what one passkey opens."""
    # Tapped twice: it is gone already, which is what was wanted.
    with suppress(NotFound):
        keys.take_away(actor, credential=request.POST.get("credential", ""))
    messages.info(request, _("That passkey no longer opens what is sealed."))
    return redirect("my_key")


def _said(way: Way) -> dict[str, str]:
    return {
        "kind": way.kind,
        "credential": way.credential,
        "salt": letters.to_letters(way.salt),
        "wrapped": letters.to_letters(way.wrapped),
    }
