"""Listings: groups of other directories, kept as they say, and faded when they stop."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from django.db import transaction

from hearthside.engines import recurrence
from hearthside.engines.interchange.listing import Listing
from hearthside.groups.models import Feed, Group, Said
from hearthside.groups.patterns import DAYS, PATTERN_COLUMNS, put_down

BATCH: Final = 500
# Raise it when a listing comes to be kept in another way: every row is then written anew.
FORM: Final = 1
# A Monday. One anchor for ever, so that the same listing gives the same row in any year.
ANCHOR: Final = date(2024, 1, 1)

_NOT_KEPT: Final = ("source_updated", "types_unknown")
_COLUMNS: Final = (
    "locality", "feed_hash", "gone_from_feed_at", "version", "state", "confirmed_at",
    "name", "about", "attendance", "place_name", "address", "district", "latitude",
    "longitude", "is_approximate", "directions", "online_link", "proposed_rule",
    "proposed_words", "proposal_settled", "changed_at", *PATTERN_COLUMNS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchTally:
    """How many listings are new, how many changed, how many are as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: BatchTally) -> BatchTally:
        return BatchTally(
            self.new + other.new, self.changed + other.changed, self.same + other.same
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What bringing listings in would do to what is there.

    before -- how many the feed has now, those gone from it aside.
    """

    tally: BatchTally
    gone: int
    before: int


def put_batch(
    feed_id: int, listings: Sequence[Listing], *, seen_at: datetime, now: datetime
) -> BatchTally:
    """Keep some listings of a feed, all or none of them.

    seen_at -- when the feed was fetched; a listing ages from then.

    A listing that says what it said before is only confirmed.
    """
    with transaction.atomic():
        feed = Feed.objects.get(id=feed_id)
        prints = {one.key: fingerprint(one, feed.locality_id) for one in listings}
        rows = Group.objects.filter(feed_id=feed_id, feed_key__in=prints)
        before = dict(rows.values_list("feed_key", "feed_hash"))
        same = [key for key, print_ in before.items() if prints[key] == print_]
        rows.filter(feed_key__in=same).update(
            confirmed_at=seen_at, gone_from_feed_at=None
        )
        unlike = {one.key: one for one in listings if one.key not in set(same)}
        filled = [
            _filled(row, unlike[row.feed_key], feed, seen_at=seen_at, now=now)
            for row in _to_change(feed_id, set(unlike) & set(before))
        ]
        added = [
            _filled(Group(feed=feed, feed_key=key), one, feed, seen_at=seen_at, now=now)
            for key, one in unlike.items()
            if key not in before
        ]
        _write(filled, added, unlike)
    return BatchTally(len(added), len(filled), len(same))


def finish(feed_id: int, *, seen_at: datetime) -> int:
    """Note that the whole feed was read; return how many listings were no longer in it.

    Those keep the day they were last seen, so that they fade.
    """
    with transaction.atomic():
        gone = Group.objects.filter(
            feed_id=feed_id, confirmed_at__lt=seen_at, gone_from_feed_at=None
        ).update(gone_from_feed_at=seen_at)
        Feed.objects.filter(id=feed_id).update(fetched_at=seen_at)
    return gone


def confirm(feed_id: int, *, seen_at: datetime) -> int:
    """Note that a list is as it was when it was last read; return how many it has."""
    with transaction.atomic():
        still = Group.objects.filter(feed_id=feed_id, gone_from_feed_at=None).update(
            confirmed_at=seen_at
        )
        Feed.objects.filter(id=feed_id).update(fetched_at=seen_at)
    return still


def compare(
    listings: Iterable[Listing], *, feed_id: int | None, locality_id: int | None
) -> Comparison:
    """Return what bringing these in would do; it only looks.

    feed_id -- None for a feed never read before.
    """
    there = Group.objects.none()
    if feed_id is not None:
        there = Group.objects.filter(feed_id=feed_id)
    hashes = dict(there.values_list("feed_key", "feed_hash"))
    still = there.filter(gone_from_feed_at=None)
    left = set(still.values_list("feed_key", flat=True))
    before = len(left)
    tally = BatchTally()
    for one in listings:
        left.discard(one.key)
        known = hashes.get(one.key)
        is_same = known == fingerprint(one, locality_id)
        tally += BatchTally(known is None, bool(known) and not is_same, is_same)
    return Comparison(tally, len(left), before)


def fingerprint(listing: Listing, locality_id: int | None) -> str:
    """Return a mark of everything we would keep of the listing: SHA-256, hexadecimal.

    When the directory last touched it is left out: no age here is taken on trust.
    """
    told = asdict(listing)
    for name in _NOT_KEPT:
        del told[name]
    canonical = json.dumps([FORM, locality_id, told], sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


@lru_cache(maxsize=1024)
def keeps_time(zone: str) -> bool:
    """Return whether meetings can be worked out in this zone (IANA name)."""
    weekly = recurrence.Pattern("FREQ=WEEKLY", ANCHOR, time(12), 60, zone)
    try:
        recurrence.check(weekly)
    except recurrence.NotAPattern:
        return False
    return True


def words_of(listing: Listing) -> list[str]:
    """Return what the listing says of itself, languages as "lang:cy"."""
    said = {*listing.topics, *listing.who_for, *listing.access, *listing.manner}
    return sorted(said | {f"lang:{code}" for code in listing.languages})


def _to_change(feed_id: int, keys: set[str]) -> list[Group]:
    # Somebody may be settling a proposal of one of these: the row lock makes us queue.
    rows = Group.objects.select_for_update().filter(feed_id=feed_id, feed_key__in=keys)
    return list(rows) if keys else []


def _write(
    changed: list[Group], added: list[Group], listings: dict[str, Listing]
) -> None:
    # One statement for all of them; bulk_update takes six times as long.
    Group.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=_COLUMNS
    )
    Said.objects.filter(group__in=[row.pk for row in changed]).delete()
    Group.objects.bulk_create(added)
    Said.objects.bulk_create(
        Said(group=row, word=word)
        for row in (*changed, *added)
        for word in words_of(listings[row.feed_key])
    )


def _filled(
    row: Group, listing: Listing, feed: Feed, *, seen_at: datetime, now: datetime
) -> Group:
    """Write the listing into the row, unsaved."""
    if row.pk is not None:
        row.version += 1
    row.locality_id = feed.locality_id
    row.feed_hash = fingerprint(listing, feed.locality_id)
    row.gone_from_feed_at = None
    row.confirmed_at = seen_at
    row.changed_at = now
    if row.state != Group.State.UNLISTED:
        row.state = Group.State.PAUSED if listing.suspended else Group.State.LISTED
    row.name, row.about = listing.name, listing.about
    row.attendance = listing.attendance
    row.place_name, row.address = listing.place, listing.address
    row.district, row.directions = listing.region, listing.directions
    row.latitude, row.longitude = listing.latitude, listing.longitude
    row.is_approximate = listing.approximate
    row.online_link = listing.online_url
    _write_when(row, listing, zone=feed.zone, now=now)
    return row


def _write_when(row: Group, listing: Listing, *, zone: str, now: datetime) -> None:
    """Write when it meets, and what its own words suggest about which weeks.

    A rule the list itself gives is taken, and its words are not asked about. One that
    somebody settled stands as long as day and time do; when the words changed since, it
    stands and is asked about once more.
    """
    is_new_time = row.pk is None or (
        row.starts_on.weekday(), row.starts_at
    ) != (listing.weekday, listing.starts_at)  # fmt: skip
    found = (
        None
        if listing.rule
        else recurrence.propose(listing.remarks, weekday=listing.weekday)
    )
    proposal = (found.rule or "", found.words[:200]) if found else ("", "")
    is_new_proposal = proposal != (row.proposed_rule, row.proposed_words)
    keeps_rule = row.proposal_settled and not is_new_time and not listing.rule
    row.proposed_rule, row.proposed_words = proposal
    row.proposal_settled = keeps_rule and not (is_new_proposal and proposal[1])
    weekly = listing.rule or f"FREQ=WEEKLY;BYDAY={DAYS[listing.weekday]}"
    rule = row.rule if keeps_rule else weekly
    pattern = recurrence.Pattern(
        rule=rule,
        starts_on=listing.starts_on or ANCHOR + timedelta(days=listing.weekday),
        starts_at=listing.starts_at,
        minutes=min(max(listing.minutes, 5), 1440),
        zone=listing.zone if keeps_time(listing.zone) else zone,
        without=listing.without,
    )
    put_down(row, pattern, now=now)
