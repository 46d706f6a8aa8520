"""The publishing desk: what waits, the oldest first; one piece at a time, before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hearthside.commons import reviewing, shapes
from hearthside.commons.reviewing import CannotReview, Sheet
from hearthside.commons.shapes import Kind, State, Words
from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile
from hearthside.engines.differences import Row, compare
from hearthside.engines.retrieval.passages import sentences_of
from hearthside.web.desk.piece_forms import LABELS, ROWS, Field, LongWords, fields_of
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.hidden import version_in
from hearthside.web.hints import Hint
from hearthside.web.piece_words import (
    HINT_WORDS,
    KIND_WORDS,
    STAGE_WORDS,
    STANCE_WORDS,
    STATE_WORDS,
    by,
    notes_words,
    topic_words,
)
from hearthside.workflows import publish_a_piece, withdraw_a_piece


class WhyForm(forms.Form):
    """A kind reason, which the author reads."""

    why = PlainWords(
        label=gettext_lazy("Why, for whoever wrote it"),
        help_text=gettext_lazy("Kindly, and what would make it right."),
        max_length=shapes.LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SuggestForm(WhyForm):
    """Other words, and why."""

    def __init__(self, kind: Kind, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.kind = kind
        for name, most in shapes.LONGEST[kind].items():
            self.fields[name] = LongWords(
                label=LABELS[kind, name],
                max_length=most,
                required=False,
                widget=forms.Textarea(attrs={"rows": ROWS.get(name, 2)}),
            )
        self.order_fields([*shapes.LONGEST[kind], "why"])


@dataclass(frozen=True, slots=True)
class Line:
    """One piece that waits: what it is, since when, and whether it says too much."""

    kind: str
    when: str
    url: str
    says_too_much: bool


@dataclass(frozen=True, slots=True)
class PiecesWaitingPage:
    """Everything desk/pieces_waiting.html may show."""

    lead: str
    lines: tuple[Line, ...]
    first_url: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything desk/review_piece.html may show: no more of its author than readers see.

    before, after -- sentence beside sentence, once other words are suggested.
    """

    public_id: str
    kind: str
    state: str
    about_title: str
    by: str
    stance: str
    notes: str
    topic: str
    readers: tuple[str, ...]
    fields: tuple[Field, ...]
    how: str
    hints: tuple[Hint, ...]
    is_rare: bool
    told: str
    rows: tuple[Row, ...]
    version: int
    place: str
    next_url: str
    why_not: str
    form: SuggestForm
    may_show: bool
    may_become: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """List what waits, and nothing of what it says."""
    zone = house_of(request).zone
    found = reviewing.waiting(actor)
    lines = tuple(
        Line(
            str(KIND_WORDS[one.kind]),
            moment(one.sent_at or now, zone, now=now),
            reverse("review_piece", args=[one.public_id]),
            one.says_too_much,
        )
        for one in found
    )
    page = PiecesWaitingPage(
        lead=ngettext("One piece waits.", "%(n)d pieces wait.", len(lines))
        % {"n": len(lines)}
        if lines
        else _("Nothing waits."),
        lines=lines,
        first_url=lines[0].url if lines else "",
    )
    return render(request, "desk/pieces_waiting.html", {"page": page})


def show_one(
    request: HttpRequest, actor: Actor, now: datetime, waiting_id: str
) -> HttpResponse:
    """Show one piece."""
    return _page(request, actor, waiting_id)


def act_one(
    request: HttpRequest, actor: Actor, now: datetime, waiting_id: str
) -> HttpResponse:
    """Decide about it, and go on to the next."""
    do = DOES.get(request.POST.get("do", ""))
    found = reviewing.sheet(actor, public_id=waiting_id)
    if do is None:
        return redirect("review_piece", waiting_id)
    form = SuggestForm(found.kind, request.POST)
    if not form.is_valid():
        return _page(request, actor, waiting_id, form=form, status=422)
    version = version_in(request)
    try:
        do(actor, waiting_id, version, form, now)
    except (CannotReview, ChangedMeanwhile) as no:
        return _page(request, actor, waiting_id, form=form, why_not=no.why, status=409)
    messages.info(request, _("Done. What you decided is in the trail."))
    if found.after:
        return redirect("review_piece", found.after)
    return redirect("pieces_waiting")


def _publish(
    actor: Actor, public_id: str, version: int, form: SuggestForm, now: datetime
) -> None:
    publish_a_piece.show_it(actor, public_id=public_id, version=version, now=now)


def _hold(
    actor: Actor, public_id: str, version: int, form: SuggestForm, now: datetime
) -> None:
    why = form.cleaned_data["why"]
    withdraw_a_piece.hold(actor, public_id=public_id, version=version, why=why, now=now)


def _decline(
    actor: Actor, public_id: str, version: int, form: SuggestForm, now: datetime
) -> None:
    why = form.cleaned_data["why"]
    withdraw_a_piece.decline(
        actor, public_id=public_id, version=version, why=why, now=now
    )


def _suggest(
    actor: Actor, public_id: str, version: int, form: SuggestForm, now: datetime
) -> None:
    given = form.cleaned_data
    words = Words(**{name: given[name] for name in shapes.LONGEST[form.kind]})
    withdraw_a_piece.suggest(
        actor,
        public_id=public_id,
        version=version,
        words=words,
        why=given["why"],
        now=now,
    )


def _ask(
    actor: Actor, public_id: str, version: int, form: SuggestForm, now: datetime
) -> None:
    reviewing.ask_for_a_strategy(actor, public_id=public_id, now=now)


DOES: Final[dict[str, Callable[[Actor, str, int, SuggestForm, datetime], None]]] = {
    "publish": _publish,
    "hold": _hold,
    "decline": _decline,
    "suggest": _suggest,
    "strategy": _ask,
}


def _page(
    request: HttpRequest,
    actor: Actor,
    public_id: str,
    *,
    form: SuggestForm | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    found = reviewing.sheet(actor, public_id=public_id)
    words = found.suggested or found.words
    initial = {name: getattr(words, name) for name in shapes.FIELDS}
    place = ""
    if found.position:
        place = _("%(n)d of %(all)d") % {"n": found.position, "all": found.of}
    page = ReviewPage(
        public_id=found.public_id,
        kind=str(KIND_WORDS[found.kind]),
        state=str(STATE_WORDS[found.state]),
        about_title=found.about_title,
        by=by(found.name_shown),
        stance=str(STANCE_WORDS.get(found.stance, "")),
        notes=notes_words(found.notes),
        topic=topic_words(found.topic),
        readers=tuple(str(STAGE_WORDS[one]) for one in found.stages),
        fields=fields_of(found.kind, found.words),
        how=found.how,
        hints=tuple(
            Hint(one.words, str(HINT_WORDS[one.kind])) for one in found.tells.marks
        ),
        is_rare=found.tells.is_rare,
        told=found.told,
        rows=_rows(found),
        version=found.version,
        place=place,
        next_url=reverse("review_piece", args=[found.after]) if found.after else "",
        why_not=why_not,
        form=form or SuggestForm(found.kind, initial=initial),
        may_show=found.state != State.PUBLISHED or found.kind is Kind.STRATEGY,
        may_become=found.kind is Kind.ANSWER and found.state == State.PUBLISHED,
    )
    return render(request, "desk/review_piece.html", {"page": page}, status=status)


def _rows(found: Sheet) -> tuple[Row, ...]:
    if found.suggested is None:
        return ()
    before, after = found.words.whole(), found.suggested.whole()
    return compare(sentences_of(before), sentences_of(after))
