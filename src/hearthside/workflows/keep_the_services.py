"""Lists of services the host approved are fetched by themselves, every page of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.module_loading import import_string

from hearthside.core import fetching
from hearthside.core.actor import Machine
from hearthside.core.fetching import Fetched, NotFetched, Rules
from hearthside.core.refusals import Refusal
from hearthside.engines.interchange import hsds
from hearthside.signposting import addresses, keeping
from hearthside.signposting.addresses import ListFetching
from hearthside.workflows import bring_in_services
from hearthside.workflows.bring_in_services import Clock, ServiceTally
from hearthside.workflows.keep_the_feeds import with_the_other_pages

# Named and not imported: workflows stand below the jobs that call them.
JOB: Final = "hearthside.jobs.reading.fetch_services"
CLOCK: Final = Machine("clock")
BROKE: Final = "Something here broke while it was read. Tell your host."
_ZIP: Final = b"PK\x03\x04"

Fetch = Callable[[str, str, str], Fetched]
"""Fetches a list from an address, with the etag and the date its server gave last time."""


def fetcher(rules: Rules) -> Fetch:
    """Return what fetches a list by these rules, every page of it.

    Raises NotFetched.
    """

    def fetch(address: str, etag: str, changed_there: str) -> Fetched:
        address = in_full(address)
        found = fetching.fetch(
            address, etag=etag, changed_there=changed_there, rules=rules
        )
        if found.raw is None or found.raw[:4] == _ZIP:
            return found
        try:
            return with_the_other_pages(address, found.raw, found, rules)
        except hsds.paged.NotAFeed as no:
            raise NotFetched(str(no)) from no

    return fetch


def in_full(address: str) -> str:
    """Return the address that has services answered whole, with numbers and places.

    Source: HSDS 3.0, "full" of GET /services; without it an answer has names only.
    """
    parts = urlsplit(address)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    if not parts.path.rstrip("/").endswith("/services") or dict(asked).get("full"):
        return address
    return urlunsplit(parts._replace(query=urlencode([*asked, ("full", "true")])))


def ask_for_due(*, now: datetime) -> int:
    """Have the clock fetch every list it is time for; return how many."""
    due = addresses.take_due(now=now)
    for list_id in due:
        import_string(JOB).enqueue(list_id)
    return len(due)


def fetch_one(list_id: int, *, fetch: Fetch, clock: Clock) -> ServiceTally | None:
    """Fetch one list and bring it in; None when it is as it was, or fetched no more.

    What goes wrong is put down with the list, and nothing of it is changed.

    Raises Refusal: why it could not be read.
    """
    one = addresses.one_of(list_id)
    if one is None:
        return None
    try:
        return _fetch(one, fetch=fetch, clock=clock)
    except Refusal as refusal:
        addresses.went_wrong(list_id, why=refusal.why, now=clock())
        raise
    except Exception:
        addresses.went_wrong(list_id, why=BROKE, now=clock())
        raise


def _fetch(one: ListFetching, *, fetch: Fetch, clock: Clock) -> ServiceTally | None:
    found = fetch(one.address, one.etag, one.changed_there)
    tally = None
    if found.raw is None:
        keeping.confirm(one.list_id, seen_at=clock())
    else:
        tally = bring_in_services.bring_in(
            CLOCK, found.raw, source=one.source, clock=clock
        )
    addresses.went_well(one.list_id, etag=found.etag, changed_there=found.changed_there)
    return tally
