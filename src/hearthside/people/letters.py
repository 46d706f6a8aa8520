"""Letters: what kinds there are, who still wants them, and when they may be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from django.core import signing
from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.engines import quiet_hours
from hearthside.engines.quiet_hours import QuietHours
from hearthside.people import bounces
from hearthside.people.kinds import AT_ANY_HOUR, STOPPABLE, WITH_A_WAY_OUT, Kind
from hearthside.people.models import LetterPace, LetterWish, NoLetters, Person
from hearthside.people.paces import Pace
from hearthside.people.signing_in import addresses_of

__all__ = ["AT_ANY_HOUR", "STOPPABLE", "WITH_A_WAY_OUT", "Kind"]


HOUSE_HOURS: Final = QuietHours(time(21), time(8))
_SALT: Final = "people.letters.stop"


@dataclass(frozen=True, slots=True)
class Wish:
    """What one person wants: which kinds only in the house, which quiet hours, which slower.

    hours -- None: as the house has them. paces -- the kinds that come once a day or a week.
    """

    stopped: frozenset[Kind]
    hours: QuietHours | None
    paces: dict[Kind, Pace] = field(default_factory=dict)


def wanting(person_ids: Iterable[int], *, kind: Kind) -> dict[int, str]:
    """Return the addresses of those of these people who have one and did not say stop.

    An address that gives letters back counts as none.
    """
    ids = sorted(set(person_ids))
    no_more: set[int] = set()
    if kind in STOPPABLE:
        stopped = NoLetters.objects.filter(person_id__in=ids, kind=kind)
        no_more = set(stopped.values_list("person_id", flat=True))
    return bounces.still_working(
        addresses_of([one for one in ids if one not in no_more])
    )


def may_leave_at(
    person_ids: Iterable[int], *, kind: Kind, zone: str, now: datetime
) -> dict[int, datetime]:
    """Return from when on a letter of this kind may reach each of these people.

    zone -- the clock of the house: we know no other clock of anybody.
    """
    ids = set(person_ids)
    if kind in AT_ANY_HOUR:
        return dict.fromkeys(ids, now)
    chosen = {
        row.person_id: QuietHours(row.quiet_from, row.quiet_until)
        for row in LetterWish.objects.filter(person_id__in=ids)
    }
    clock = ZoneInfo(zone)
    return {
        one: quiet_hours.over(chosen.get(one, HOUSE_HOURS), at=now, zone=clock)
        for one in ids
    }


def has_stopped(person_id: int, *, kind: str) -> bool:
    """Return whether this person said stop to this kind, perhaps after it was written."""
    return (
        kind in STOPPABLE
        and NoLetters.objects.filter(person_id=person_id, kind=kind).exists()
    )


def wish_of(actor: Actor) -> Wish:
    """Return what the actor chose."""
    stopped = NoLetters.objects.filter(person_id=actor.person_id)
    row = LetterWish.objects.filter(person_id=actor.person_id).first()
    return Wish(
        frozenset(
            Kind(kind)
            for kind in stopped.values_list("kind", flat=True)
            if kind in STOPPABLE
        ),
        QuietHours(row.quiet_from, row.quiet_until) if row else None,
        {
            Kind(one.kind): Pace(one.pace)
            for one in LetterPace.objects.filter(person_id=actor.person_id)
            if one.kind in STOPPABLE
        },
    )


def choose(actor: Actor, wish: Wish) -> None:
    """Keep which letters the actor wants and when, in place of what they chose before."""
    with transaction.atomic():
        # Two pages open at once: the second waits for the first, and its choice holds.
        Person.objects.select_for_update(no_key=True).get(id=actor.person_id)
        mine = NoLetters.objects.filter(person_id=actor.person_id)
        mine.exclude(kind__in=wish.stopped).delete()
        NoLetters.objects.bulk_create(
            [NoLetters(person_id=actor.person_id, kind=kind) for kind in wish.stopped],
            ignore_conflicts=True,
        )
        LetterPace.objects.filter(person_id=actor.person_id).delete()
        LetterPace.objects.bulk_create(
            LetterPace(person_id=actor.person_id, kind=kind, pace=pace)
            for kind, pace in wish.paces.items()
        )
        if wish.hours is None:
            LetterWish.objects.filter(person_id=actor.person_id).delete()
        else:
            LetterWish.objects.update_or_create(
                person_id=actor.person_id,
                defaults={
                    "quiet_from": wish.hours.begins,
                    "quiet_until": wish.hours.ends,
                },
            )


def stop_token(person_id: int, *, kind: Kind) -> str:
    """Return what stands in the link that stops this kind for this person.

    It holds for as long as the house's secret: whoever finds an old letter may still
    stop the next one.
    """
    return str(signing.Signer(salt=_SALT).sign_object([person_id, kind.value]))


def kind_to_stop(token: str) -> Kind:
    """Return which kind of letter this link stops.

    Raises NotFound.
    """
    return _read(token)[1]


def stop(token: str) -> Kind:
    """Stop the kind of letter this link is about, for the person it was sent to.

    Letters of that kind that wait already are not sent either. Raises NotFound.
    """
    person_id, kind = _read(token)
    slow = LetterPace.objects.filter(person_id=person_id)
    with transaction.atomic():
        if kind is Kind.DIGEST:
            # A digest is stopped by stopping whatever comes in it.
            stopped = list(slow.values_list("kind", flat=True))
        else:
            stopped, slow = [kind], slow.filter(kind=kind)
        NoLetters.objects.bulk_create(
            [NoLetters(person_id=person_id, kind=one) for one in stopped],
            ignore_conflicts=True,
        )
        slow.delete()
    return kind


def _read(token: str) -> tuple[int, Kind]:
    try:
        person_id, kind = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as forged:
        raise NotFound from forged
    if kind not in WITH_A_WAY_OUT or not Person.objects.filter(id=person_id).exists():
        raise NotFound
    return int(person_id), Kind(kind)
