"""The offer of help beside a field: what it holds. Whether it shows, only the device decides."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from hearthside.core import policy
from hearthside.core.actor import Anybody
from hearthside.core.policy import Verb
from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import Line


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything parts/offer.html may show.

    field -- the id of the field it watches. plan_url -- empty for who has no plan here.
    tell_url -- where one tells a facilitator, empty where there is none to tell.
    """

    field: str
    lines: tuple[Line, ...]
    plan_url: str
    tell_url: str
    about_url: str


def offer_beside(
    field: str, actor: Anybody, *, locality_id: int | None = None, tell_url: str = ""
) -> Offer:
    """Return the offer for one field; one query.

    It is on the page from the beginning, whatever is written, so that showing it asks
    the server nothing.
    """
    return Offer(
        field=field,
        lines=tuple(crisis_lines.lines_for(locality_id)),
        plan_url=reverse("my_plan") if policy.may(actor, Verb.KEEP_MY_PLAN) else "",
        tell_url=tell_url,
        about_url=reverse("about_offer"),
    )
