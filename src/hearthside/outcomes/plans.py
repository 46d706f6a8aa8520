"""The plan of a study: locked before anybody reads its answers, and from then on as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.engines.analysing.plan import NotAPlan, Plan, read_plan
from hearthside.outcomes import reports, rows, studies
from hearthside.outcomes.models import LockedPlan, Study
from hearthside.outcomes.waves import WAVES

# What the columns of a frozen dataset are called; "" where a plan names none.
_CALLED: Final = {
    "person": ("study_code",),
    "wave": ("wave",),
    "group": ("cluster", ""),
    "site": ("site", ""),
    "attended": ("attended", ""),
    "arm": ("",),
    "events": ("",),
}


class CannotLock(Refusal):
    """This file cannot be the plan of this study, or not any more."""


@dataclass(frozen=True, slots=True)
class Locked:
    """The plan of a study, as it came. is_open -- answers were read under it."""

    raw: bytes
    sha256: str
    title: str
    locked_at: datetime
    is_open: bool

    @property
    def read(self) -> Plan:
        return read_plan(self.raw)


def of(study_id: int) -> Locked | None:
    """Return the plan of a study, or None; one query."""
    row = LockedPlan.objects.filter(study_id=study_id).first()
    if row is None:
        return None
    opened = row.opened_at is not None
    return Locked(row.raw.encode(), row.sha256, row.title, row.locked_at, opened)


def lock(actor: Actor | Machine, *, public_id: str, raw: bytes, now: datetime) -> None:
    """Lock a plan; another may take its place until answers are read under it.

    What was built under the one before, and was not out, comes to nothing.

    raw -- the TOML file, as docs/evaluate/analysing.md has it.

    Raises NotFound, CannotLock, CannotAsk.
    """
    insist(actor, Verb.TAKE_STUDY_ROWS, ANYWHERE)
    try:
        plan = read_plan(raw)
    except NotAPlan as no:
        raise CannotLock(no.why) from None
    with transaction.atomic():
        study = _locked_row(public_id)
        if why := _why_not_of(study, plan):
            raise CannotLock(why)
        row = LockedPlan.objects.filter(study=study).first()
        if row is not None and row.sha256 == plan.sha256:
            return
        if row is not None and row.opened_at is not None:
            raise CannotLock(
                "Answers were read under the plan that is locked, so it stays as it is."
            )
        reports.put_aside(
            study.pk, why="Another plan was locked since. Build it once more."
        )
        LockedPlan.objects.update_or_create(
            study=study,
            defaults={
                "raw": raw.decode("utf-8"), "sha256": plan.sha256,
                "title": plan.title, "locked_at": now,
            },
        )  # fmt: skip


def open_answers(study_id: int, *, now: datetime) -> Locked:
    """Return the plan under which answers are read now; from here on it stays as it is.

    Raises CannotLock: none is locked yet.
    """
    with transaction.atomic():
        Study.objects.select_for_update(no_key=True).get(id=study_id)
        LockedPlan.objects.filter(study_id=study_id, opened_at=None).update(
            opened_at=now
        )
        return locked(study_id)


def locked(study_id: int) -> Locked:
    """Return the plan of a study.

    Raises CannotLock: none is locked yet.
    """
    plan = of(study_id)
    if plan is None:
        raise CannotLock(
            "Lock a plan first: what is asked of the answers is said before they are read."
        )
    return plan


def _locked_row(public_id: str) -> Study:
    return Study.objects.select_for_update(no_key=True).get(
        id=studies.row_of(public_id).pk
    )


def _why_not_of(study: Study, plan: Plan) -> str | None:
    """Return why a dataset of this study could not follow the plan, or None."""
    for name, known in _CALLED.items():
        said = getattr(plan.columns, name)
        if said not in known:
            may = " or ".join(f'"{one}"' for one in known if one) or "nothing"
            return (
                f'The plan calls data.{name} "{said[:40]}"; here it is {may}. '
                "docs/evaluate/plan-demo.toml shows a whole one."
            )
    if plan.waves != tuple(str(wave) for wave in WAVES):
        return "The waves of this house are 0, 3, 6 and 12, all four and in this order."
    here = [
        rows.column_of(pack, rule.id)
        for pack in rows.packs_of(study.pk)
        for rule in pack.rules
    ]
    for outcome in plan.outcomes:
        if outcome.column not in here:
            return (
                f'The study has no score "{outcome.column[:40]}". '
                f"It has {', '.join(here)}."
            )
    return None
