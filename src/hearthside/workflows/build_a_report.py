"""Build a report of a study: frozen, computed by the clock, and let out when the log allows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.module_loading import import_string

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines.disclosure import PUBLIC
from hearthside.engines.exporting import made_anew, why_not_export
from hearthside.engines.exporting.packing import FORMS, packed
from hearthside.engines.instruments import Pack
from hearthside.engines.reporting import apart
from hearthside.outcomes import freezing, handing_out, plans, reports, rows, studies
from hearthside.outcomes.plans import CannotLock
from hearthside.outcomes.releases import CannotLetOut
from hearthside.outcomes.reports import Standing
from hearthside.outcomes.rows import Row
from hearthside.outcomes.sealed_files import CannotTake, zipped
from hearthside.outcomes.waves import WAVES
from hearthside.workflows.freeze_a_study import (
    LONGEST_AGREEMENT,
    given_of,
    salt_of,
    why_not_take,
)

# Named and not imported: workflows stand below the jobs that call them.
JOB: Final = "hearthside.jobs.reporting.build"
# FHIR resources are named under an address that leads nowhere: no evaluator needs ours.
NOWHERE: Final = "https://hearthside.invalid"
# Freezing before, and putting the exports together after.
BESIDE: Final = 2
# What somebody who reads the one page may take of a report that is out.
SUMMARY: Final = ("summary.pdf", "summary.html")
# The ledger is there from the second report on; words where people let anybody read them.
PAPERS_TO_TAKE: Final = (
    *SUMMARY, "appendix.pdf", "appendix.html", "report.json", "ledger.json",
    "words-for-anybody.txt",
)  # fmt: skip

Clock = Callable[[], datetime]


class CannotBuild(Refusal):
    """A report cannot be begun, or not like this."""


def why_not_build(study_id: str) -> str | None:
    """Return why no report of this study can be built yet, or None.

    Raises NotFound.
    """
    study = studies.one(study_id)
    if plans.of(study.id) is None:
        return "Lock a plan first: what is asked of the answers is said before they are read."
    return why_not_take(study)


def ask(actor: Actor, *, study_id: str, agreement: str, now: datetime) -> bool:
    """Have the clock freeze a study and build its report; False when one is being built already.

    agreement -- the written agreement under which answers are read: it stands in the trail.

    Raises NotFound, CannotBuild, CannotLock.
    """
    insist(actor, Verb.TAKE_STUDY_ROWS, ANYWHERE)
    study = studies.one(study_id)
    named = " ".join(agreement.split())
    if not named or len(named) > LONGEST_AGREEMENT:
        raise CannotBuild(
            "Write which data agreement this is under, such as its name and date."
        )
    if why := why_not_build(study_id):
        raise CannotBuild(why)
    with transaction.atomic():
        plan = plans.locked(study.id)
        total = apart.how_many_parts(len(plan.read.outcomes)) + BESIDE
        public_id = reports.begin(study.id, agreement=named, total=total, now=now)
        if public_id:
            _write_down(actor, f"study report:{public_id}", now=now)
            import_string(JOB).enqueue(public_id)
    return bool(public_id)


def carry_out(public_id: str, *, code_version: str, clock: Clock) -> None:
    """Freeze and build one report; the work of the clock."""
    wanted = reports.of_what(public_id)
    if wanted is None:
        return
    try:
        _carry_out(public_id, *wanted, code_version=code_version, clock=clock)
    except apart.CannotBuild as no:
        reports.broke(public_id, why=no.why, now=clock())
    except Refusal as no:
        reports.broke(public_id, why=no.why, now=clock())
    except Exception:
        reports.broke(public_id, now=clock())
        raise


def let_out(actor: Actor, *, study_id: str, report_id: str, now: datetime) -> None:
    """Let a report out, if what was let out before allows it; it cannot be taken back.

    Raises NotFound, CannotLetOut, CannotTake.
    """
    insist(actor, Verb.TAKE_STUDY_ROWS, ANYWHERE)
    _insist_is_of(study_id, report_id, now=now)
    with transaction.atomic():
        plans.open_answers(studies.one(study_id).id, now=now)
        handing_out.let_out(report_id, now=now)
        _write_down(actor, f"study report out:{report_id}", now=now)


def take_paper(actor: Actor, *, study_id: str, name: str, now: datetime) -> bytes:
    """Return one file of the newest report that is out; a coordinator, of its one page.

    Raises NotFound, CannotTake.
    """
    insist(actor, Verb.READ_STUDY_SUMMARIES, ANYWHERE)
    study = studies.one(study_id)
    if name in PAPERS_TO_TAKE and name not in SUMMARY:
        insist(actor, Verb.TAKE_STUDY_ROWS, ANYWHERE)
    out = reports.newest_out(study.id, now=now)
    if out is None or name not in PAPERS_TO_TAKE:
        raise CannotTake("There is no such file of this report.")
    return handing_out.paper(out.public_id, name)


def papers(actor: Actor, *, study_id: str, now: datetime) -> tuple[str, ...]:
    """Return which files of the newest report that is out can be taken.

    Raises NotFound, CannotTake.
    """
    insist(actor, Verb.TAKE_STUDY_ROWS, ANYWHERE)
    out = reports.newest_out(studies.one(study_id).id, now=now)
    there = handing_out.names(out.public_id) if out else frozenset()
    return tuple(name for name in PAPERS_TO_TAKE if name in there)


def summary(actor: Actor, *, study_id: str, now: datetime) -> dict[str, Any] | None:
    """Return the one page of the newest report that is out, chapter by chapter; None: none is.

    Raises NotFound, CannotTake.
    """
    insist(actor, Verb.READ_STUDY_SUMMARIES, ANYWHERE)
    out = reports.newest_out(studies.one(study_id).id, now=now)
    if out is None:
        return None
    found: dict[str, Any] = json.loads(handing_out.paper(out.public_id, "summary.json"))
    return found


def take_export(
    actor: Actor, *, study_id: str, report_id: str, form: str, now: datetime
) -> bytes:
    """Return answers by code in one form, under the agreement the report was built under.

    Raises NotFound, CannotLetOut, CannotTake.
    """
    insist(actor, Verb.TAKE_STUDY_ROWS, ANYWHERE)
    _insist_is_of(study_id, report_id, now=now)
    with transaction.atomic():
        plans.open_answers(studies.one(study_id).id, now=now)
        made = handing_out.export(report_id, form)
        _write_down(actor, f"study rows:{report_id}", now=now)
    return made


def _carry_out(
    public_id: str, study_id: str, agreement: str, *, code_version: str, clock: Clock
) -> None:
    study = studies.one(study_id)
    plan = plans.of(study.id)
    if plan is None:
        raise CannotBuild("The plan of this study is gone. Lock it again.")
    with transaction.atomic():
        frozen = freezing.freeze(
            study_id, code_version=code_version, plan_sha256=plan.sha256,
            now=clock(),
        )  # fmt: skip
        found, packs = rows.rows_of(study.id), rows.packs_of(study.id)
        _write_down(Machine("clock"), f"study frozen:{frozen.public_id}", now=clock())
    if not reports.beat(public_id, now=clock()):
        return
    made = apart.build_apart(
        plan.raw, frozen.files, before=_before(study.id, now=clock()),
        tell=lambda _: reports.beat(public_id, now=clock()),
    )  # fmt: skip
    if made is None:
        return
    reports.finish(
        public_id,
        papers=made.files,
        exports=_exports(found, packs, salt=salt_of(study.public_id, agreement)),
        kinds=made.kinds,
        people=frozen.people,
        now=clock(),
    )


def _before(study_id: int, *, now: datetime) -> Mapping[str, str] | None:
    """Return the numbers of the report that is out, for the ledger of those that change."""
    out = reports.newest_out(study_id, now=now)
    if out is None:
        return None
    numbers: dict[str, str] = json.loads(
        handing_out.paper(out.public_id, handing_out.NUMBERS)
    )["numbers"]
    return numbers


def _exports(found: list[Row], packs: list[Pack], *, salt: bytes) -> dict[str, bytes]:
    """Return a zip for each form; none where single answers could be known by whose they are."""
    kept = rows.pooled(found, fewest=PUBLIC)
    if len({row.code for row in kept}) < PUBLIC or why_not_export(
        [given_of(row, {}) for row in kept]
    ):
        return {}
    coded = {
        pack.id: (
            pack,
            made_anew(
                [given_of(row, row.answers.get(pack.id, {})) for row in kept], salt=salt
            ),
        )
        for pack in packs
    }
    waves = [str(wave) for wave in WAVES]
    return {
        form: zipped(packed(coded, form, waves=waves, base=NOWHERE)) for form in FORMS
    }


def _insist_is_of(study_id: str, report_id: str, *, now: datetime) -> None:
    one = reports.newest(studies.one(study_id).id, now=now)
    if one is None or one.public_id != report_id:
        raise NotFound


def _write_down(actor: Actor | Machine, what: str, *, now: datetime) -> None:
    trail.note(actor, verb=Verb.TAKE_STUDY_ROWS, what=what, now=now)


__all__ = [
    "FORMS", "CannotBuild", "CannotLetOut", "CannotLock", "CannotTake", "Standing", "ask",
    "carry_out", "let_out", "summary", "take_export", "take_paper", "why_not_build",
]  # fmt: skip
