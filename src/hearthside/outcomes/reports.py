"""Reports of a study: built one at a time, kept sealed, and let out or not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from hearthside.core.ids import new_public_id
from hearthside.core.refusals import NotFound
from hearthside.core.seal import seal_bytes
from hearthside.engines.disclosure.log import Kinds
from hearthside.outcomes import sealed_files
from hearthside.outcomes.models import Report, Study
from hearthside.outcomes.sealed_files import EXPORTS, KINDS, PAPERS

State = Report.State
# A machine that stopped in the middle says nothing more. The slowest part is a model of all.
SILENT_FOR: Final = timedelta(minutes=10)
# What was never let out, and answers by code, are no archive.
KEPT_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a report is.

    state -- a State; "interrupted" when the machine that built it says nothing more.
    has_exports -- answers by code can be taken.
    """

    public_id: str
    state: str
    why: str
    agreement: str
    asked_at: datetime
    ended_at: datetime | None
    out_at: datetime | None
    done: int
    total: int
    asked_to_stop: bool
    people: int
    has_exports: bool


def newest(study_id: int, *, now: datetime) -> Standing | None:
    """Return the report that was asked for last, or None; two queries."""
    return _standing(study_id, now=now)


def newest_out(study_id: int, *, now: datetime) -> Standing | None:
    """Return the newest report that was let out, or None; two queries."""
    return _standing(study_id, now=now, state=State.OUT)


def begin(study_id: int, *, agreement: str, total: int, now: datetime) -> str:
    """Begin a report; return its id, or "" when one is being built already.

    Whoever comes second finds the first: two at once are one report.
    """
    with transaction.atomic():
        Study.objects.select_for_update(no_key=True).get(id=study_id)
        built = Report.objects.filter(study_id=study_id, state=State.BUILDING)
        row = built.defer("papers", "exports", "kinds").first()
        if row is not None and now - row.beat_at <= SILENT_FOR:
            return ""
        built.update(state=State.BROKEN, ended_at=now)
        return Report.objects.create(
            public_id=new_public_id(),
            study_id=study_id,
            agreement=agreement,
            asked_at=now,
            beat_at=now,
            total=total,
        ).public_id


def of_what(public_id: str) -> tuple[str, str] | None:
    """Return the study and the agreement of a report to be built; None when it is not wanted."""
    row = Report.objects.filter(public_id=public_id, state=State.BUILDING)
    return row.values_list("study__public_id", "agreement").first()


def beat(public_id: str, *, now: datetime) -> bool:
    """Note that one more part is done; return False when it should stop."""
    row = Report.objects.filter(public_id=public_id, state=State.BUILDING)
    if row.filter(asked_to_stop=True).update(state=State.STOPPED, ended_at=now):
        return False
    return bool(row.update(done=F("done") + 1, beat_at=now))


def finish(
    public_id: str,
    *,
    papers: Mapping[str, bytes],
    exports: Mapping[str, bytes],
    kinds: Kinds,
    people: int,
    now: datetime,
) -> None:
    """Keep what was built, sealed; before this nothing of it can be taken."""
    of = json.dumps({name: [sorted(one) for one in sets] for name, sets in kinds.items()})  # fmt: skip
    row = Report.objects.filter(public_id=public_id, state=State.BUILDING)
    row.filter(asked_to_stop=True).update(state=State.STOPPED, ended_at=now)
    row.update(
        state=State.DONE,
        ended_at=now,
        done=F("total"),
        people=people,
        papers=sealed_files.seal(papers, purpose=PAPERS),
        exports=sealed_files.seal(exports, purpose=EXPORTS) if exports else None,
        kinds=seal_bytes(of.encode(), purpose=KINDS),
    )


def broke(public_id: str, *, why: str = "", now: datetime) -> None:
    """Note that none came out. why -- a sentence where it is no fault of ours."""
    row = Report.objects.filter(public_id=public_id, state=State.BUILDING)
    row.update(state=State.CANNOT if why else State.BROKEN, why=why[:300], ended_at=now)


def ask_to_stop(study_id: int) -> None:
    """Ask that the building of a report stop.

    Raises NotFound: none is being built.
    """
    row = Report.objects.filter(study_id=study_id, state=State.BUILDING)
    if not row.update(asked_to_stop=True):
        raise NotFound


def overtake(study_id: int, *, answers: bool = True) -> None:
    """Let go of everything made with what somebody takes back now.

    Answers by code go; what was built or is being built and was not let out comes to
    nothing. What was let out stays.

    answers -- they leave with their answers; else they take back a sentence alone.
    """
    every = Report.objects.filter(study_id=study_id)
    if answers:
        every.exclude(exports=None).update(exports=None)
    every.filter(state__in=(State.BUILDING, State.DONE)).update(
        state=State.OVERTAKEN, papers=None, kinds=None
    )


def put_aside(study_id: int, *, why: str) -> None:
    """Let every report come to nothing that is not out, with its answers by code.

    why -- one sentence, for whoever looks for it.
    """
    Report.objects.filter(
        study_id=study_id, state__in=(State.BUILDING, State.DONE)
    ).update(state=State.CANNOT, why=why, papers=None, exports=None, kinds=None)


def forget(*, now: datetime) -> int:
    """Let go, after 30 days, of answers by code and of what was never let out."""
    old = Report.objects.filter(asked_at__lt=now - KEPT_FOR)
    gone = old.exclude(exports=None).update(exports=None)
    return gone + old.exclude(state=State.OUT).delete()[0]


def _standing(study_id: int, *, now: datetime, **only: str) -> Standing | None:
    rows = Report.objects.filter(study_id=study_id, **only).order_by("-id")
    # Without its files: they are large, and sealed.
    row = rows.defer("papers", "exports", "kinds").first()
    if row is None:
        return None
    has_exports = rows.filter(id=row.pk).exclude(exports=None).exists()
    is_silent = row.state == State.BUILDING and now - row.beat_at > SILENT_FOR
    return Standing(
        row.public_id,
        "interrupted" if is_silent else row.state,
        row.why,
        row.agreement,
        row.asked_at,
        row.ended_at,
        row.out_at,
        row.done,
        row.total,
        row.asked_to_stop,
        row.people,
        has_exports,
    )
