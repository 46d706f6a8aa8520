"""Saying what somebody waits for, so that they see all that is kept."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.utils.translation import gettext as _

from hearthside.engines import words
from hearthside.engines.matching import Wanted
from hearthside.engines.matching.facts import EVERY_DAY
from hearthside.engines.matching.facts import PARTS as HOURS
from hearthside.engines.matching.saying import label
from hearthside.web.public import saying
from hearthside.web.public.find_form import DAYS, PARTS


def what_is_wanted(wanted: Wanted, *, miles: bool) -> tuple[str, ...]:
    """Return one line for each thing that is kept."""
    lines = [
        _where(wanted, miles=miles),
        ", ".join(
            _(words.ATTENDANCE[way]) for way in words.ATTENDANCE if way in wanted.ways
        ),
        _when(wanted),
    ]
    for said in (
        wanted.access, wanted.languages, wanted.experience, wanted.who, wanted.wishes,
    ):  # fmt: skip
        lines.append(", ".join(_(label(word)) for word in sorted(said)))
    return tuple(line for line in lines if line)


def _where(wanted: Wanted, *, miles: bool) -> str:
    if wanted.near is None:
        return ""
    if wanted.reach_km is None:
        return _("Any distance from the place you typed")
    far = saying.distance(wanted.reach_km, miles=miles)
    return _("Within %(far)s of the place you typed") % {"far": far}


def _when(wanted: Wanted) -> str:
    if not wanted.windows:
        return ""
    # The small hours, which open at midnight, belong to the night before.
    shown = [window for window in wanted.windows if window.opens]
    days = reduce(or_, (window.days for window in shown), 0)
    opens = {window.opens for window in shown}
    parts = [
        str(PARTS[part]) for part, (begins, _ends) in HOURS.items() if begins in opens
    ]
    named = [str(day) for number, day in enumerate(DAYS) if days >> number & 1]
    if days == EVERY_DAY:
        named = [_("Any day")]
    if len(parts) == len(PARTS):
        parts = []
    return ", ".join([*named, *parts])
