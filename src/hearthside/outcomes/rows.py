"""Rows of a study by code: what its evaluator and a frozen dataset are made of.

Nothing here says a day or a name: a code, a cluster, a site, a wave, and answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

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
    """Return rows in which a cluster and a site together are always of so many people.

    Small clusters of a site lose their code together, then small sites; where those without
    a code would still be too few, the next smallest joins them.
    """
    by_site: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_site[row.site].append(row)
    found: list[Row] = []
    for some in by_site.values():
        small = _too_small([(row.cluster, row.code) for row in some], fewest)
        found += [replace(r, cluster="") if r.cluster in small else r for r in some]
    sites = _too_small([(row.site, row.code) for row in found], fewest)
    return [
        replace(row, cluster="", site="") if row.site in sites else row for row in found
    ]


def _too_small(people: list[tuple[str, str]], fewest: int) -> set[str]:
    codes: dict[str, set[str]] = defaultdict(set)
    for name, code in people:
        codes[name].add(code)
    small = {name for name, who in codes.items() if len(who) < fewest}
    together = sum(len(codes[name]) for name in small)
    for name in sorted(codes, key=lambda one: (len(codes[one]), one)):
        if not small or together >= fewest:
            break
        if name not in small:
            small.add(name)
            together += len(codes[name])
    return small
