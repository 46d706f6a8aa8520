"""Services of a list come in, batch by batch; what did not change is not written."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from typing import Any, Final

from hearthside.engines.interchange.services import Offer
from hearthside.signposting import wording
from hearthside.signposting.models import Service, ServiceList, Word

# A house that looks for somebody else meanwhile waits for no longer than this takes.
BATCH: Final = 200
_CODES: Final = ("needs", "who", "languages", "access")


@dataclass(frozen=True, slots=True)
class Counts:
    """Services of a list, against those that were here before."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.new + other.new, self.changed + other.changed, self.same + other.same
        )


@dataclass(frozen=True, slots=True)
class Against:
    """What bringing a list in would change. before -- how many it had last time."""

    counts: Counts
    gone: int
    before: int


@dataclass(frozen=True, slots=True)
class Known:
    """A row that is here: what it says beside its id, and everything it says."""

    pk: int
    source_id: str
    likeness: str
    digest: str
    is_gone: bool


def compare(list_id: int | None, offers: Sequence[Offer]) -> Against:
    """Return what bringing these in would change; two queries, and nothing written."""
    known = _known(list_id)
    taken: Counter[str] = Counter()
    left = {one.source_id: one for one in known.values() if not one.is_gone}
    before = len(left)
    matched = _matched(known, offers)
    for offer in offers:
        one = matched.get(offer.key)
        if one is None:
            taken["new"] += 1
            continue
        left.pop(one.source_id, None)
        is_same = one.digest == digest_of(offer) and not one.is_gone
        taken["same" if is_same else "changed"] += 1
    counts = Counts(taken["new"], taken["changed"], taken["same"])
    return Against(counts, len(left), before)


def match(list_id: int, every: Sequence[Offer]) -> dict[str, Known]:
    """Return the row that is here for each service of a list, by its id there; one query."""
    return _matched(_known(list_id), every)


def put_batch(
    list_id: int, batch: Sequence[Offer], *, matched: dict[str, Known], now: datetime
) -> Counts:
    """Keep one batch of a list. matched -- what match() said of the whole of it."""
    new, changed, same = [], [], []
    for offer in batch:
        one = matched.get(offer.key)
        if one is None:
            new.append(Service(list_id=list_id, **_columns(offer), seen_at=now))
        elif one.digest == digest_of(offer) and one.source_id == offer.key:
            same.append(one.pk)
        else:
            changed.append(_changed(one.pk, offer, now=now))
    Service.objects.filter(id__in=same).update(seen_at=now, gone_at=None)
    made = Service.objects.bulk_create(new)
    _lay_words(made, {offer.key: offer for offer in batch})
    _lay_words(changed, {offer.key: offer for offer in batch})
    back = sum(
        one.is_gone
        for offer in batch
        if (one := matched.get(offer.key)) and one.pk in same
    )
    return Counts(len(new), len(changed) + back, len(same) - back)


def finish(
    list_id: int, every: Iterable[Offer], *, seen_at: datetime, now: datetime
) -> int:
    """Put down which services the list names no more, and that it was read; return how many."""
    named = {offer.key for offer in every}
    here = Service.objects.filter(list_id=list_id, gone_at=None)
    gone = [
        pk
        for pk, source_id in here.values_list("id", "source_id")
        if source_id not in named
    ]
    for start in range(0, len(gone), BATCH):
        Service.objects.filter(id__in=gone[start : start + BATCH]).update(gone_at=now)
    ServiceList.objects.filter(id=list_id).update(fetched_at=seen_at)
    return len(gone)


def confirm(list_id: int, *, seen_at: datetime) -> None:
    """Put down that the list is as it was."""
    ServiceList.objects.filter(id=list_id).update(fetched_at=seen_at)


def digest_of(offer: Offer) -> str:
    """Return what stands for everything a service says, its id aside."""
    said = asdict(offer)
    said.pop("key")
    return _hash(json.dumps(said, sort_keys=True, default=str))


def likeness_of(offer: Offer) -> str:
    """Return what stands for who a service is: its name, whose it is, and where."""
    said = (offer.name, offer.organisation, offer.address, offer.town)
    return _hash("\n".join(" ".join(one.casefold().split()) for one in said))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _known(list_id: int | None) -> dict[str, Known]:
    rows = Service.objects.filter(list_id=list_id).values_list(
        "id", "source_id", "likeness", "digest", "gone_at"
    )
    return {
        source_id: Known(pk, source_id, likeness, digest, gone_at is not None)
        for pk, source_id, likeness, digest, gone_at in rows
    }


def _matched(known: dict[str, Known], offers: Iterable[Offer]) -> dict[str, Known]:
    """Return the row each service is, by its id, or else by its likeness.

    Only a row whose id the list names no more can be known by its likeness, and only
    where both are the only ones so alike: two branches of one name stay two.
    """
    offers = list(offers)
    named = {offer.key for offer in offers}
    found = {key: known[key] for key in named if key in known}
    strange = [offer for offer in offers if offer.key not in known]
    alike = Counter(likeness_of(offer) for offer in strange)
    free: dict[str, list[Known]] = {}
    for one in known.values():
        if one.source_id not in named:
            free.setdefault(one.likeness, []).append(one)
    for offer in strange:
        likeness = likeness_of(offer)
        rows = free.get(likeness, [])
        if alike[likeness] == 1 and len(rows) == 1:
            found[offer.key] = rows[0]
    return found


def _columns(offer: Offer) -> dict[str, Any]:
    said: dict[str, Any] = asdict(offer)
    said["source_id"] = said.pop("key")
    for name in _CODES:
        said[name] = f" {' '.join(said[name])} " if said[name] else ""
    said["kinds"] = list(offer.kinds)
    said["ways"] = [list(astuple(way)) for way in offer.ways]
    return {**said, "likeness": likeness_of(offer), "digest": digest_of(offer)}


def _changed(pk: int, offer: Offer, *, now: datetime) -> Service:
    columns = {**_columns(offer), "seen_at": now, "gone_at": None}
    Service.objects.filter(id=pk).update(**columns)
    return Service(pk=pk, source_id=offer.key)


def _lay_words(rows: Iterable[Service], offers: dict[str, Offer]) -> None:
    rows = list(rows)
    Word.objects.filter(service_id__in=[row.pk for row in rows]).delete()
    Word.objects.bulk_create(
        (
            Word(service_id=row.pk, word=word, weight=weight)
            for row in rows
            for word, weight in wording.terms_for(offers[row.source_id]).items()
        ),
        batch_size=2000,
    )
