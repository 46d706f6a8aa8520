"""The answer to somebody who asks what a record says of them: as a text, and on paper.

Both are made of one page class that holds only what is given: what was taken out never
reaches a template, the printing process or the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.engines import recurrence
from hearthside.safety import asked
from hearthside.safety.asked import AskedSheet
from hearthside.safety.redacting import GAP
from hearthside.web import errors
from hearthside.web.frame import house_of
from hearthside.web.printed import as_paper


@dataclass(frozen=True, slots=True)
class Given:
    """One entry of a record, as it is given: its parts without what is about others."""

    when: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Everything desk/answer.html and the sheet "answer" may show.

    why -- why this is a page and not a file; empty on the sheet itself. title -- neutral,
    as everything that names the file.
    """

    why: str
    title: str
    lang: str
    heading: str
    said: tuple[str, ...]
    given: tuple[Given, ...]
    page_of: str
    back_url: str


def as_text(
    request: HttpRequest, actor: Actor, now: datetime, asked_id: str
) -> HttpResponse:
    """Hand out the answer as a text anybody can read, to a lead who has opened the record."""
    found = asked.sheet(actor, asked_id=asked_id, now=now)
    if not found.is_open:
        return _closed(request, asked_id)
    page = _page(request, found)
    lines = [page.heading, "", *page.said, ""]
    for one in page.given:
        lines += [one.when, *one.words, ""]
    answer = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    # A neutral name: it may lie in a folder others look into.
    answer["Content-Disposition"] = 'attachment; filename="answer.txt"'
    return answer


def on_paper(
    request: HttpRequest, actor: Actor, now: datetime, asked_id: str
) -> HttpResponse:
    """Hand out the same answer to print, to a lead who has opened the record."""
    found = asked.sheet(actor, asked_id=asked_id, now=now)
    if not found.is_open:
        return _closed(request, asked_id)
    page = _page(request, found)
    return as_paper(
        request, sheet="answer", page=page, file_name="answer.pdf", folder="desk"
    )


def _closed(request: HttpRequest, asked_id: str) -> HttpResponse:
    return errors.refused(
        request,
        _("Open the record first, then come back for the answer."),
        next_url=reverse("asked", args=[asked_id]),
        next_words=_("Back"),
    )


def _page(request: HttpRequest, found: AskedSheet) -> AnswerPage:
    house = house_of(request)
    return AnswerPage(
        why="",
        title=house.tab_title,
        lang=(get_language() or "en").split("-")[0],
        heading=_("What %(house)s keeps of you in this matter") % {"house": house.name},
        said=(
            _("Asked on %(day)s.") % {"day": recurrence.say_date(found.asked_on)},
            _(
                "Some of it is about other people. In those places it says: %(gap)s. Who "
                "wrote each part is left out for the same reason."
            )
            % {"gap": GAP},
            _(
                "If something is wrong, tell us. You can also complain to the Information "
                "Commissioner's Office."
            ),
        ),
        given=tuple(
            Given(
                _at(one.at.astimezone(ZoneInfo(house.zone))),
                tuple(part.as_given for part in one.parts),
            )
            for one in found.passages
        ),
        page_of=_("#at of #all"),
        back_url=reverse("asked", args=[found.public_id]),
    )


def _at(moment: datetime) -> str:
    # With its year: an answer is read for longer than a page.
    return f"{recurrence.say_date(moment.date())}, {recurrence.say_time(moment.time())}"
