"""Sentences people in a study leave for its report: each use a yes of its own, read first.

Nothing joins a sentence to a score: it stands under a mark that only its writer's code makes
again, and leaves the house with no code, no site and no wave.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.core.seal import blind, blinds
from hearthside.outcomes import codes, reports, studies
from hearthside.outcomes.codes import Holder
from hearthside.outcomes.models import Participant, Quote, Study

LONGEST: Final = 300
APPENDIX, FUNDERS, PUBLIC = "appendix", "funders", "public"
USES: Final = (APPENDIX, FUNDERS, PUBLIC)
_MARK: Final = "outcomes.quote"
State = Quote.State


class CannotLeave(Refusal):
    """This sentence cannot be left, or not now."""


@dataclass(frozen=True, slots=True)
class Mine:
    """A sentence as its writer sees it. state -- a State; checked -- as it may stand in a report."""

    words: str
    uses: frozenset[str]
    state: str
    checked: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sentence as whoever checks it sees it: nothing says whose it is."""

    public_id: str
    words: str
    uses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A sentence that may stand in a report, for these uses."""

    public_id: str
    words: str
    uses: frozenset[str]


def are_wanted(study_id: int) -> bool:
    """Return whether a study takes sentences; one query. None does unless somebody says so."""
    return Study.objects.filter(id=study_id, takes_quotes=True).exists()


def want(actor: Actor | Machine, *, public_id: str, wanted: bool) -> None:
    """Let people leave sentences, or no more. Those that are there stay their writers'.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_STUDIES, ANYWHERE)
    Study.objects.filter(id=studies.row_of(public_id).pk).update(takes_quotes=wanted)


def why_not_leave(who: Holder) -> str | None:
    """Return why somebody cannot leave a sentence, or None; one query."""
    if who.began_on is None:
        return "Say first whether you want to take part."
    if not are_wanted(who.study.id):
        return "This study takes no sentences."
    return None


def mine(who: Holder) -> Mine | None:
    """Return the sentence this code left, or None; one query."""
    row = Quote.objects.filter(study_id=who.study.id, mark__in=_marks(who.code)).first()
    return Mine(row.words, _uses(row), row.state, row.checked) if row else None


def leave(code: str, *, words: str, uses: Collection[str]) -> None:
    """Leave a sentence, in place of the one before; somebody reads it before it is used.

    uses -- of USES: for what it may be used. None of them is taken as given.

    Raises NotFound, CannotLeave.
    """
    said = " ".join(words.split())
    with transaction.atomic():
        who = codes.holder_of(code)
        Participant.objects.select_for_update().get(id=who.id)
        if why := why_not_leave(who):
            raise CannotLeave(why)
        if not said or len(said) > LONGEST or not said.isprintable():
            raise CannotLeave(f"Write a sentence or two, of at most {LONGEST} letters.")
        if not uses or set(uses) - set(USES):
            raise CannotLeave("Tick what it may be used for, one or more.")
        take_back(code)
        Quote.objects.create(
            study_id=who.study.id,
            mark=blind(code, purpose=_MARK),
            words=said,
            **{f"for_{use}": use in uses for use in USES},
        )


def take_back(code: str) -> None:
    """Let go of the sentence of a code; what was built with it and is not out comes to nothing."""
    rows = Quote.objects.filter(mark__in=_marks(code))
    for study_id in set(rows.filter(state=State.CLEARED).values_list("study_id", flat=True)):  # fmt: skip
        reports.overtake(study_id, answers=False)
    rows.delete()


def waiting(actor: Actor, *, public_id: str) -> list[Waiting]:
    """Return the sentences nobody has read yet, in an order that says nothing; one query.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_STUDIES, ANYWHERE)
    study = studies.row_of(public_id)
    rows = Quote.objects.filter(study=study, state=State.WAITING).order_by("public_id")
    return [Waiting(row.public_id, row.words, _uses(row)) for row in rows]


def clear(actor: Actor, *, public_id: str, quote_id: str, checked: str) -> None:
    """Let a sentence be used, as it stands now without names and places.

    checked -- its words, from which something was taken away or replaced.

    Raises NotFound, CannotLeave.
    """
    said = " ".join(checked.split())
    if not said or len(said) > LONGEST or not said.isprintable():
        raise CannotLeave(f"What is used is a sentence or two, of at most {LONGEST} letters.")  # fmt: skip
    _settle(actor, public_id, quote_id, state=State.CLEARED, checked=said)


def turn_down(actor: Actor, *, public_id: str, quote_id: str) -> None:
    """Let a sentence not be used; its writer sees that.

    Raises NotFound.
    """
    _settle(actor, public_id, quote_id, state=State.TURNED_DOWN, checked="")


def cleared(study_id: int) -> list[Cleared]:
    """Return what may stand in a report, in an order that says nothing; one query."""
    rows = Quote.objects.filter(study_id=study_id, state=State.CLEARED)
    return [
        Cleared(row.public_id, row.checked, _uses(row))
        for row in rows.order_by("public_id")
    ]


def seal_anew() -> int:
    """Make the marks again with the secret of today; return how many changed."""
    changed = 0
    for study in Study.objects.filter(quotes__isnull=False).distinct():
        by_mark = {
            mark: code
            for code in Participant.objects.filter(study=study).values_list(
                "code", flat=True
            )
            for mark in _marks(code)
        }
        for row in Quote.objects.filter(study=study):
            code = by_mark.get(row.mark)
            mark = blind(code, purpose=_MARK) if code else row.mark
            if mark != row.mark:
                changed += Quote.objects.filter(id=row.pk).update(mark=mark)
    return changed


def _settle(actor: Actor, public_id: str, quote_id: str, **columns: str) -> None:
    insist(actor, Verb.KEEP_STUDIES, ANYWHERE)
    study = studies.row_of(public_id)
    rows = Quote.objects.filter(study=study, public_id=quote_id, state=State.WAITING)
    if not rows.update(**columns):
        raise NotFound


def _marks(code: str) -> list[str]:
    return blinds(code, purpose=_MARK)


def _uses(row: Quote) -> frozenset[str]:
    return frozenset(use for use in USES if getattr(row, f"for_{use}"))
