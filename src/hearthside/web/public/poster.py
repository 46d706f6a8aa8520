"""A poster of one group: name, when, where, what a first time is like, how to check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody, Visitor
from hearthside.core.refusals import NotFound
from hearthside.engines import words
from hearthside.groups import directory
from hearthside.groups.directory import Sheet
from hearthside.organisation.wording import House
from hearthside.web import errors
from hearthside.web.frame import house_of
from hearthside.web.printed import as_paper
from hearthside.web.public import paper_words, saying
from hearthside.workflows import hidden_words


@dataclass(frozen=True, slots=True)
class Heads:
    """Headings and small print of a poster."""

    first: str
    access: str
    check: str
    how: str
    squares: str
    help: str


@dataclass(frozen=True, slots=True)
class PosterPage:
    """Everything public/poster.html and the sheet "poster" may show. No name of a person.

    why -- why this is a page and not a file; empty on the sheet itself.
    where, first, access -- a line each. address -- of the group's page.
    """

    why: str
    title: str
    lang: str
    name: str
    one_line: str
    when: str
    where: tuple[str, ...]
    first: tuple[str, ...]
    access: tuple[str, ...]
    just_come: str
    address: str
    organisation: str
    heads: Heads


def show(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Answer with the poster of one of our listed groups, the same for everybody."""
    # A poster hangs where anybody passes: whoever asks, it says what a visitor may read.
    sheet = directory.sheet(Visitor(), public_id=group_id, now=now)
    sheet = hidden_words.off_the_sheet(sheet)
    if sheet.listed_by is not None:
        raise NotFound
    if sheet.is_paused:
        return errors.refused(
            request,
            _(
                "This group is taking a pause. Its poster can be printed when it is back."
            ),
            next_url=reverse("group", args=[group_id]),
            next_words=_("The page of this group"),
        )
    page = _page(sheet, house_of(request))
    return as_paper(request, sheet="poster", page=page, file_name="poster.pdf")


def _page(sheet: Sheet, house: House) -> PosterPage:
    check = paper_words.check_of_a_group()
    lines = paper_words.help_lines(sheet.locality_id)[:2]
    when = paper_words.usual(sheet.pattern)
    if sheet.pattern.zone != house.zone:
        when = f"{when} ({saying.clock_of(sheet.pattern.zone)})"
    return PosterPage(
        why="",
        title=house.tab_title,
        lang=(get_language() or "en").split("-")[0],
        name=sheet.name,
        one_line=sheet.one_line,
        when=when,
        where=_where(sheet),
        first=tuple(filter(None, [paper_words.two_sentences(sheet.first_time)])),
        access=paper_words.access(sheet.said),
        just_come=_("You can just come. You do not have to sign up or give a name.")
        if sheet.attendance in {words.IN_PERSON, words.HYBRID}
        and not sheet.address_withheld
        else "",
        address=settings.CONFIG.base_address + reverse("group", args=[sheet.public_id]),
        organisation=" · ".join(filter(None, [house.name, house.strapline])),
        heads=Heads(
            first=_("Your first time"),
            access=_("Getting in"),
            check=check.head,
            how=check.how,
            squares=check.squares,
            help=_("Help now: %(lines)s")
            % {"lines": " · ".join(f"{line.display} ({line.name})" for line in lines)}
            if lines
            else "",
        ),
    )


def _where(sheet: Sheet) -> tuple[str, ...]:
    afar = paper_words.from_afar(sheet.attendance)
    if sheet.attendance in {words.ONLINE, words.PHONE}:
        return (afar,)
    if sheet.address_withheld:
        here = (paper_words.kept_back(sheet.district), "", "")
    else:
        here = (sheet.place_name, sheet.address, sheet.door)
    return tuple(line for line in (*here, afar) if line)
