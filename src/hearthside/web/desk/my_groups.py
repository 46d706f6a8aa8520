"""The groups of a desk, each with the ways into it, or what to say where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.groups.directory import Handle
from hearthside.meetings.group_health import Look
from hearthside.web.desk import health_words
from hearthside.web.desk.waiting import if_may


@dataclass(frozen=True, slots=True)
class MyGroup:
    """One group and the ways into it; empty where this person has none.

    doing -- how it is doing, in one line, for whoever coordinates it.
    """

    name: str
    doing: str
    doing_url: str
    dates_url: str
    rota_url: str
    details_url: str
    numbers_url: str


@dataclass(frozen=True, slots=True)
class Empty:
    """A desk without a group: one sentence, one next step."""

    words: str
    next_url: str
    next_words: str


def my_group(actor: Actor, group: Handle, looks: Sequence[Look]) -> MyGroup:
    """Return one group with the ways into it this person has.

    looks -- its lights; empty for whoever does not coordinate it.
    """
    return MyGroup(
        group.name,
        health_words.line([look.light for look in looks]) if looks else "",
        if_may(actor, Verb.SEE_GROUP_HEALTH, group, "group_health") if looks else "",
        if_may(actor, Verb.CHANGE_A_DATE, group, "dates"),
        if_may(actor, Verb.KEEP_THE_ROTA, group, "rota"),
        if_may(actor, Verb.CHANGE_A_GROUP, group, "details"),
        if_may(actor, Verb.SEE_NUMBERS, group, "group_numbers"),
    )


def no_group(begin_url: str) -> Empty:
    """Return what a desk without a group says."""
    if begin_url:
        return Empty(
            _("There is no group in your locality yet."), begin_url, _("Begin a group")
        )
    return Empty(
        _(
            "No group is yours to look after yet. A coordinator or the host can give one."
        ),
        reverse("groups"),
        _("Look at all groups"),
    )
