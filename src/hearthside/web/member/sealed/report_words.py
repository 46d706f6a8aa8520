"""What came sealed with a report: brought to a lead's browser, and checked word by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.safety import reading
from hearthside.safety.ladder import CannotAnswer
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.about_key import about_key
from hearthside.web.member.sealed.letters import CannotRead
from hearthside.workflows import report_from_a_circle
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.report_from_a_circle import Asked, Brought


@dataclass(frozen=True, slots=True)
class ReportWordsPage:
    """Everything desk/report_words.html may show. Of what was said: nothing.

    key, brought, sentences -- what the browser needs (frontend/reports/reading.ts). why_not --
    why there is nothing to open; then brought is empty.
    """

    report_url: str
    why_not: str
    key: dict[str, Any]
    brought: dict[str, Any]
    sentences: dict[str, str]


def show(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    """Bring a lead who has opened the report what came sealed with it."""
    sheet = reading.sheet(actor, own_places(actor), public_id=report_id, now=now)
    if not sheet.is_open:
        return redirect("report", report_id)
    found = report_from_a_circle.brought(actor, public_id=report_id, now=now)
    page = ReportWordsPage(
        report_url=reverse("report", args=[report_id]),
        why_not="" if found.boxes else _("Nothing came sealed with this report."),
        key=about_key(request, actor),
        brought=_brought(request, report_id, found) if found.boxes else {},
        sentences=_sentences(),
    )
    return render(request, "desk/report_words.html", {"page": page})


def check(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    """Answer of each word yes or no; the words themselves never come here."""
    reading.sheet(actor, own_places(actor), public_id=report_id, now=now)
    try:
        told = report_from_a_circle.check_words(
            actor,
            public_id=report_id,
            asked=_asked_in(letters.body_of(request)),
            now=now,
        )
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    except CannotAnswer as no:
        return JsonResponse({"why": no.why}, status=409)
    return JsonResponse(
        {"words": [{"genuine": one.genuine, "name": one.name} for one in told]}
    )


def _brought(request: HttpRequest, report_id: str, found: Brought) -> dict[str, Any]:
    return {
        "about": letters.to_letters(found.about),
        "csrf": get_token(request),
        "url": reverse("check_words", args=[report_id]),
        "back": reverse("report", args=[report_id]),
        "boxes": [
            {
                "tag": one.tag,
                "box": letters.to_letters(one.box),
                "key": one.key_id,
                "sealed": letters.to_letters(one.sealed),
            }
            for one in found.boxes
        ],
    }


def _asked_in(said: Mapping[str, Any]) -> list[Asked]:
    given = said.get("words")
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise CannotRead(_("That is not what our pages say. Nothing was changed."))
    return [
        Asked(
            member_id=letters.bytes_in(one, "member"),
            seq=letters.number_in(one, "seq"),
            epoch=letters.number_in(one, "epoch"),
            minute=letters.number_in(one, "minute"),
            frank=letters.number_in(one, "frank"),
            commitment=letters.bytes_in(one, "commitment"),
            tag=letters.bytes_in(one, "tag"),
        )
        for one in given
    ]


def _sentences() -> dict[str, str]:
    return {
        "genuine": _("Really said, by this name, in this order."),
        "not genuine": _("This cannot be shown to be genuine."),
        "not checked": _("Not checked yet: the server did not answer. Try again."),
        "somebody": _("Somebody"),
        "about": _("NAME (this report is about them)"),
        "edit": _("Changed to: WORDS"),
        "withdraw": _("Took this back."),
        "folded": _("Folded, with the note: WORDS"),
        "other": _("Something without words."),
        "picture": _(
            "A picture was sent here. Its sender says it shows: WORDS. You see that it "
            "was sent, and not the picture. Its number: NUMBER"
        ),
        "picture bare": _(
            "A picture was sent here, without words. You see that it was sent, and not "
            "the picture. Its number: NUMBER"
        ),
        "between": _("Something between is not shown."),
        "no key": _(
            "This was sealed before you had a key here. Another lead can open it."
        ),
        "other key": _(
            "This was sealed for a key you no longer have. Another lead can open it."
        ),
        "broken": _("This is nothing our page seals. It cannot be opened."),
        "how many": _("GOOD of ALL can be shown to be genuine."),
    }
