"""The safeguarding record in words: what happened, and what each entry says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.engines import recurrence
from hearthside.safety.chain import Happened
from hearthside.safety.records import Matter, Written
from hearthside.web.desk.standing import moment
from hearthside.web.desk.step_words import HEADINGS
from hearthside.web.desk.worry_words import KIND_WORDS

OUTCOMES: Final = (
    ("safe", gettext_lazy("The person is safe, and knows whom to ask")),
    ("passed_on", gettext_lazy("Others have it now: a service, the police, a doctor")),
    ("nothing_more", gettext_lazy("There is nothing more that we can do")),
    ("mistake", gettext_lazy("There was no reason to worry")),
)
_HAPPENED: Final = {
    Happened.OPENED: gettext_lazy("A worry became this record"),
    Happened.JOINED: gettext_lazy("Another worry was joined to it"),
    Happened.STEP: gettext_lazy("Written down"),
    Happened.TOLD: gettext_lazy("Told by who was worried"),
    Happened.REVIEW: gettext_lazy("Looked at, and to be looked at again"),
    Happened.OFFERED: gettext_lazy("Offered to another lead"),
    Happened.TAKEN: gettext_lazy("Held by another lead from here on"),
    Happened.CARE: gettext_lazy("Care afterwards"),
    Happened.CLOSING: gettext_lazy("A second lead was asked to look before it closes"),
    Happened.NOT_YET: gettext_lazy("Not closed yet"),
    Happened.CLOSED: gettext_lazy("Closed"),
    Happened.APART: gettext_lazy("Kept from a lead it may be about"),
    Happened.ASKED: gettext_lazy("Somebody asked what is kept of them"),
    Happened.ANSWERED: gettext_lazy("What was kept was given to who asked"),
    Happened.ERASED: gettext_lazy("Erased"),
}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as the page shows it."""

    head: str
    when: str
    by: str
    words: str
    more: tuple[str, ...]


def matter_words(one: Matter, *, zone: str, now: datetime) -> str:
    """Return what tells one record from another, without a word of what it says."""
    return _("Opened %(when)s, held by %(name)s") % {
        "when": moment(one.opened_at, zone, now=now),
        "name": one.held_by or _("nobody"),
    }


def day(on: date, *, now: datetime) -> str:
    """Return a day as people say it."""
    return recurrence.say_date(on, today=now.date())


def entry_line(one: Written, *, zone: str, now: datetime) -> EntryLine:
    """Return an entry in words."""
    said = one.said
    heading = HEADINGS.get(said.get("step", ""))
    head = str(_HAPPENED[one.kind])
    if heading:
        head = (
            f"{heading.words}: {head}"
            if one.kind is Happened.TOLD
            else str(heading.words)
        )
    return EntryLine(
        head,
        moment(one.at, zone, now=now),
        one.by,
        said.get("words", ""),
        tuple(line for line in _more(one, zone=zone, now=now) if line),
    )


def _more(one: Written, *, zone: str, now: datetime) -> tuple[str, ...]:
    said = one.said
    kind = KIND_WORDS.get(said.get("kind", ""))
    raised_at, on = said.get("raised_at", ""), said.get("on", "")
    return (
        str(kind) if kind else "",
        _("Raised %(when)s") % {"when": _at(raised_at, zone, now)} if raised_at else "",
        _("Raised by %(name)s") % {"name": said["raised_by"]}
        if said.get("raised_by")
        else "",
        _("So many told of it: %(times)s") % {"times": said["times"]}
        if said.get("times", "1") != "1"
        else "",
        _("Next: %(said)s") % {"said": said["by_when"]} if said.get("by_when") else "",
        _("Who: %(said)s") % {"said": said["who"]} if said.get("who") else "",
        _("To reach who told it: %(said)s") % {"said": said["reach"]}
        if said.get("reach")
        else "",
        _("On %(day)s") % {"day": day(date.fromisoformat(on), now=now)} if on else "",
        _("To %(name)s") % {"name": said["to"]} if said.get("to") else "",
        _("To so many: %(number)s") % {"number": said["offered"]}
        if said.get("offered")
        else "",
        {"yes": _("Would like a talk"), "no": _("Would not like a talk")}.get(
            said.get("wants", ""), ""
        ),
        str(dict(OUTCOMES).get(said.get("outcome", ""), "")),
    )


def _at(raw: str, zone: str, now: datetime) -> str:
    return moment(datetime.fromisoformat(raw), zone, now=now)
