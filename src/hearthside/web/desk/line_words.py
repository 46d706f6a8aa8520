"""Words about crisis lines at the desk: what wants somebody, and what one line says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.engines import recurrence
from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import STALE_AFTER, Line
from hearthside.organisation.wording import areas
from hearthside.web.desk.reach import Reach


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a line says, under its heading."""

    label: str
    words: str


def banners(actor: Actor, reach: Reach, *, today: date) -> tuple[str, ...]:
    """Return what the desk says of Help now: changed from outside, or long unchecked."""
    if not policy.may(actor, Verb.READ_THE_LINES):
        return ()
    found = crisis_lines.health(today=today, locality_ids=reach.locality_ids)
    said = []
    if found.altered or not found.is_whole:
        said.append(outside())
    if found.stale:
        said.append(
            ngettext(
                "One number of Help now was not checked for %(days)d days.",
                "%(n)d numbers of Help now were not checked for %(days)d days.",
                len(found.stale),
            )
            % {"n": len(found.stale), "days": STALE_AFTER.days}
        )
    return tuple(said)


def outside() -> str:
    """Return what is said when a line was changed behind the house's back."""
    return _(
        "Something outside this house changed the numbers of Help now. Tell your host "
        "today. The page people see still shows the numbers from before."
    )


def for_whom(locality_id: int | None) -> str:
    """Return where a line is shown, in words; one query."""
    if locality_id is None:
        return _("Everywhere")
    return next((area.name for area in areas() if area.id == locality_id), "")


def checked(line: Line, *, today: date) -> str:
    """Return when somebody last rang it."""
    day = recurrence.say_date(line.verified_on, today=today)
    if line.verified_on < today - STALE_AFTER:
        return _("Last checked %(day)s. That is long ago.") % {"day": day}
    return _("Last checked %(day)s.") % {"day": day}


def told(line: Line) -> tuple[Told, ...]:
    """Return everything a line says, in the order of the page; what is empty is left out."""
    said = (
        (_("For whom"), line.for_whom),
        (_("Number"), _both(line.display, line.dial)),
        (_("By text"), _both(line.text_display, line.text_dial)),
        (_("By relay"), _both(line.relay_display, line.relay_dial)),
        (_("In sign language"), line.sign_url),
        (_("Hours"), line.hours),
        (_("Hours for “open now”"), _both(line.opens, line.zone if line.opens else "")),
        (_("Languages"), line.languages),
        (_("Country"), line.country),
        (_("Also"), line.also),
        (_("From"), line.source),
        (_("When a life is in danger"), _("Yes") if line.is_urgent else ""),
    )
    return tuple(Told(label, words) for label, words in said if words)


def _both(first: str, second: str) -> str:
    return f"{first} ({second})" if first and second else first or second
