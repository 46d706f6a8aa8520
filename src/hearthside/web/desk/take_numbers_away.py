"""The sums of quarters as a file: what may leave the house, and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.engines.disclosure import say
from hearthside.groups import directory
from hearthside.meetings import quarters, sums
from hearthside.meetings.sums import QuarterSums, Sums
from hearthside.organisation.wording import areas
from hearthside.web.desk.reach import reach_of
from hearthside.web.frame import house_of

QUARTERS: Final = 8
# What a spreadsheet takes for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # fmt: skip


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Answer with the sums of the last two years as a file."""
    reach, zone = reach_of(actor), house_of(request).zone
    groups = directory.ours(locality_ids=reach.locality_ids)
    over = quarters.settled(zone, now=now, most=QUARTERS)
    tables = sums.of_localities(actor, groups, over, zone=zone, now=now)
    rows = [_head()]
    for area in areas():
        for table in tables.get(area.id, []):
            rows += _rows(area.name, table)
    answer = HttpResponse(_written(rows), content_type="text/csv; charset=utf-8")
    # Somebody may look over a shoulder at a folder of downloads.
    answer.headers["Content-Disposition"] = 'attachment; filename="numbers.csv"'
    return answer


def plain(words: str) -> str:
    """Return words a spreadsheet reads as words, whatever they begin with."""
    line = " ".join(words.split("\x00"))
    return f"'{line}" if line.lstrip(" ").startswith(_FORMULA) else line


def _head() -> list[str]:
    return [
        _("Locality"),
        _("Quarter"),
        _("Group"),
        _("Evenings counted"),
        _("Visits"),
        _("First time"),
        _("Been before"),
    ]


def _rows(locality: str, table: QuarterSums) -> list[list[str]]:
    if not table.total.evenings:
        return []
    where = [plain(locality), table.quarter.words]
    return [
        *([*where, plain(group.name), *_numbers(one)] for group, one in table.groups),
        [*where, _("All groups"), *_numbers(table.total)],
    ]


def _numbers(one: Sums) -> list[str]:
    shown = (say(number) for number in (one.here, one.first_time, one.been_before))
    return [str(one.evenings), *shown]


def _written(rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    # The mark at the beginning tells a spreadsheet how the letters are written.
    return out.getvalue().encode("utf-8-sig")
