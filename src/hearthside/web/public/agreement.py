"""The agreement of a group: what people promise, where that ends, and every version of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody
from hearthside.core.policy import Verb, may
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.engines.differences import Row, compare
from hearthside.groups import agreeing, directory, open_changes
from hearthside.groups.agreeing import Version
from hearthside.groups.directory import Handle
from hearthside.organisation.wording import limits_of
from hearthside.web.frame import house_of


@dataclass(frozen=True, slots=True)
class Earlier:
    """One change of the agreement: what it was called then, why, and what became of it."""

    head: str
    since: str
    why: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OpenChange:
    """A change that is talked over now."""

    why: str
    url: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Everything public/agreement.html may show.

    first -- the first version, when there are others. talks -- this reader may talk it over.
    """

    group_name: str
    group_url: str
    since: str
    promises: tuple[str, ...]
    limits: str
    changes: tuple[Earlier, ...]
    first: Version | None
    first_since: str
    talks: bool
    propose_url: str
    open_changes: tuple[OpenChange, ...]


def show(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Show the agreement of a group to anybody who may see the group."""
    group = directory.handle(actor, public_id=group_id, now=now)
    kept = agreeing.versions(group.id)
    if not kept:
        raise NotFound
    talks = may(actor, Verb.TALK_OVER_THE_AGREEMENT, group.place)
    page = AgreementPage(
        group_name=group.name,
        group_url=reverse("group", args=[group_id]),
        since=since(kept[0]),
        promises=kept[0].promises,
        limits=limits_of(house_of(request)),
        changes=tuple(_change(new, old) for new, old in pairwise(kept)),
        first=kept[-1] if len(kept) > 1 else None,
        first_since=since(kept[-1]),
        talks=talks,
        propose_url=reverse("propose_change", args=[group_id]),
        open_changes=_open(actor, group) if isinstance(actor, Actor) and talks else (),
    )
    return render(request, "public/agreement.html", {"page": page})


def since(version: Version) -> str:
    """Return which version it is, since when, and how it came to be."""
    said = _("Version %(number)s, since %(day)s.") % {
        "number": version.number,
        "day": recurrence.say_date(version.adopted_on),
    }
    if version.at_a_meeting:
        said += " " + _("It was read aloud at a meeting and adopted there.")
    return said


def _change(new: Version, old: Version) -> Earlier:
    head = _("From version %(old)s to version %(new)s") % {
        "old": old.number,
        "new": new.number,
    }
    return Earlier(head, since(new), new.why, compare(old.promises, new.promises))


def _open(actor: Actor, group: Handle) -> tuple[OpenChange, ...]:
    return tuple(
        OpenChange(one.why, reverse("proposed_change", args=[one.public_id]))
        for one in open_changes.in_group(actor, group_id=group.id)
    )
