"""Handing out what was made of a study: the log of releases is asked before anything leaves."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.core.refusals import NotFound
from hearthside.engines.disclosure.log import Kinds
from hearthside.outcomes import releases
from hearthside.outcomes.models import Report, Study
from hearthside.outcomes.sealed_files import (
    EXPORTS,
    KINDS,
    PAPERS,
    CannotTake,
    opened,
    raw_of,
)

State = Report.State
NUMBERS: Final = "report.json"


def why_not_let_out(public_id: str) -> str:
    """Return why a report that is done may not be let out; "" where it may.

    Raises NotFound, CannotLetOut.
    """
    row = Report.objects.filter(public_id=public_id, state=State.DONE).first()
    if row is None:
        raise NotFound
    return releases.why_not_let_out(row.study_id, _kinds(row))


def let_out(public_id: str, *, now: datetime) -> None:
    """Let a report out: its line is written, and from then on its papers can be taken.

    Raises NotFound, CannotLetOut.
    """
    with transaction.atomic():
        study_id = Report.objects.filter(public_id=public_id).values_list(
            "study_id", flat=True
        )
        # One at a time: what the other let out is seen.
        Study.objects.select_for_update(no_key=True).filter(id__in=study_id).first()
        row = Report.objects.filter(public_id=public_id, state=State.DONE).first()
        if row is None:
            raise NotFound
        files = opened(row.papers, purpose=PAPERS)
        releases.let_out(
            row.study_id,
            name=f"the report of {now.date().isoformat()}",
            mark=hashlib.sha256(files[NUMBERS]).hexdigest(),
            kinds=_kinds(row),
        )
        still = Report.objects.filter(id=row.pk, state=State.DONE)
        if not still.update(state=State.OUT, out_at=now, kinds=None):
            # Somebody left between: withdrawing wins over publishing.
            raise NotFound


def paper(public_id: str, name: str) -> bytes:
    """Return one file of a report that is out.

    Raises CannotTake.
    """
    row = Report.objects.filter(public_id=public_id, state=State.OUT).first()
    files = opened(row.papers, purpose=PAPERS) if row else {}
    if name not in files:
        raise CannotTake("There is no such file of this report.")
    return files[name]


def names(public_id: str) -> frozenset[str]:
    """Return the files of a report that is out.

    Raises CannotTake.
    """
    row = Report.objects.filter(public_id=public_id, state=State.OUT).first()
    return frozenset(opened(row.papers, purpose=PAPERS) if row else ())


def export(public_id: str, form: str) -> bytes:
    """Return answers by code in one form, having written a line of it. Call it in a transaction.

    Raises CannotTake, CannotLetOut.
    """
    row = Report.objects.filter(
        public_id=public_id, state__in=(State.DONE, State.OUT)
    ).first()
    files = opened(row.exports, purpose=EXPORTS) if row else {}
    if row is None or form not in files:
        raise CannotTake(
            "These answers are gone: somebody left the study, or 30 days are over. "
            "Build the report again."
        )
    Study.objects.select_for_update(no_key=True).get(id=row.study_id)
    # Rows are known one by one, so no set of them tells more than they do: no kinds.
    releases.let_out(
        row.study_id,
        name=f"answers as {form}, {row.agreement}",
        mark=hashlib.sha256(files[form]).hexdigest(),
        kinds={},
    )
    return files[form]


def _kinds(row: Report) -> Kinds:
    raw = json.loads(raw_of(row.kinds, purpose=KINDS))
    return {name: tuple(frozenset(one) for one in sets) for name, sets in raw.items()}
