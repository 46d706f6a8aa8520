"""What a phone says, read with suspicion: few acts, small, flat, each key once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from hearthside.meetings.counting import Sums
from hearthside.workflows.catch_up import Act, Doing, Refused

LARGEST: Final = 20_000
MOST_ACTS: Final = 20
HIGHEST_TERM: Final = 1000
# The whole, the list, and one for each act: nothing of ours is deeper or wider.
_MOST_BRACKETS: Final = MOST_ACTS + 2
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class CannotRead(Exception):
    """The words of the phone are not ours; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a phone said: the term it held, its acts, and those nobody can do."""

    term: int
    acts: list[Act]
    refused: tuple[Refused, ...]


def read(body: bytes) -> Said:
    """Return what a phone said.

    Raises CannotRead.
    """
    whole = _plain(body)
    term, listed = whole.get("term"), whole.get("acts")
    if type(term) is not int or not 0 <= term <= HIGHEST_TERM:
        raise CannotRead(_("The term is not a number of ours."))
    if not isinstance(listed, list) or len(listed) > MOST_ACTS:
        raise CannotRead(_("There are too many acts, or none."))
    acts: list[Act] = []
    refused: list[Refused] = []
    for one in listed:
        key = one.get("key") if isinstance(one, dict) else None
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise CannotRead(_("Each act needs a key of its own."))
        try:
            acts.append(_act(key, one))
        except CannotRead as no:
            refused.append(Refused(key, str(no)))
    keys = [act.key for act in acts] + [no.key for no in refused]
    if len(set(keys)) < len(keys):
        raise CannotRead(_("Each act needs a key of its own."))
    return Said(term, acts, tuple(refused))


def _plain(body: bytes) -> dict[str, Any]:
    if len(body) > LARGEST:
        raise CannotRead(_("That is more than a phone has to say."))
    if body.count(b"{") + body.count(b"[") > _MOST_BRACKETS:
        raise CannotRead(_("That is not what our phones say."))
    try:
        whole = json.loads(
            body, object_pairs_hook=_each_once, parse_constant=_no_number
        )
    except ValueError as nonsense:
        raise CannotRead(_("That is not what our phones say.")) from nonsense
    if not isinstance(whole, dict):
        raise CannotRead(_("That is not what our phones say."))
    return whole


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        # The one we would check may not be the one we would use.
        raise CannotRead(_("Something is said twice."))
    return found


def _no_number(written: str) -> Any:
    raise CannotRead(_("That is not a number."))


def _act(key: str, one: dict[str, Any]) -> Act:
    if one.get("act") not in {doing.value for doing in Doing}:
        raise CannotRead(_("This house does not know what was done."))
    doing = Doing(one["act"])
    return Act(
        key,
        doing,
        _moment(one.get("at")),
        both_here=one.get("both_here") is True,
        sums=_sums(one) if doing is Doing.CLOSE else None,
    )


def _moment(written: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(written))
        if at.tzinfo is None:
            raise CannotRead(_("We could not read when this was."))
        # At the edges of the calendar a zone leads out of it.
        return at.astimezone(UTC)
    except (ValueError, OverflowError) as nonsense:
        raise CannotRead(_("We could not read when this was.")) from nonsense


def _sums(one: dict[str, Any]) -> Sums:
    here = _count(one.get("here"))
    if here is None:
        raise CannotRead(_("How many were here is missing."))
    return Sums(here, _count(one.get("first_time")), _count(one.get("been_before")))


def _count(given: object) -> int | None:
    if given is not None and type(given) is not int:
        raise CannotRead(_("A count is a whole number."))
    return given
