"""The rows of a list and what becomes of each, fifty at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from hearthside.groups.uploads import Found

PAGE: Final = 50
KINDS: Final = ("kept", "mended", "refused")


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at the rows."""

    words: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list and what became of it."""

    number: str
    name: str
    when: str
    where: str
    kind: str
    verdict: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Where we are among the rows; an address is empty where there are no more."""

    words: str
    before_url: str
    after_url: str


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of rows, the ways to look at them, and where we are."""

    tabs: tuple[Tab, ...]
    rows: tuple[Row, ...]
    pages: Pages | None


def rows_of(found: list[Found], here: str, *, kind: str, number: int) -> Rows | None:
    """Return one page of what was found; None when it was forgotten.

    here -- the address of the page. kind -- one of KINDS, or "" for all of them.
    """
    if not found:
        return None
    shown = [one for one in found if kind in ("", one.kind)]
    rows, pages = _cut(shown, here, kind=kind, number=number)
    return Rows(_tabs(found, here, kind=kind), rows, pages)


def _tabs(found: list[Found], here: str, *, kind: str) -> tuple[Tab, ...]:
    words = {
        "": _("All"),
        "kept": _("Kept"),
        "mended": _("Mended"),
        "refused": _("Refused"),
    }
    counts = {each: sum(one.kind == each for one in found) for each in KINDS}
    counts[""] = len(found)
    return tuple(
        Tab(
            f"{said} {counts[each]:,}",
            f"{here}?{urlencode({'kind': each})}#rows" if each else f"{here}#rows",
            each == kind,
        )
        for each, said in words.items()
    )


def _cut(
    found: list[Found], here: str, *, kind: str, number: int
) -> tuple[tuple[Row, ...], Pages | None]:
    last = max(1, math.ceil(len(found) / PAGE))
    number = min(max(1, number), last)

    def address(page: int) -> str:
        asked = {"kind": kind} if kind else {}
        return f"{here}?{urlencode({**asked, 'page': page})}#rows"

    rows = tuple(_row(one) for one in found[(number - 1) * PAGE : number * PAGE])
    if last == 1:
        return rows, None
    words = _("Page %(page)s of %(last)s") % {
        "page": f"{number:,}",
        "last": f"{last:,}",
    }
    before = address(number - 1) if number > 1 else ""
    return rows, Pages(words, before, address(number + 1) if number < last else "")


def _row(one: Found) -> Row:
    verdicts = {"kept": _("Kept"), "mended": _("Mended"), "refused": _("Refused")}
    return Row(
        number=f"{one.number:,}",
        name=one.name or _("No name"),
        when=one.when,
        where=one.where,
        kind=one.kind,
        verdict=verdicts[one.kind],
        said=one.said,
    )
