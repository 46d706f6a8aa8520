"""Keeping the list in my account, and taking it out again: only ever because I pressed it."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import shortlist
from hearthside.groups.shortlist import CannotKeep, Kept, Visit
from hearthside.web import errors


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Keep the list that was sent, or take out what is kept."""
    wanted = request.POST.get("do", "")
    try:
        if wanted == "keep":
            with_words = request.POST.get("words") == "yes"
            groups = read(request.POST.get("list", ""), with_words=with_words)
            shortlist.keep(actor, groups=groups, now=now)
            messages.info(request, _("Kept, sealed, in your account."))
        elif wanted == "forget_words":
            shortlist.forget_words(actor)
            messages.info(request, _("What you wrote is out of your account."))
        elif wanted == "forget":
            shortlist.forget_all(actor)
            messages.info(request, _("It is all out of your account."))
    except CannotKeep as refusal:
        return errors.refused(
            request,
            refusal.why,
            next_url=reverse("kept"),
            next_words=_("Back to the list"),
        )
    except NotFound:
        # Tapped twice: it is gone already, which is what was wanted.
        pass
    return redirect("kept")


def read(text: str, *, with_words: bool) -> list[Kept]:
    """Return the list as the device sent it.

    text -- JSON: [{"id", "try", "visits": [{"on", "taps", "words"}]}].
    with_words -- false leaves out whatever was written, even if it was sent.

    Raises CannotKeep.
    """
    try:
        rows = json.loads(text) if text else []
        return [_kept(row, with_words=with_words) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as odd:
        raise CannotKeep(
            _(
                "We could not read that list. Nothing was changed; it is still on your "
                "device."
            )
        ) from odd


def _kept(row: dict[str, Any], *, with_words: bool) -> Kept:
    visits = row.get("visits", []) if with_words else []
    return Kept(_text(row["id"]), row.get("try") is True, tuple(map(_visit, visits)))


def _visit(row: dict[str, Any]) -> Visit:
    on = _text(row.get("on", ""))
    return Visit(
        date.fromisoformat(on) if on else None,
        tuple(dict.fromkeys(_text(tap) for tap in row.get("taps", []))),
        _text(row.get("words", "")),
    )


def _text(said: object) -> str:
    """Return a text that can be written down; half a letter, cut by a phone, becomes a mark.

    Raises TypeError: it is no text.
    """
    if not isinstance(said, str):
        raise TypeError
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
