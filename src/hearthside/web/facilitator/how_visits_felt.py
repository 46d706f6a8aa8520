"""How visits felt: the sums people chose to share, for this group's own facilitators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.engines.matching import Felt
from hearthside.groups import directory, reflections


@dataclass(frozen=True, slots=True)
class HowVisitsFeltPage:
    """Everything facilitator/how_visits_felt.html may show. rows -- words and a number."""

    group_name: str
    dates_url: str
    said: str
    rows: tuple[tuple[str, int], ...]


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the sums, once there are five."""
    group = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.SEE_HOW_IT_FELT
    )
    if not group.is_ours:
        raise NotFound
    felt = reflections.how_it_felt(actor, group_id=group.id)
    page = HowVisitsFeltPage(
        group_name=group.name,
        dates_url=reverse("dates", args=[group_id]),
        said=_said(felt),
        rows=_rows(felt),
    )
    return render(request, "facilitator/how_visits_felt.html", {"page": page})


def _said(felt: Felt | None) -> str:
    if felt is None:
        return _(
            "Fewer than five people have told us yet. Until then we show nothing, so "
            "that nobody can be guessed."
        )
    return ngettext(
        "Of %(total)s people who told us, %(number)s felt at ease.",
        "Of %(total)s people who told us, %(number)s felt at ease.",
        felt.at_ease,
    ) % {"total": felt.total, "number": felt.at_ease}


def _rows(felt: Felt | None) -> tuple[tuple[str, int], ...]:
    if felt is None:
        return ()
    return (
        (_("At ease"), felt.at_ease),
        (_("In between"), felt.between),
        (_("Not at ease"), felt.not_at_ease),
    )
