"""Crisis lines: numbers as people dial them, per locality, with the day they were checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from hearthside.organisation import line_marks
from hearthside.organisation.models import CrisisLine, CrisisSeal

STALE_AFTER: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Line:
    """One way to reach somebody now.

    display -- as people read it; dial -- what a phone is handed ("tel:116123",
    "sms:85258"), empty when it is not dialled. text and relay the same way: a number for
    texts, and one through a relay service. sign_url -- an https address of a sign
    language video service.
    hours -- in words. opens -- the same for a phone ("mon-fri 09:00-18:00", "always"), on
    the clock of zone; empty where it cannot be said for sure.
    country -- two letters, empty for the house's own. languages -- codes, blanks between.
    """

    name: str
    for_whom: str
    display: str
    dial: str
    hours: str
    also: str
    source: str
    verified_on: date
    order: int = 100
    is_urgent: bool = False
    country: str = ""
    text_display: str = ""
    text_dial: str = ""
    relay_display: str = ""
    relay_dial: str = ""
    sign_url: str = ""
    opens: str = ""
    zone: str = ""
    languages: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How the lines of some localities stand: names of those that want somebody.

    altered -- changed by something that is not the house; is_whole -- none taken away.
    total -- how many lines there are in all.
    """

    stale: tuple[str, ...]
    altered: tuple[str, ...]
    is_whole: bool
    total: int = 0

    @property
    def is_well(self) -> bool:
        return self.is_whole and not self.stale and not self.altered


def lines_for(locality_id: int | None) -> list[Line]:
    """Return the lines for everybody and those of this locality, urgent ones first.

    Only those the house itself wrote down: one changed behind its back is left out.
    """
    rows = CrisisLine.objects.filter(Q(locality=None) | Q(locality_id=locality_id))
    ordered = rows.order_by("-is_urgent", "order", "name")
    return [line_of(row) for row in ordered if line_marks.is_ours(row)]


def add_line(line: Line, *, locality_id: int | None = None) -> None:
    """Keep a line; the same name in the same locality is replaced."""
    with being_changed():
        CrisisLine.objects.filter(Q(locality_id=locality_id), name=line.name).delete()
        row = CrisisLine(locality_id=locality_id, **asdict(line))
        line_marks.put_mark(row)
        row.save()


def begin_anew() -> None:
    """Forget every line, so that a list somebody rang through takes their place."""
    CrisisLine.objects.all().delete()
    line_marks.seal_all()


@contextmanager
def being_changed() -> Iterator[None]:
    """Put the seal on again after a change, unless it was broken before.

    A seal somebody else broke stays broken, or our next change would hide theirs.
    """
    with transaction.atomic():
        # Two changes at once would each seal without the other.
        CrisisSeal.objects.select_for_update().filter(id=1).first()
        was_whole = line_marks.are_whole()
        yield
        if was_whole:
            line_marks.seal_all()


def health(*, today: date, locality_ids: frozenset[int] | None = None) -> Health:
    """Return how the lines stand; two queries.

    locality_ids -- whose lines to name as stale, with those for everybody; None: all.
    """
    found = list(CrisisLine.objects.order_by("verified_on"))
    here = [
        row
        for row in found
        if locality_ids is None or row.locality_id in {None, *locality_ids}
    ]
    before = today - STALE_AFTER
    return Health(
        stale=tuple(row.name for row in here if row.verified_on < before),
        altered=tuple(row.name for row in found if not line_marks.is_ours(row)),
        is_whole=line_marks.are_whole(found),
        total=len(found),
    )


def line_of(row: CrisisLine) -> Line:
    """Return what a row says."""
    return Line(**{field.name: getattr(row, field.name) for field in fields(Line)})
