"""One report: opened on record, read for a quarter of an hour, answered step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.core.ids import opaque_id
from hearthside.core.policy import Place, Verb, may
from hearthside.groups import directory, places
from hearthside.people.signing_in import names_of
from hearthside.safety import reading
from hearthside.safety.ladder import AWAY, WHO, Rung, Towards
from hearthside.safety.reading import Answer, Line, Sheet
from hearthside.web.desk.plain_words import apart
from hearthside.web.desk.report_forms import (
    AnswerForm,
    AppealForm,
    NameForm,
    TellForm,
)
from hearthside.web.desk.reports import prefix_of
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.wrong_words import RUNG_WORDS, WISH_WORDS, kind_words
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.report_from_a_circle import KIND

STEPS = {
    "said": gettext_lazy("Somebody told us more"),
    "opened": gettext_lazy("Opened"),
    "answered": gettext_lazy("Decided"),
    "told": gettext_lazy("Written back"),
    "settled": gettext_lazy("Settled"),
    "hidden": gettext_lazy("Hidden by itself, until somebody looks"),
    "shown": gettext_lazy("Shown again"),
    "appealed": gettext_lazy("Another look was asked for"),
    "appeal_read": gettext_lazy("Looked at again"),
    "passed_on": gettext_lazy("Passed on"),
}


OUT_MEANS = gettext_lazy(
    "Out of the house suspends them: they cannot sign in, under any name they have. You "
    "are not shown their other names."
)


@dataclass(frozen=True, slots=True)
class Decided:
    """One thing decided: what, for whom, why, by whom, and the appeal if there is one."""

    id: str
    words: str
    reason: str
    appeal: str
    answer: str
    form: AppealForm | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything desk/report.html may show; forms only once it is opened.

    is_away -- a lead suspended somebody, and no report led to it.

    prefix -- of the addresses: the desk's own, or the host's. has_words -- something may
    have come sealed out of a circle.
    """

    id: str
    prefix: str
    about: str
    when: str
    where: str
    is_open: bool
    is_settled: bool
    is_hidden: bool
    is_away: bool
    may_show: bool
    snapshot: str
    said: tuple[str, ...]
    wish: str
    whom: tuple[str, ...]
    decided: tuple[Decided, ...]
    answer: AnswerForm | None
    tell: TellForm | None
    name: NameForm | None
    may_hand_on: bool
    may_escalate: bool
    out_means: str
    steps: tuple[str, ...]
    has_words: bool

    @property
    def list_url(self) -> str:
        return reverse(f"{self.prefix}reports")

    @property
    def open_url(self) -> str:
        return reverse(f"{self.prefix}open_report", args=[self.id])

    @property
    def appeal_url(self) -> str:
        return reverse(f"{self.prefix}read_appeal", args=[self.id])


def show(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    """Show a report as far as this reader has opened it."""
    return page_of(request, actor, report_id, now=now)


def open_it(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    """Open it, on record."""
    reading.open_report(actor, own_places(actor), public_id=report_id, now=now)
    return redirect(f"{prefix_of(request)}report", report_id)


def page_of(
    request: HttpRequest,
    actor: Actor,
    report_id: str,
    *,
    now: datetime,
    answer: AnswerForm | None = None,
    tell: TellForm | None = None,
    name: NameForm | None = None,
    appeal: AppealForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page, with the form that was typed into kept as it was."""
    found = reading.sheet(actor, own_places(actor), public_id=report_id, now=now)
    zone = house_of(request).zone
    there = found.there
    # A form that comes back stays, even when the words have closed meanwhile.
    is_typed = any(form is not None for form in (answer, tell, name, appeal))
    is_at_work = (found.is_open or is_typed) and not there.is_settled
    place = Place(there.group_id, there.locality_id)
    people = people_of(found)
    page = ReportPage(
        id=there.public_id,
        prefix=prefix_of(request),
        about=kind_words(there.kind),
        when=moment(there.made_at, zone, now=now),
        where=_where(found),
        is_open=found.is_open,
        is_settled=there.is_settled,
        is_hidden=there.is_hidden,
        is_away=there.kind == AWAY,
        may_show=there.is_hidden and may(actor, Verb.SHOW_AGAIN, place),
        snapshot=found.snapshot,
        said=tuple(
            line.words
            for line in reversed(found.lines)
            if line.kind == "said" and line.words
        )
        if found.is_open
        else (),
        wish=str(WISH_WORDS.get(found.wish, "")),
        whom=tuple(people.values()) if found.is_open else (),
        decided=tuple(
            _decided(one, people, appeal, zone, now) for one in found.answers
        ),
        answer=(answer or answer_form(actor, found, people)) if is_at_work else None,
        tell=(tell or TellForm()) if is_at_work and found.may_come_back else None,
        name=(name or NameForm())
        if is_at_work and there.group_id and not found.subject_places
        else None,
        may_hand_on=is_at_work and not may(actor, Verb.ASK_OUT_OF_THE_HOUSE),
        may_escalate=found.is_open and may(actor, Verb.RAISE_A_WORRY, place),
        out_means=str(OUT_MEANS)
        if is_at_work and people and may(actor, Verb.ASK_OUT_OF_THE_HOUSE)
        else "",
        steps=tuple(_step(line, zone, now) for line in found.lines),
        has_words=found.is_open
        and there.kind == KIND
        and may(actor, Verb.CHECK_WHAT_WAS_SAID),
    )
    return render(request, "desk/report.html", {"page": page}, status=status)


def answer_form(
    actor: Actor, found: Sheet, people: dict[str, str], typed: object = None
) -> AnswerForm:
    """Return the question which rung, with those this actor may use here."""
    place = Place(found.there.group_id, found.there.locality_id)
    rungs = [Rung.NOTE]
    if people:
        rungs += [Rung.WORD, Rung.REMINDER]
        rungs += [Rung.PAUSE] if found.subject_places else []
        rungs += [Rung.OUT_OF_GROUP] if found.there.group_id else []
        rungs += [Rung.OUT_OF_HOUSE]
    mine = tuple(rung for rung in rungs if may(actor, WHO[rung], place))
    return AnswerForm(typed, rungs=mine, people=tuple(people.items()))


def people_of(found: Sheet) -> dict[str, str]:
    """Return whom an answer may be for: an opaque id, and the name they chose."""
    if found.there.kind == AWAY:
        # Suspended by a name they may have had before: no newer one is shown.
        return {
            opaque_id("towards-place", one): found.snapshot
            for one in found.subject_places
        }
    named = {
        opaque_id("towards-place", place.id): place.name_here
        for place in places.these(found.subject_places).values()
    }
    called = names_of(list(found.subject_persons)) if found.subject_persons else {}
    return named | {
        opaque_id("towards-person", one): name for one, name in sorted(called.items())
    }


def towards_of(found: Sheet, typed: str) -> Towards | None:
    """Return whom an opaque id means: somebody of this report, or nobody."""
    for place_id in found.subject_places:
        if opaque_id("towards-place", place_id) == typed:
            return Towards(place_id=place_id)
    for person_id in found.subject_persons:
        if opaque_id("towards-person", person_id) == typed:
            return Towards(person_id=person_id)
    return None


def _where(found: Sheet) -> str:
    if found.there.group_id is None:
        return ""
    group = directory.handles([found.there.group_id]).get(found.there.group_id)
    return group.name if group else ""


def _decided(
    one: Answer,
    people: dict[str, str],
    typed: AppealForm | None,
    zone: str,
    now: datetime,
) -> Decided:
    whom = people.get(opaque_id("towards-place", one.to_place or 0)) or people.get(
        opaque_id("towards-person", one.to_person or 0), ""
    )
    words = format_html(
        "{}: {}. {}, {}.",
        RUNG_WORDS[Rung(one.rung)],
        apart(whom),
        apart(one.decided_by),
        moment(one.at, zone, now=now),
    )
    waits = bool(one.appeal) and one.stands is None
    return Decided(
        id=one.public_id,
        words=words,
        reason=one.reason,
        appeal=one.appeal,
        answer=one.appeal_answer,
        form=(typed or AppealForm()) if waits and not one.is_mine else None,
    )


def _step(line: Line, zone: str, now: datetime) -> str:
    rung = str(RUNG_WORDS[Rung(line.rung)]) if line.rung else ""
    head = str(STEPS[line.kind]) + (f" ({rung})" if rung else "")
    when = moment(line.at, zone, now=now)
    if not line.who:
        return format_html("{}. {}", head, when)
    return format_html("{}. {}, {}", head, apart(line.who), when)
