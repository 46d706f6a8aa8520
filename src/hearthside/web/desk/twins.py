"""Twins: listings of different lists that may be one group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.core.ids import PATTERN
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import twin_lists, twins
from hearthside.groups.twin_lists import TwoLists
from hearthside.groups.twins import Pair, Twin
from hearthside.web.desk.proposals import Pages
from hearthside.web.errors import refused

MOST_ANSWERS: Final = 100


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """One of the two; value is the answer that shows only it, "" where that may not be."""

    name: str
    group_url: str
    listed_by: str
    where: str
    when: str
    value: str
    answer: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Two listings to judge; field is unlike that of any other."""

    field: str
    two: tuple[OneOfTwo, OneOfTwo]
    both: str


@dataclass(frozen=True, slots=True)
class BothLists:
    """Two lists with many groups in common; answers are what can be said of all of them."""

    field: str
    words: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TwinsPage:
    """Everything desk/twins.html may show."""

    lead: str
    lists: tuple[BothLists, ...]
    choices: tuple[Choice, ...]
    pages: Pages | None


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show what waits to be judged."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() else 1
    found = twins.open_pairs(actor, page=number)
    pages = None
    if found.pages > 1:
        pages = Pages(
            _("Page %(page)d of %(last)d") % {"page": found.page, "last": found.pages},
            f"?page={found.page - 1}" if found.page > 1 else "",
            f"?page={found.page + 1}" if found.page < found.pages else "",
        )
    page = TwinsPage(
        lead=_lead(found.total),
        lists=tuple(map(_both_lists, twin_lists.two_lists(actor))),
        choices=tuple(map(_choice, found.rows)),
        pages=pages,
    )
    return render(request, "desk/twins.html", {"page": page})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Settle what was chosen; what was left is asked again."""
    answers = _answers(request.POST.getlist("settle"))
    try:
        settled = twins.settle(actor, answers=answers, now=now)
        for of, instead_of in _lists(request.POST.getlist("lists")):
            settled += twin_lists.show_only(
                actor, of=of, instead_of=instead_of, now=now
            )
    except NotFound:
        raise
    except Refusal as refusal:
        return refused(
            request,
            refusal.why,
            next_url=reverse("twins"),
            next_words=_("Back to the listings"),
        )
    if settled:
        words = ngettext("One is settled.", "%(count)d are settled.", settled)
        messages.info(request, words % {"count": settled})
    return redirect("twins")


def _answers(given: Iterable[str]) -> dict[str, str]:
    """Return what was chosen for each pair.

    Raises NotFound: no page of ours sends that.
    """
    answers: dict[str, str] = {}
    for one in given:
        public_id, _colon, word = one.partition(":")
        if not one:
            continue
        is_ours = word == "two" or PATTERN.fullmatch(word)
        if not PATTERN.fullmatch(public_id) or not is_ours:
            raise NotFound
        answers[public_id] = word
    if len(answers) > MOST_ANSWERS:
        raise NotFound
    return answers


def _lists(given: Iterable[str]) -> list[tuple[str, str]]:
    """Return which list to show instead of which.

    Raises NotFound: no page of ours sends that.
    """
    found = []
    for one in given:
        of, _colon, instead_of = one.partition(":")
        if not one:
            continue
        if not PATTERN.fullmatch(of) or not PATTERN.fullmatch(instead_of):
            raise NotFound
        found.append((of, instead_of))
    if len(found) > MOST_ANSWERS:
        raise NotFound
    return found


def _both_lists(two: TwoLists) -> BothLists:
    words = _("%(number)s groups of the same name stand in both %(one)s and %(other)s.")
    answer = _("Show all of them once: those of %(whose)s")
    answers = []
    if two.may_leave_out_second:
        answers.append(
            (f"{two.first_id}:{two.second_id}", answer % {"whose": two.first})
        )
    if two.may_leave_out_first:
        answers.append(
            (f"{two.second_id}:{two.first_id}", answer % {"whose": two.second})
        )
    said = {"number": f"{two.groups:,}", "one": two.first, "other": two.second}
    field = f"lists-{two.first_id}-{two.second_id}"
    return BothLists(field, words % said, tuple(answers))


def _lead(total: int) -> str:
    if not total:
        return _("No two listings look like the same group.")
    return ngettext(
        "Two listings stand at the same place and time, under names that are alike.",
        "%(total)s pairs stand at the same place and time, under names that are alike.",
        total,
    ) % {"total": f"{total:,}"}


def _choice(pair: Pair) -> Choice:
    return Choice(
        field=f"settle-{pair.public_id}",
        two=(
            _one(pair, pair.first, other=pair.second),
            _one(pair, pair.second, other=pair.first),
        ),
        both=f"{pair.public_id}:two",
    )


def _one(pair: Pair, twin: Twin, *, other: Twin) -> OneOfTwo:
    whose = twin.listed_by or _("this house")
    return OneOfTwo(
        name=twin.name,
        group_url=reverse("group", args=[twin.public_id]),
        listed_by=twin.listed_by,
        where=twin.where,
        when=twin.when,
        value=f"{pair.public_id}:{twin.public_id}" if other.may_leave_out else "",
        answer=_("The same group: show the one of %(whose)s") % {"whose": whose},
    )
