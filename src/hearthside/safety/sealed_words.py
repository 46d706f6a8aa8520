"""Words of a circle that came with a report: sealed to each lead who may read it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile
from hearthside.groups import roles
from hearthside.safety import keyholding
from hearthside.safety.keyholding import Keyholder
from hearthside.safety.models import (
    KeyholderKey,
    Report,
    SealedWords,
    SealedWordsKey,
    Step,
)
from hearthside.safety.readers import has_opened, the_report
from hearthside.safety.reports import CannotReport

# As docs/develop/sealed-objects.md says: whatever was chosen, it has one of these sizes.
BOXES: Final = tuple(size * 1024 + 29 for size in (16, 64, 128))
KEY: Final = 80
FORM: Final = 1
MOST: Final = 5
_TAG: Final = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class Sealed:
    """Words as the device sealed them. keys -- a key's id, and what opens them sealed to it."""

    tag: str
    box: bytes
    keys: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class ToOpen:
    """One box, for a lead's browser. key_id, sealed -- empty: not sealed to a key of theirs."""

    tag: str
    box: bytes
    key_id: str
    sealed: bytes


def readers() -> list[Keyholder]:
    """Return every lead with a key: whom a device seals to, whoever the report is about.

    All of them, always: a list that left somebody out would say who is a lead. What is
    not for one of them is not kept (`keep`).
    """
    return keyholding.of(roles.leads())


def keep(
    report_id: int, sealed: Sealed, *, for_persons: Collection[int], now: datetime
) -> bool:
    """Keep sealed words with a report; return whether anybody who reads it can open them.

    for_persons -- who reads it; what was sealed to any other is thrown away. The same
    words sent again are kept once.

    Raises CannotReport, ChangedMeanwhile.
    """
    _insist_ours(sealed)
    with transaction.atomic():
        row = Report.objects.select_for_update().get(id=report_id)
        holders = {one.id: one.person_id for one in readers()}
        given = dict(sealed.keys)
        if given.keys() != holders.keys():
            raise ChangedMeanwhile(
                _("The people who may read it have changed. Press once more.")
            )
        may = {one for one, person in holders.items() if person in for_persons}
        if not may:
            return False
        if row.sealed_words.filter(tag=sealed.tag).exists():
            return True
        before = row.sealed_words.count()
        if before >= MOST:
            raise CannotReport(
                _("We have enough to look at. Add words to your report, if you like.")
            )
        kept = SealedWords.objects.create(
            report=row, tag=sealed.tag, box=sealed.box, kept_at=now
        )
        ids = KeyholderKey.objects.filter(public_id__in=may)
        SealedWordsKey.objects.bulk_create(
            SealedWordsKey(words=kept, key_id=pk, sealed=given[public_id])
            for public_id, pk in ids.values_list("public_id", "id")
        )
        if before:
            Step.objects.create(report=row, at=now, kind=Step.Kind.SAID)
    return True


def to_open(
    actor: Actor, own_places: Iterable[int], *, public_id: str, now: datetime
) -> list[ToOpen]:
    """Return what came sealed with a report, to a lead who has just opened it.

    Empty for everybody else, and before it was opened.

    Raises NotFound.
    """
    row = the_report(actor, own_places, public_id=public_id)
    if actor.person_id not in roles.leads() or not has_opened(row, actor, now=now):
        return []
    mine = {
        one.words_id: (one.key.public_id, bytes(one.sealed))
        for one in SealedWordsKey.objects.filter(
            words__report=row, key__person_id=actor.person_id
        ).select_related("key")
    }
    return [
        ToOpen(one.tag, bytes(one.box), *mine.get(one.pk, ("", b"")))
        for one in row.sealed_words.order_by("id")
    ]


def _insist_ours(sealed: Sealed) -> None:
    fits = (
        _TAG.fullmatch(sealed.tag)
        and len(sealed.box) in BOXES
        and sealed.box[0] == FORM
        and len(dict(sealed.keys)) == len(sealed.keys)
        and all(len(one) == KEY for _id, one in sealed.keys)
    )
    if not fits:
        raise CannotReport(_("That is nothing our page seals. Nothing was changed."))
