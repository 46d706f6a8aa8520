"""How a date stands, in words a volunteer takes in at one glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.engines import recurrence
from hearthside.meetings.rota import NEEDED
from hearthside.meetings.schedule import Dated

SOON: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Standing:
    """One date as the desk says it.

    state -- on, open, moved, off, late or unsure; the words say the same, the sign repeats it.
    who -- chosen names of those on the rota.
    needs -- how many facilitators are missing; 0 for a date that is off or over.
    is_soon -- within a fortnight: then a gap is said warmly.
    """

    public_id: str
    day: str
    time: str
    state: str
    words: str
    note: str
    who: tuple[str, ...]
    needs: int
    is_soon: bool


def standing(
    dated: Dated, *, zone: str, ready: int, who: tuple[str, ...], now: datetime
) -> Standing:
    """Return how this date stands.

    ready -- how many trained, in-date facilitators it has.
    """
    here = ZoneInfo(zone)
    starts = dated.starts_at.astimezone(here)
    is_over = dated.ends_at <= now
    needs = 0 if dated.is_called_off or is_over else max(0, NEEDED - ready)
    state, words = _state(dated, needs=needs, is_over=is_over)
    return Standing(
        public_id=dated.public_id,
        day=recurrence.say_date(starts.date(), today=now.astimezone(here).date()),
        time=recurrence.say_time(starts.time()),
        state=state,
        words=words,
        note=_note(dated, here, ready=ready, down=len(who), needs=needs),
        who=who,
        needs=needs,
        is_soon=dated.starts_at - now < SOON,
    )


def moment(at: datetime, zone: str, *, now: datetime) -> str:
    """Return "Tuesday 3 March, 7.30pm" on the clock of that zone."""
    here = ZoneInfo(zone)
    there = at.astimezone(here)
    day = recurrence.say_date(there.date(), today=now.astimezone(here).date())
    return f"{day}, {recurrence.say_time(there.time())}"


def _state(dated: Dated, *, needs: int, is_over: bool) -> tuple[str, str]:
    if dated.is_called_off:
        return "off", _("Called off")
    if is_over:
        return "on", _("Over")
    if needs:
        return "unsure", ngettext(
            "Needs one more facilitator", "Needs two facilitators", needs
        )
    if dated.is_moved:
        return "moved", _("Moved")
    return "on", _("On")


def _note(dated: Dated, here: ZoneInfo, *, ready: int, down: int, needs: int) -> str:
    said = []
    if dated.is_called_off and dated.reason:
        said.append(_closed(dated.reason))
    if dated.is_moved:
        usual = recurrence.say_moment(dated.usual_start.astimezone(here))
        said.append(_("Moved from %(usual)s.") % {"usual": usual})
    if dated.place_note and not dated.is_called_off:
        said.append(_closed(dated.place_note))
    if needs and down > ready:
        # Two names and still a gap would puzzle whoever reads it.
        said.append(
            ngettext(
                "%(missing)d on the rota wants a certificate in date.",
                "%(missing)d on the rota want a certificate in date.",
                down - ready,
            )
            % {"missing": down - ready}
        )
    return " ".join(said)


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
