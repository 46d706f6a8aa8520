"""Changing what a newcomer reads of a group, and when it usually meets."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, Q

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal
from hearthside.engines import recurrence, words
from hearthside.groups.models import Group, Said
from hearthside.groups.patterns import pattern_of, put_down
from hearthside.groups.withheld import roughly

MOST_SEATS: Final = 200
NO_NAME: Final = "Give the group a name."
LANGUAGE: Final = "lang:"


class CannotKeep(Refusal):
    """These details cannot be kept so."""


@dataclass(frozen=True, slots=True)
class Details:
    """Everything a coordinator may change of a group; names are those of the columns.

    latitude, longitude -- degrees, WGS 84; both or neither.
    is_approximate -- the place is a postcode area or a town, not a door.
    said -- words of the closed vocabulary, languages as "lang:cy".
    state -- listed, paused or unlisted; no date is shown of a group that is not listed.
    """

    name: str
    state: str
    one_line: str
    about: str
    first_time: str
    who_meets_you: str
    hours_note: str
    seats: int
    attendance: str
    place_name: str
    address: str
    address_withheld: bool
    district: str
    latitude: float | None
    longitude: float | None
    is_approximate: bool
    directions: str
    access_notes: str
    door: str
    online_link: str
    online_note: str
    said: frozenset[str]
    pattern: recurrence.Pattern


@dataclass(frozen=True, slots=True)
class Current:
    """A group's details as they are now, and the version somebody changing them has open."""

    group_id: int
    version: int
    details: Details


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change did.

    dates_follow -- the usual pattern is another one, so the coming dates are too.
    state_is_new -- the group was listed, paused or taken off the list.
    is_off_the_list -- now, and so only its own people see its page.
    """

    group_id: int
    version: int
    dates_follow: bool
    state_is_new: bool
    is_off_the_list: bool


COLUMNS: Final = tuple(
    field.name for field in fields(Details) if field.name not in {"said", "pattern"}
)
# A sealed column grows on the way in, so its words have a length of their own.
LONGEST_LINK: Final = 400
LENGTHS: Final[dict[str, int]] = {
    field.name: field.max_length or LONGEST_LINK
    for field in Group._meta.fields
    if field.name in COLUMNS
    and not field.choices
    and field.get_internal_type() in {"CharField", "TextField"}
}


def current(actor: Actor, *, public_id: str) -> Current:
    """Return the details of one of our groups to somebody who may change them.

    Raises NotFound.
    """
    row = Group.objects.filter(public_id=public_id, feed=None).first()
    if row is None:
        raise NotFound
    insist(actor, Verb.CHANGE_A_GROUP, Place(row.pk, row.locality_id))
    columns = {name: getattr(row, name) for name in COLUMNS}
    details = Details(**columns, said=_said_of(row), pattern=pattern_of(row))
    return Current(row.pk, row.version, details)


def why_not_keep(details: Details) -> str | None:
    """Return why these details cannot be kept, or None when they can."""
    if not details.name.strip():
        return NO_NAME
    if details.state not in Group.State.values:
        return "Choose whether the group is listed."
    for name, longest in LENGTHS.items():
        if len(getattr(details, name)) > longest:
            return f"One of the texts is longer than {longest} letters."
    if not 1 <= details.seats <= MOST_SEATS:
        return f"A group has from 1 to {MOST_SEATS} seats."
    if details.attendance not in words.ATTENDANCE:
        return "Choose how people take part."
    if any(not _is_a_word(word) for word in details.said):
        return "One of the words ticked is not one we know."
    if details.online_link and not details.online_link.startswith("https://"):
        return "A link begins with https:// so that nobody can listen in on the way."
    if (details.latitude is None) != (details.longitude is None):
        return "A place needs both numbers, north and east."
    try:
        recurrence.check(details.pattern)
    except recurrence.NotAPattern as wrong:
        return str(wrong)
    return None


def why_not_call_it(
    name: str, *, locality_id: int | None, but: int | None = None
) -> str | None:
    """Return why no group of this locality can have this name, or None when one can.

    but -- the group that has it already.
    """
    same = Group.objects.filter(
        Q(locality_id=locality_id), feed=None, name__iexact=name
    )
    if same.exclude(Q(id=but)).exists():
        return "Another group here has that name. Choose one people cannot mix up."
    return None


def change(
    actor: Actor, *, public_id: str, version: int, details: Details, now: datetime
) -> Outcome:
    """Keep these details; columns that are the same stay untouched.

    version -- the version the actor had open; somebody else's change in between refuses.

    Raises NotFound, CannotKeep, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = (
            Group.objects.select_for_update()
            .filter(public_id=public_id, feed=None)
            .first()
        )
        if row is None:
            raise NotFound
        insist(actor, Verb.CHANGE_A_GROUP, Place(row.pk, row.locality_id))
        if row.version != version:
            raise ChangedMeanwhile(
                "Somebody else changed this group while you had it open. Below is what "
                "differs. What you wrote is still in the form: save it if it is right."
            )
        if why := why_not_keep(details) or why_not_call_it(
            details.name, locality_id=row.locality_id, but=row.pk
        ):
            raise CannotKeep(why)
        details = _as_kept(details)
        dates_follow = details.pattern != pattern_of(row)
        state_is_new = details.state != row.state
        columns = _write(row, details)
        if dates_follow:
            columns += put_down(row, details.pattern, now=now)
        changed = {name: getattr(row, name) for name in columns}
        Group.objects.filter(id=row.pk).update(
            **changed, version=F("version") + 1, changed_at=now
        )
        _say(row, details.said)
        trail.note(actor, verb=Verb.CHANGE_A_GROUP, what=f"group:{row.pk}", now=now)
    gone = details.state == Group.State.UNLISTED
    return Outcome(row.pk, version + 1, dates_follow, state_is_new, gone)


def _as_kept(details: Details) -> Details:
    """Return the details as they may be kept: a door that is not listed only roughly."""
    if not details.address_withheld or details.latitude is None:
        return details
    north, east = roughly(details.latitude, details.longitude)
    return replace(details, latitude=north, longitude=east, is_approximate=True)


def _write(row: Group, details: Details) -> list[str]:
    changed = [name for name in COLUMNS if getattr(row, name) != getattr(details, name)]
    for name in changed:
        setattr(row, name, getattr(details, name))
    return changed


def _say(row: Group, said: frozenset[str]) -> None:
    before = _said_of(row)
    Said.objects.filter(group=row, word__in=before - said).delete()
    Said.objects.bulk_create(
        Said(group=row, word=word) for word in sorted(said - before)
    )


def _said_of(row: Group) -> frozenset[str]:
    return frozenset(Said.objects.filter(group=row).values_list("word", flat=True))


def _is_a_word(word: str) -> bool:
    if word.startswith(LANGUAGE):
        return word.removeprefix(LANGUAGE) in words.LANGUAGES
    return word in words.SAID
