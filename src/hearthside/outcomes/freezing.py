"""Freezing a study: the same rows, the same bytes, and a note of what was frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.engines.exporting.tables import as_csv
from hearthside.engines.instruments import Pack
from hearthside.outcomes import flow, meetings_said, quotes, rows, studies, withdrawing
from hearthside.outcomes.models import Frozen, Participant, Study
from hearthside.outcomes.waves import WAVES

DATASET: Final = "dataset.csv"
ITEMS: Final = "items.csv"
ABOUT: Final = "freeze.json"
QUOTES: Final = "quotes.json"


@dataclass(frozen=True, slots=True)
class Files:
    """A frozen dataset: its files by their name."""

    public_id: str
    files: Mapping[str, bytes]
    people: int


def freeze(
    public_id: str,
    *,
    code_version: str,
    plan_sha256: str,
    now: datetime,
) -> Files:
    """Read a study as it is at one moment, and note what it hashed to.

    Raises NotFound, CannotAsk.
    """
    with transaction.atomic():
        # Two at once: the second waits, so that each is of one moment and knows of the other.
        study = Study.objects.select_for_update(no_key=True).get(
            id=studies.row_of(public_id).pk
        )
        # Whoever answers, sends or leaves locks their own row first: now they wait too.
        list(Participant.objects.select_for_update().filter(study=study).order_by("id"))
        found = rows.rows_of(study.pk)
        packs = rows.packs_of(study.pk)
        attended = meetings_said.meetings(study.pk)
        dataset = _dataset(found, packs, attended)
        items = _items(found, packs)
        said = _quotes(study)
        last = Frozen.objects.filter(study=study).order_by("-id").first()
        people = len({row.code for row in found})
        kept = Frozen.objects.create(
            study=study,
            made_at=now,
            dataset_sha256=hashlib.sha256(dataset).hexdigest(),
            items_sha256=hashlib.sha256(items).hexdigest(),
            people=people,
        )
        about = {
            "format": 1,
            "study": study.name,
            "study_id": study.public_id,
            "code_version": code_version,
            "plan_sha256": plan_sha256,
            "sha256": {
                DATASET: kept.dataset_sha256,
                ITEMS: kept.items_sha256,
                **{name: hashlib.sha256(raw).hexdigest() for name, raw in said.items()},
            },
            "flow": _flow(
                counts := flow.exact(study.pk), meetings_said.how_many_came(study.pk)
            ),
            # Nobody counted who came: whoever reads the number should know.
            "attended_is_said": bool(attended),
            "withdrawn": counts["withdrawn"],
            "late": sum(row.is_late for row in found),
            "instruments": _instruments(study, packs),
            "dropped": _dropped(study, last),
        }
    return Files(
        kept.public_id,
        {
            DATASET: dataset,
            ITEMS: items,
            **said,
            ABOUT: (json.dumps(about, indent=1, ensure_ascii=False) + "\n").encode(),
        },
        people,
    )


def _dataset(
    found: list[rows.Row],
    packs: list[Pack],
    attended: Mapping[str, Mapping[int, int]],
) -> bytes:
    columns = [rows.column_of(pack, rule.id) for pack in packs for rule in pack.rules]
    lines: list[list[str | int | float | None]] = [
        ["study_code", "cluster", "site", "wave", *columns, "attended"]
    ]
    for row in found:
        scores: dict[str, float | None] = {}
        for pack in packs:
            scores |= rows.scores_of(pack, row.answers.get(pack.id, {}))
        came = attended.get(row.code, {}).get(row.wave)
        values = [scores[name] for name in columns]
        lines.append([row.code, row.cluster, row.site, row.wave, *values, came])
    return as_csv(lines).encode()


def _items(found: list[rows.Row], packs: list[Pack]) -> bytes:
    lines: list[list[str | int | float | None]] = [
        ["study_code", "wave", "pack", "item", "value"]
    ]
    for row in found:
        for pack in packs:
            answers = row.answers.get(pack.id, {})
            lines += [
                [row.code, row.wave, pack.id, item.id, answers[item.id]]
                for item in pack.items
                if item.id in answers
            ]
    return as_csv(lines).encode()


def _quotes(study: Study) -> dict[str, bytes]:
    """Return the file of sentences that may be used; none where there are none.

    It says nothing of whose they are: no code, no site, no wave.
    """
    found = [
        {"id": one.public_id, "words": one.words, "uses": sorted(one.uses)}
        for one in quotes.cleared(study.pk)
    ]
    if not found:
        return {}
    return {QUOTES: (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()}


def _flow(counts: Mapping[str, int], came: int | None) -> dict[str, int]:
    """Return the steps in their order, under the names a report shows."""
    later = {f"{wave} months": counts[f"wave_{wave}"] for wave in WAVES if wave}
    return {
        "registered": counts[flow.REGISTERED],
        "consented": counts[flow.CONSENTED],
        "baseline": counts["wave_0"],
        **({} if came is None else {"attended": came}),
        **later,
    }


def _instruments(study: Study, packs: list[Pack]) -> list[dict[str, object]]:
    parts = study.parts.order_by("position")
    return [
        {
            "id": pack.id,
            "version": pack.version,
            "columns": [rows.column_of(pack, rule.id) for rule in pack.rules],
            "wording_sha256": part.wording,
        }
        for pack, part in zip(packs, parts, strict=True)
    ]


def _dropped(study: Study, last: Frozen | None) -> list[str]:
    """Return every code that left, once there was a dataset that may have had it.

    Not only those since the last one: that one may never have been written or handed on.
    """
    return [] if last is None else withdrawing.gone(study.pk)
