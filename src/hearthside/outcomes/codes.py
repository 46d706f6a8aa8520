"""Codes: given out, found by their own link, and said yes with. Never with a name."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from hearthside.core.actor import Actor, Machine
from hearthside.core.ids import ALPHABET
from hearthside.core.ids import PATTERN as CODE
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.core.seal import blind, blinds
from hearthside.outcomes import studies, waves
from hearthside.outcomes.models import Cluster, Participant, Study
from hearthside.outcomes.studies import CONSENT, Told

# 16 letters of 30 are 78 bits: nobody guesses one, however long they try.
LINK_LENGTH: Final = 16
LINK: Final = re.compile(rf"[{ALPHABET}]{{{LINK_LENGTH}}}")
# A paper read and typed by hand, on a page of its own: more at once nobody prints.
MOST_AT_ONCE: Final = 20
# Codes for paper that nobody said yes with: enough for every chair there is.
MOST_UNUSED: Final = 400
_LINK: Final = "outcomes.participant.link"


class CannotGive(Refusal):
    """Codes cannot be given out like this."""


class CannotAgree(Refusal):
    """This code cannot say yes, or not now."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody takes part, as marks made outside: this room knows no group and no place.

    Each is the mark of today first, then those of secrets the house had before.
    """

    group_marks: tuple[str, ...]
    site_marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One code that was given out, and the link that belongs to it."""

    code: str
    link: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever holds a link: their code, their study, and when they began.

    began_on -- None until they said yes.
    """

    id: int
    code: str
    study: Told
    began_on: date | None


def new_for(
    study_id: int, where: Where, *, agreed_to: str = "", today: date | None = None
) -> Given:
    """Make a code for somebody of a study; whether they may is asked before.

    today -- given with agreed_to, when they said yes.
    """
    with transaction.atomic():
        # Two at once from one new group: the second finds the code of the first.
        study = Study.objects.select_for_update(no_key=True).get(id=study_id)
        link = "".join(secrets.choice(ALPHABET) for _ in range(LINK_LENGTH))
        row = Participant.objects.create(
            study=study,
            link_mark=blind(link, purpose=_LINK),
            link_sealed=link,
            cluster=_code_of(study, Cluster.Kind.GROUP, where.group_marks),
            site=_code_of(study, Cluster.Kind.SITE, where.site_marks),
            agreed_to=agreed_to,
            began_on=waves.monday_of(today) if today else None,
        )
    return Given(row.code, link)


def give_out(
    actor: Actor | Machine, *, public_id: str, where: Where, how_many: int, today: date
) -> list[Given]:
    """Make codes for paper, for people who need no name here.

    Raises NotFound, CannotGive.
    """
    insist(actor, Verb.KEEP_STUDIES, ANYWHERE)
    study = studies.one(public_id)
    if not study.is_open(today):
        raise CannotGive("Nobody begins this study now, so no codes are given out.")
    if not 1 <= how_many <= MOST_AT_ONCE:
        raise CannotGive(f"Ask for 1 to {MOST_AT_ONCE} papers at a time.")
    unused = Participant.objects.filter(study_id=study.id, agreed_to="").count()
    if unused + how_many > MOST_UNUSED:
        raise CannotGive(
            "Many papers of this study were printed and never used. Use those first."
        )
    return [new_for(study.id, where) for _ in range(how_many)]


def holder(link: str) -> Holder:
    """Return who holds this link; one query.

    Raises NotFound: nobody does, or whoever did has left the study.
    """
    if not LINK.fullmatch(link):
        raise NotFound
    marks = blinds(link, purpose=_LINK)
    return _holder(Q(link_mark__in=marks))


def holder_of(code: str) -> Holder:
    """Return who has this code; one query.

    Raises NotFound.
    """
    if not CODE.fullmatch(code):
        raise NotFound
    return _holder(Q(code=code))


def link_of(code: str) -> str:
    """Return the link that belongs to a code.

    Raises NotFound.
    """
    row = Participant.objects.filter(code=code).first()
    if row is None:
        raise NotFound
    return str(row.link_sealed)


def agree(code: str, *, today: date) -> None:
    """Note that whoever holds this code said yes to the words of today. Twice is once.

    Raises NotFound, CannotAgree.
    """
    who = holder_of(code)
    if who.began_on is None and not who.study.is_open(today):
        raise CannotAgree("Nobody begins this study now. Thank you for being willing.")
    Participant.objects.filter(id=who.id, agreed_to="").update(
        agreed_to=CONSENT, began_on=waves.monday_of(today)
    )


def forget_unused(*, today: date) -> int:
    """Let codes go that nobody said yes with, once their study has been over for 90 days."""
    over = Study.objects.filter(ended_on__lt=today - timedelta(days=90))
    unused = Participant.objects.filter(study__in=over, agreed_to="")
    return unused.delete()[0]


def seal_anew() -> int:
    """Make the marks and seals of links again with the secret of today."""
    changed = 0
    for row in Participant.objects.order_by("id").iterator():
        mark = blind(row.link_sealed, purpose=_LINK)
        if row.link_mark != mark:
            changed += Participant.objects.filter(id=row.pk).update(
                link_mark=mark, link_sealed=row.link_sealed
            )
    return changed


def _holder(condition: Q) -> Holder:
    row = Participant.objects.select_related("study").filter(condition).first()
    if row is None:
        raise NotFound
    return Holder(row.pk, row.code, studies.told(row.study), row.began_on)


def _code_of(study: Study, kind: str, marks: tuple[str, ...]) -> str:
    known = Cluster.objects.filter(study=study, kind=kind, mark__in=marks).first()
    if known is not None:
        return known.code
    taken = set(
        Cluster.objects.filter(study=study, kind=kind).values_list("code", flat=True)
    )
    letter = "g" if kind == Cluster.Kind.GROUP else "s"
    # By chance and not in order: the first code would say which group came first.
    free = [name for at in range(100, 1000) if (name := f"{letter}{at}") not in taken]
    if not free:
        raise IntegrityError("A study has more clusters than there are codes.")
    return Cluster.objects.create(
        study=study, kind=kind, mark=marks[0], code=secrets.choice(free)
    ).code
