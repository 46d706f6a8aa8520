"""How people take part: said by the feed, or told from what else is there."""

from __future__ import annotations

from typing import Final

from hearthside.engines import words

_BY_OPTION: Final = {
    "in_person": words.IN_PERSON,
    "inperson": words.IN_PERSON,
    "in person": words.IN_PERSON,
    "online": words.ONLINE,
    "virtual": words.ONLINE,
    "hybrid": words.HYBRID,
    "phone": words.PHONE,
}
_INACTIVE: Final = "inactive"
_ONLINE_CODES: Final = frozenset({"onl", "online", "virtual", "hybrid", "hy"})
_PLACE_CLOSED: Final = frozenset(
    {"tc", "location temporarily closed", "temporarily closed"}
)


def is_paused(option: str, codes: frozenset[str], attendance: str) -> bool:
    """Say whether the group does not meet for now: its place is closed and it is only there."""
    closed = bool(codes & _PLACE_CLOSED) and attendance == words.IN_PERSON
    return closed or option.casefold() == _INACTIVE


def attendance_of(
    option: str, codes: frozenset[str], *, online_url: str, by_phone: bool, door: bool
) -> str:
    """Return a code of words.ATTENDANCE.

    option -- what the feed says ("in_person", "hybrid", ...), or "".
    codes -- the types of the row, in small letters.
    by_phone -- True when there was a number to dial, which is never kept.
    door -- True when there is an address people can go to.
    """
    said = _BY_OPTION.get(option.casefold().replace("-", "_"))
    if said == words.ONLINE:
        return words.PHONE if by_phone and not online_url else words.ONLINE
    if said:
        return said
    remote = bool(online_url) or by_phone or bool(codes & _ONLINE_CODES)
    if not remote:
        return words.IN_PERSON
    if door and not codes & _PLACE_CLOSED:
        return words.HYBRID
    return words.PHONE if by_phone and not online_url else words.ONLINE
