"""Rows of a study by code: what its evaluator and a frozen dataset are made of.

Nothing here says a day or a name: a code, a cluster, a site, a wave, and answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from hearthside.engines.exporting import put_together
from hearthside.engines.instruments import Pack, score
from hearthside.outcomes import instruments
from hearthside.outcomes.models import Answer, Part, Participant, Sitting


@dataclass(frozen=True, slots=True)
class Row:
    """One wave of one code that was sent.

    answers -- by the pack's id, then by the item's; None where it was skipped.
    """

    code: str
    cluster: str
    site: str
    wave: int
    is_late: bool
    answers: Mapping[str, Mapping[str, int | None]]


def packs_of(study_id: int) -> list[Pack]:
    """Return what a study asks, in its order.

    Raises CannotAsk: its words were changed, so that nothing of it is scored.
    """
    parts = Part.objects.filter(study_id=study_id).order_by("position")
    return [instruments.pack_of(part) for part in parts]


def rows_of(study_id: int) -> list[Row]:
    """Return every wave that was sent by whoever said yes, by code and wave; three queries."""
    sittings = Sitting.objects.select_related("participant").filter(
        participant__study_id=study_id, is_sent=True
    )
    packs = dict(Part.objects.filter(study_id=study_id).values_list("id", "pack_id"))
    answers: dict[int, dict[str, dict[str, int | None]]] = defaultdict(
        lambda: {pack_id: {} for pack_id in packs.values()}
    )
    given = Answer.objects.filter(sitting__in=sittings).order_by("id")
    # In the order they came: the newest of an item is the one that stays.
    for sitting_id, part_id, item, value in given.values_list(
        "sitting_id", "part_id", "item", "value"
    ).iterator(chunk_size=5000):
        answers[sitting_id][packs[part_id]][item] = value
    return sorted(
        (
            Row(
                code=one.participant.code,
                cluster=one.participant.cluster,
                site=one.participant.site,
                wave=one.wave,
                is_late=one.is_late,
                answers=answers[one.pk],
            )
            for one in sittings
        ),
        key=lambda row: (row.code, row.wave),
    )


def column_of(pack: Pack, rule_id: str) -> str:
    """Return the column of a score: the pack's id, with the score's where it has several."""
    return pack.id if len(pack.rules) == 1 else f"{pack.id}-{rule_id}"


def scores_of(pack: Pack, answers: Mapping[str, int | None]) -> dict[str, float | None]:
    """Return each score under its column.

    Raises CannotScore.
    """
    found = score(pack, answers)
    return {column_of(pack, one.id): one.value for one in found}


def how_many(study_id: int) -> int:
    """Return how many people of a study said yes and have not left; one query."""
    return Participant.objects.filter(study_id=study_id).exclude(agreed_to="").count()


def pooled(rows: list[Row], *, fewest: int) -> list[Row]:
    """Return rows in which a cluster and a site together are always of so many people."""
    places = put_together(
        [(row.code, row.cluster, row.site) for row in rows], fewest=fewest
    )
    return [
        replace(row, cluster=cluster, site=site)
        for row, (cluster, site) in zip(rows, places, strict=True)
    ]
