"""My plan: a page around words that only the member's own browser can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody
from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import Line
from hearthside.people import plans
from hearthside.people.plans import Boxed, CannotKeep
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.about_key import about_key
from hearthside.web.member.sealed.letters import CannotRead
from hearthside.web.member.sealed.plan_words import Part, parts

# What has to be on the device for this page to open without signal.
FILES: Final = (
    "built/house.css",
    "built/house.js",
    "built/plan.js",
    "built/icons.svg",
    "built/mark.svg",
    "built/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "built/fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
)
# By this the service worker knows the page from whatever else may answer at its address.
PAGE: Final = "X-Page"
KEEPER: Final = Path(__file__).resolve().parents[2] / "static/built/plan-keeper.js"
MOST_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class MyPlanPage:
    """Everything member/my_plan.html may show. Of the plan itself: nothing.

    key, brought -- what the browser needs (frontend/keys/view/steps.ts, frontend/plan/plan.ts).
    """

    key: dict[str, Any]
    brought: dict[str, Any]
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    longest: int = 2000


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the empty cards; the browser fills them."""
    page = MyPlanPage(
        key=about_key(request, actor),
        brought={
            "urls": {
                "state": reverse("plan_state"),
                "keep": reverse("keep_plan"),
                "delete": reverse("delete_plan"),
            },
            "files": [static(name) for name in FILES],
        },
        parts=parts(),
        lines=tuple(crisis_lines.lines_for(None)[:MOST_LINES]),
    )
    answer = render(request, "member/my_plan.html", {"page": page})
    answer.headers[PAGE] = "plan"
    return answer


def state(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Answer the actor's own browser with the sealed plan, and a fresh token."""
    return JsonResponse(_said(plans.mine(actor)) | {"csrf": get_token(request)})


def keep(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Keep a sealed plan, or hand back the one that was kept meanwhile."""
    try:
        said = letters.body_of(request)
        became = plans.keep(
            actor,
            key_id=letters.text_in(said, "key_id"),
            seen=letters.number_in(said, "seen"),
            box=letters.bytes_in(said, "box"),
        )
    except (CannotKeep, CannotRead) as no:
        return JsonResponse({"why": no.why}, status=400)
    return JsonResponse(_said(became.now), status=200 if became.is_kept else 409)


def delete(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Delete the plan: one press, with scripts or without."""
    plans.delete(actor)
    messages.info(request, _("Your plan is deleted."))
    return redirect("my_plan")


def keeper(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Answer the service worker of this page. It knows nobody, so anybody may have it."""
    return HttpResponse(KEEPER.read_bytes(), content_type="text/javascript")


def _said(plan: Boxed) -> dict[str, Any]:
    return {"version": plan.version, "box": letters.to_letters(plan.box)}
