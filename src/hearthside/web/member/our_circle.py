"""The circle of a group: a page around words that only its members' own browsers can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from hearthside.circles import open_circles
from hearthside.circles.founding import DEFAULT_DAYS
from hearthside.circles.open_circles import OpenCircle
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, may
from hearthside.groups import directory, joining
from hearthside.people.signing_in import signed_in
from hearthside.safety.reports import WISHES
from hearthside.web.member.circle_sentences import sentences
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.about_key import about_key
from hearthside.web.wrong_words import WISH_WORDS
from hearthside.workflows import block_a_name
from hearthside.workflows.report_from_a_circle import MOST_MESSAGES

# In days: what a group chooses from for how long words stay.
LASTS: Final = (7, 14, 30, 60, 90, 180)


@dataclass(frozen=True, slots=True)
class OurCirclePage:
    """Everything member/our_circle.html may show. Of what is said in it: nothing.

    key, brought, sentences -- what the browser needs (frontend/circle/circle.ts). days -- how
    long words last; lasts -- times to choose from. wishes -- what a report may ask for. wrong_url -- where somebody tells
    us without sealed words.
    """

    group_name: str
    group_url: str
    key: dict[str, Any]
    brought: dict[str, Any]
    sentences: dict[str, str]
    days: int
    lasts: tuple[tuple[int, str], ...]
    wishes: tuple[tuple[str, str], ...]
    most_reported: int
    wrong_url: str
    is_line: bool = False


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the room; the browser opens what is said in it."""
    here = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.SIT_IN_A_CIRCLE
    )
    circle = open_circles.of_group(actor, group_id=here.id)
    places = {one.group_id: one.name_here for one in joining.my_places(actor)}
    person = signed_in(request.user)
    days = circle.lifetime_days if circle else DEFAULT_DAYS
    page = OurCirclePage(
        group_name=here.name,
        group_url=reverse("group", args=[group_id]),
        key=about_key(request, actor),
        brought={
            "circle": circle.circle_id if circle else "",
            "drawn": letters.to_letters(circle.drawn) if circle else "",
            # Whoever only looks after the group has no name in it: the one they are known by.
            "name": places.get(here.id) or (person.called if person else ""),
            "may_begin": may(actor, Verb.BEGIN_A_CIRCLE, here.place),
            "days": days,
            "put_away": _put_away(actor, circle, here.id),
            "csrf": get_token(request),
            "urls": _urls(group_id, circle),
        },
        sentences=sentences(),
        days=days,
        lasts=lasts_with(days),
        wishes=tuple((wish, str(WISH_WORDS[wish])) for wish in WISHES),
        most_reported=MOST_MESSAGES,
        wrong_url=reverse("wrong_about", args=["group", group_id]),
    )
    return render(request, "member/our_circle.html", {"page": page})


def _put_away(actor: Actor, circle: OpenCircle | None, group_id: int) -> list[str]:
    if circle is None:
        return []
    keys = block_a_name.keys_put_away(
        actor, circle_id=circle.circle_id, group_id=group_id
    )
    return [letters.to_letters(one) for one in keys]


def _urls(group_id: str, circle: OpenCircle | None) -> dict[str, str]:
    found = {
        "begin": reverse("begin_circle", args=[group_id]),
        "sit": reverse("sit_in_circle", args=[group_id]),
        "ticket": reverse("stream_ticket"),
    }
    return found if circle is None else found | urls_of(circle.circle_id)


def urls_of(circle_id: str) -> dict[str, str]:
    """Return what a device asks of one circle, by the name it knows each address by."""
    names = {
        "state": "circle_state",
        "layKeys": "lay_circle_keys",
        "keys": "circle_keys",
        "commit": "turn_keys",
        "frames": "circle_frames",
        "welcomes": "circle_welcomes",
        "used": "used_welcomes",
        "waiting": "circle_waiting",
        "lay": "lay_key_packages",
        "handOut": "hand_out_key_packages",
        "report": "report_words",
        "lifetime": "circle_lifetime",
    }
    found = {key: reverse(name, args=[circle_id]) for key, name in names.items()}
    # Each picture lies below it, under the name its sender's device drew.
    here = found["state"].removesuffix("state/")
    return found | {"pictures": f"{here}pictures/"}


def lasts_with(days: int) -> tuple[tuple[int, str], ...]:
    """Return the times words may stay, the one they stay now among them."""
    return tuple(
        (one, ngettext("%(days)d day", "%(days)d days", one) % {"days": one})
        for one in sorted({*LASTS, days})
    )
