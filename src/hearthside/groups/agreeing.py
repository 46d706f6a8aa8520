"""The agreement of a group: every version of it, readable by anybody who may see the group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.models import Agreement


class CannotAccept(Refusal):
    """What would be accepted is not what the agreement says now."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an agreement.

    why -- why it changed, in a sentence of the group; empty for the first.
    at_a_meeting -- it was read aloud at a meeting and adopted there.
    """

    number: int
    promises: tuple[str, ...]
    adopted_on: date
    why: str
    at_a_meeting: bool


def versions(group_id: int) -> list[Version]:
    """Return every version, the newest first; one query."""
    rows = Agreement.objects.filter(group_id=group_id).order_by("-number")
    return [_version(row) for row in rows]


def version(group_id: int, *, number: int) -> Version:
    """Return one version.

    Raises NotFound.
    """
    row = Agreement.objects.filter(group_id=group_id, number=number).first()
    if row is None:
        raise NotFound
    return _version(row)


def _version(row: Agreement) -> Version:
    return Version(
        row.number, tuple(row.promises), row.adopted_on, row.why, row.at_a_meeting
    )
