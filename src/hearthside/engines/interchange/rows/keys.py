"""Telling rows apart: a key for each listing, and rows that say the same thing twice."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from typing import Final

from hearthside.engines.interchange.characters import safe_characters
from hearthside.engines.interchange.listing import Kept, Listing, Refused
from hearthside.engines.interchange.texts import bare

from .row import Read

SAME: Final = "It says the same as an earlier row."

_LONGEST: Final = 160
_BETWEEN: Final = "~"  # never left inside an identity, so no two keys grow together
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def told_apart(rows: Sequence[Read]) -> list[Kept | Refused]:
    """Return every row with its key; what says the same as an earlier row is refused.

    A key is the slug; where that is not enough the weekday, the time, and at last a mark
    made from what the listing says are added. None of it depends on the order of rows.
    """
    drafts = [_Draft(row, listing) for row in rows for listing in row.listings]
    firsts = _say_the_same(drafts)
    _give_keys([draft for draft in drafts if draft.row.number == firsts[draft.told]])
    keys = {draft.told: draft.key for draft in drafts if draft.key}
    by_row: dict[int, list[Kept | Refused]] = defaultdict(list)
    for draft in drafts:
        number = firsts[draft.told]
        by_row[draft.row.number].append(_result(draft, number, keys[draft.told]))
    for row in rows:
        by_row[row.number] += [_refusal(row, reason) for reason in row.refusals]
    return [result for row in rows for result in by_row[row.number]]


class _Draft:
    """A listing on the way to its key.

    told -- all it says, but for when the directory last changed it.
    """

    __slots__ = ("key", "listing", "row", "slug", "told")

    def __init__(self, row: Read, listing: Listing) -> None:
        self.row = row
        self.listing = listing
        self.slug = _slug(row, listing)
        self.told = (self.slug, replace(listing, source_updated=None))
        self.key = ""


def _say_the_same(drafts: list[_Draft]) -> dict[tuple[str, Listing], int]:
    """Return the number of the first row for everything that is said."""
    firsts: dict[tuple[str, Listing], int] = {}
    for draft in drafts:
        firsts.setdefault(draft.told, draft.row.number)
    return firsts


def _give_keys(drafts: list[_Draft]) -> None:
    steps: tuple[Callable[[_Draft], str], ...] = (
        lambda draft: draft.slug,
        lambda draft: _DAYS[draft.listing.weekday],
        lambda draft: draft.listing.starts_at.strftime("%H%M"),
        lambda draft: _mark(
            draft.listing.name, draft.listing.place, draft.listing.address
        ),
        lambda draft: _mark(*astuple(draft.told[1])),
    )
    crowded = drafts
    for step in steps:
        for draft in crowded:
            draft.key = _BETWEEN.join(part for part in (draft.key, step(draft)) if part)
        together: dict[str, list[_Draft]] = defaultdict(list)
        for draft in crowded:
            together[draft.key].append(draft)
        crowded = [
            draft for same in together.values() if len(same) > 1 for draft in same
        ]


def _result(draft: _Draft, first: int, key: str) -> Kept | Refused:
    row = draft.row
    if row.number != first:
        return Refused(row.number, key, row.name, SAME, f"See row {first}.")
    listing = replace(draft.listing, key=key)
    return Kept(row.number, listing, tuple(row.findings.mended))


def _refusal(row: Read, reason: str) -> Refused:
    return Refused(row.number, bare(row.identity, most=_LONGEST), row.name, reason)


def _slug(row: Read, listing: Listing) -> str:
    """Return the identity of the row as it may be kept."""
    if not row.identity:
        return "made-" + _mark(listing.name, listing.place, listing.address)
    written = "-".join(safe_characters(row.identity[:2000]).split())
    written = re.sub(r"[~<>\"'&]", "-", written)
    # A slug that cleaning would change has somebody's number in it, or is far too long.
    if written != bare(written, most=_LONGEST):
        return "made-" + _mark(row.identity)
    return written


def _mark(*said: object) -> str:
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:12]
