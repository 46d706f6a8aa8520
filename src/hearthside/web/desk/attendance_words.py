"""What is said of how many came: a number, about a number, or why there is none."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.engines.disclosure import FEWEST
from hearthside.meetings.attendance import Evening


def number_of(evening: Evening) -> tuple[str, str]:
    """Return the number of one date as a table shows it, and the words beside it."""
    if evening.was_called_off:
        return "–", _("called off")
    if not evening.was_counted:
        return "–", _("not counted")
    if evening.here is None:
        return "*", _("fewer than %(fewest)d") % {"fewest": FEWEST}
    return str(evening.here), _("about, rounded") if evening.is_about else ""


def what_it_shows(evenings: Sequence[Evening]) -> str:
    """Return what the counts of these dates show."""
    counted = [one for one in evenings if one.was_counted]
    if not counted:
        return _("Nobody counted at these meetings, so there is nothing to show yet.")
    exact = [one.here for one in counted if one.here is not None and not one.is_about]
    if len(exact) < len(counted):
        return _(
            "You see how many came to the evenings you led. The others are rounded, and "
            "fewer than %(fewest)d is not shown."
        ) % {"fewest": FEWEST}
    return _range(exact)


def what_is_missing(evenings: Sequence[Evening]) -> str:
    """Return how many dates were off or not counted, or nothing."""
    off = sum(one.was_called_off for one in evenings)
    silent = sum(not (one.was_called_off or one.was_counted) for one in evenings)
    said = []
    if off:
        said.append(
            ngettext("One date was called off.", "%(off)d dates were called off.", off)
            % {"off": off}
        )
    if silent:
        said.append(
            ngettext("One was not counted.", "%(silent)d were not counted.", silent)
            % {"silent": silent}
        )
    return " ".join(said)


def _range(counts: list[int]) -> str:
    least, most = min(counts), max(counts)
    if least == most:
        return ngettext(
            "%(most)d person came to each meeting that was counted.",
            "%(most)d people came to each meeting that was counted.",
            most,
        ) % {"most": most}
    return _(
        "Between %(least)d and %(most)d people came to the meetings that were counted, "
        "%(usual)d on an ordinary evening."
    ) % {
        "least": least,
        "most": most,
        "usual": round(statistics.median(counts)),
    }
