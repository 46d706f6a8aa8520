"""Lists the host approved are fetched by themselves, and never look fresher than they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.utils.module_loading import import_string

from hearthside.core import fetching
from hearthside.core.actor import Machine
from hearthside.core.fetching import MEGABYTE, Fetched, NotFetched, Rules
from hearthside.core.refusals import Refusal
from hearthside.engines.interchange import hsds
from hearthside.groups import feed_addresses, listings, twins
from hearthside.groups.feed_addresses import Fetching
from hearthside.workflows.import_listings import Clock, Tally, import_listings

# Named and not imported: workflows stand below the jobs that call them.
JOB: Final = "hearthside.jobs.reading.fetch"
CLOCK: Final = Machine("clock")
BROKE: Final = "Something here broke while it was read. Tell your host."

# Answers a page at a time.
PAGED: Final = "hsds"

Fetch = Callable[[Fetching], Fetched]
"""Fetches a list from its address, with what its server said last time."""


def rules(*, over_http: bool, megabytes: int) -> Rules:
    """Return how far this house goes to fetch a list, as its settings say."""
    return Rules(https_only=not over_http, most_bytes=megabytes * MEGABYTE)


def fetcher(rules: Rules) -> Fetch:
    """Return what fetches a list by these rules, every page of it."""

    def fetch(one: Fetching) -> Fetched:
        found = fetching.fetch(
            one.address, etag=one.etag, changed_there=one.changed_there, rules=rules
        )
        if found.raw is None or one.source.kind != PAGED:
            return found
        try:
            return with_the_other_pages(one.address, found.raw, found, rules)
        except hsds.paged.NotAFeed as no:
            raise NotFetched(str(no)) from no

    return fetch


def with_the_other_pages(
    address: str, first: bytes, found: Fetched, rules: Rules
) -> Fetched:
    """Return a list with every page of it as one answer.

    first -- what its first page said. Raises NotFetched, hsds.paged.NotAFeed.
    """
    pages = hsds.paged.pages_in(first)
    if pages == 1:
        return found
    raws, left = [first], rules.most_bytes - len(first)
    for number in range(2, pages + 1):
        other = hsds.paged.address_of(address, page=number)
        fits = replace(rules, most_bytes=max(1, left))
        raws.append(fetching.fetch(other, rules=fits).raw or b"")
        left -= len(raws[-1])
    # That the first page is as it was says nothing of the others: no mark is kept.
    return Fetched(hsds.paged.joined(raws))


def ask_for_due(*, now: datetime) -> int:
    """Have the clock fetch every list it is time for; return how many."""
    # A listing left out for another one is shown again when that one fades.
    twins.bring_back(now=now)
    due = feed_addresses.take_due(now=now)
    for feed_id in due:
        import_string(JOB).enqueue(feed_id)
    return len(due)


def fetch_one(
    feed_id: int, *, fetch: Fetch, clock: Clock, even_if_smaller: bool = False
) -> Tally | None:
    """Fetch one list and bring it in; None when it is as it was, or fetched no more.

    What goes wrong is put down with the list, and nothing of it is changed.

    Raises Refusal: why it could not be read.
    """
    one = feed_addresses.one_of(feed_id)
    if one is None:
        return None
    try:
        return _fetch(one, fetch=fetch, clock=clock, even_if_smaller=even_if_smaller)
    except Refusal as refusal:
        feed_addresses.went_wrong(feed_id, why=refusal.why, now=clock())
        raise
    except Exception:
        feed_addresses.went_wrong(feed_id, why=BROKE, now=clock())
        raise


def _fetch(
    one: Fetching, *, fetch: Fetch, clock: Clock, even_if_smaller: bool
) -> Tally | None:
    found = fetch(one)
    seen_at = clock()
    if found.raw is None:
        listings.confirm(one.feed_id, seen_at=seen_at)
        tally = None
    else:
        tally = import_listings(
            CLOCK,
            found.raw,
            source=one.source,
            seen_at=seen_at,
            clock=clock,
            even_if_smaller=even_if_smaller,
        )
    feed_addresses.went_well(
        one.feed_id, etag=found.etag, changed_there=found.changed_there
    )
    return tally
