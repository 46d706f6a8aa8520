"""Letters about the rota: who gets one, and whether it still concerns them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from hearthside.groups import roles, who_helps
from hearthside.groups.directory import Handle
from hearthside.meetings import deadlines, gaps, swapping
from hearthside.meetings.deadlines import Short
from hearthside.meetings.gaps import Gap
from hearthside.meetings.swapping import Asked
from hearthside.notifications import date_at_risk, gaps_open, swap_asked, swap_taken
from hearthside.organisation.wording import the_house
from hearthside.people.letters import Kind
from hearthside.workflows.write_to import write_to

# Of very many gaps a letter watches the first: its reason fits one short column.
MOST_WATCHED: Final = 5
KINDS: Final = frozenset({"gaps", "swap", "offered", "risk"})


def offer(
    found: list[Gap],
    *,
    base_address: str,
    now: datetime,
    but_for: int | None = None,
) -> int:
    """Write to everybody who could take one of these: one letter a person a day at most.

    but_for -- whose place it just was; they know.
    """
    concern = gaps.whom_they_concern(found) if found else {}
    concern = {who: theirs for who, theirs in concern.items() if who != but_for}
    return write_to(
        concern,
        gaps_open.words(gaps_open.GapsOpen(_my_dates(base_address))),
        kind=Kind.ROTA,
        occasion=f"gaps:{_today(now)}",
        still=lambda person_id: _watching(concern[person_id]),
        now=now,
    )


def ask_fellows(asked: Asked, *, base_address: str, now: datetime) -> int:
    """Tell the other facilitators of the group that somebody cannot make it."""
    gap = gaps.of_date(asked.meeting_id, now=now)
    concern = set(gaps.whom_they_concern([gap])) if gap else set()
    fellows = set(roles.facilitators_of([asked.group_id])[asked.group_id])
    return write_to(
        concern & fellows - {asked.giver},
        swap_asked.words(swap_asked.SwapAsked(_my_dates(base_address))),
        kind=Kind.ROTA,
        occasion=f"swap:{asked.place_id}:{_today(now)}",
        still=lambda _: f"swap:{asked.place_id}",
        now=now,
    )


def ask_one(asked: Asked, *, base_address: str, now: datetime) -> int:
    """Tell the person asked by name."""
    return write_to(
        [asked.taker] if asked.taker is not None else [],
        swap_asked.words(swap_asked.SwapAsked(_my_dates(base_address))),
        kind=Kind.ROTA,
        occasion=f"offered:{asked.place_id}:{_today(now)}",
        still=lambda _: f"offered:{asked.place_id}",
        now=now,
    )


def your_dates_changed(
    person_ids: Iterable[int],
    *,
    occasion: str,
    base_address: str,
    now: datetime,
) -> int:
    """Tell people that their own dates are others now, by somebody else's hand."""
    return write_to(
        person_ids,
        swap_taken.words(swap_taken.SwapTaken(_my_dates(base_address))),
        kind=Kind.ROTA,
        occasion=f"dates:{occasion}",
        still=lambda _: "helps",
        now=now,
    )


def tell_coordinators(
    short: Short, *, group: Handle, base_address: str, now: datetime
) -> int:
    """Tell the coordinators that a date is near and has fewer than two; once each."""
    meeting_id, starts_at = short.dated.id, short.dated.starts_at
    address = f"{base_address}/desk/groups/{group.public_id}/rota/"
    return write_to(
        roles.coordinators_of(group.locality_id),
        date_at_risk.words(date_at_risk.DateAtRisk(address)),
        kind=Kind.DESK,
        occasion=f"risk:{meeting_id}:{starts_at:%y%m%d%H%M}",
        still=lambda _: f"risk:{meeting_id}:{group.locality_id}",
        now=now,
    )


def still_concerns(still: str, *, person_id: int, now: datetime) -> bool:
    """Return whether a letter about the rota still concerns the person it is for."""
    kind, _, raw = still.partition(":")
    if kind == "swap":
        return who_helps.helps(person_id) and swapping.still_asks(int(raw))
    if kind == "offered":
        return swapping.is_still_offered(int(raw), to=person_id)
    if kind == "risk":
        meeting_id, _, locality = raw.partition(":")
        where = None if locality == "None" else int(locality)
        return person_id in roles.coordinators_of(where) and deadlines.is_still_short(
            int(meeting_id), now=now
        )
    return any(
        gaps.is_open_to(person_id, meeting_id=int(one), now=now)
        for one in raw.split(",")
    )


def _watching(found: list[Gap]) -> str:
    ids = [str(gap.dated.id) for gap in found[:MOST_WATCHED]]
    return f"gaps:{','.join(ids)}"[:60].rstrip(",")


def _today(now: datetime) -> str:
    # The day of the house: every window of a day then falls in one of them.
    return f"{now.astimezone(ZoneInfo(the_house().zone)):%y%m%d}"


def _my_dates(base_address: str) -> str:
    return f"{base_address}/desk/my-dates/"
