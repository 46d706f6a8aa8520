"""What is not shown of a group, or to a name in it, until somebody has looked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody
from hearthside.core.policy import Place, Verb, may
from hearthside.groups import places
from hearthside.groups.directory import Sheet
from hearthside.safety import ladder, protection
from hearthside.safety.protection import NAME
from hearthside.web.desk.standing import moment
from hearthside.workflows import hidden_words
from hearthside.workflows.what_is_wrong import PHOTO, WORDS


@dataclass(frozen=True, slots=True)
class Looked:
    """The sheet as it is shown; what is hidden of it; why the reader's name is paused."""

    sheet: Sheet
    hidden: str
    paused: str


def looked_at(actor: Anybody, sheet: Sheet, *, zone: str, now: datetime) -> Looked:
    """Return what is shown now: one query, and for a member of the group two more.

    When and where the group meets is never hidden: somebody may be on their way.
    """
    mine = _own(actor, sheet)
    things = [(kind, sheet.public_id) for kind in (WORDS, PHOTO)]
    hidden = protection.hidden([*things, *((NAME, str(one)) for one in mine)])
    waits = frozenset(one for one in mine if (NAME, str(one)) in hidden)
    paused = _paused(mine, waits, zone=zone, now=now) if mine else ""
    words, photo = (thing in hidden for thing in things)
    if photo:
        sheet = replace(sheet, photo=None)
    if words:
        sheet = hidden_words.without(sheet)
    return Looked(sheet, _hidden_words() if words or photo else "", paused)


def _own(actor: Anybody, sheet: Sheet) -> list[int]:
    place = Place(sheet.id, sheet.locality_id)
    if not isinstance(actor, Actor) or not may(actor, Verb.LEAVE_A_GROUP, place):
        return []
    return [one.id for one in places.of(actor, group_id=sheet.id) if one.is_open]


def _hidden_words() -> str:
    return _(
        "Some of this page is not shown until somebody has looked at it. When and where "
        "the group meets is still true."
    )


def _paused(mine: list[int], waits: frozenset[int], *, zone: str, now: datetime) -> str:
    for one in ladder.standing(mine, now=now, waits=waits).values():
        if one.until is not None:
            when = moment(one.until, zone, now=now)
            return _(
                "You have a pause from this group until %(when)s. Why is under Mine."
            ) % {"when": when}
        return _("Your name here waits until somebody has looked. Why is under Mine.")
    return ""
