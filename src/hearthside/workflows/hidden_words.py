"""A group's own words while they are hidden: left out wherever they would be shown.

When and where a group meets is never hidden: somebody may be on their way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from hearthside.groups.directory import Sheet
from hearthside.groups.finding import Card
from hearthside.groups.publishing import Told
from hearthside.safety import protection
from hearthside.workflows.what_is_wrong import WORDS


def public_ids() -> frozenset[str]:
    """Return the groups whose words are hidden now, so that no search finds them by these."""
    found = protection.since(WORDS)
    return frozenset(one for one, stands in found.items() if stands.is_hidden)


def off_the_sheet(sheet: Sheet) -> Sheet:
    """Return what is shown of a group now; one query."""
    if not protection.hidden([(WORDS, sheet.public_id)]):
        return sheet
    return without(sheet)


def without(sheet: Sheet) -> Sheet:
    """Return this sheet without the group's own words."""
    return replace(sheet, one_line="", about="", first_time="", who_meets_you="")


def off_the_cards(cards: Iterable[Card]) -> list[Card]:
    """Return these cards, those of groups whose words are hidden without them; one query."""
    found = list(cards)
    stands = protection.since(WORDS, [one.public_id for one in found])
    hidden = {one for one, since in stands.items() if since.is_hidden}
    return [
        replace(one, one_line="") if one.public_id in hidden else one for one in found
    ]


def off_what_is_told(told: Iterable[Told]) -> list[Told]:
    """Return what leaves the house without what is hidden, as changed at that moment; one query.

    Whoever fetches only what is new must hear that words went, and that they are back.
    """
    found = list(told)
    stands = protection.since(WORDS, [one.public_id for one in found])
    return [_off(one, stands.get(one.public_id)) for one in found]


def _off(one: Told, stands: protection.Since | None) -> Told:
    if stands is None:
        return one
    changed_at: datetime = max(one.changed_at, stands.at)
    if not stands.is_hidden:
        return replace(one, changed_at=changed_at)
    return replace(one, one_line="", about="", first_time="", changed_at=changed_at)
