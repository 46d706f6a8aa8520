"""One's own scores over the waves, and whether they moved by more than chance does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hearthside.engines.instruments import Pack, score
from hearthside.engines.instruments.pack import Better, Rule
from hearthside.engines.instruments.scoring import band_of
from hearthside.outcomes import instruments
from hearthside.outcomes.models import Answer, Part, Participant, Sitting

SLACK = 1e-9


class Moved(StrEnum):
    """What may be said of a first score and the latest."""

    # There is one score, or none.
    NOTHING_YET = "nothing yet"
    # Nobody has published how far this score moves by chance.
    NOT_KNOWN = "not known"
    BY_CHANCE = "as chance may"
    BETTER = "better by more than chance"
    WORSE = "worse by more than chance"


@dataclass(frozen=True, slots=True)
class Point:
    """One score. band -- the stretch of scores it lies in; "" where there are none."""

    wave: int
    value: float
    band: str


@dataclass(frozen=True, slots=True)
class Line:
    """One score over the waves.

    at_least -- by how much two scores must differ to be more than chance; None where nobody
    has published it.
    """

    name: str
    measures: str
    is_validated: bool
    lowest: float
    highest: float
    higher_is_better: bool
    points: tuple[Point, ...]
    at_least: float | None
    moved: Moved


def lines_of(code: str) -> list[Line]:
    """Return the scores of one code, in the order of the study; four queries.

    Empty where the code has left. A wave with too few answers has no score.

    Raises CannotAsk.
    """
    who = Participant.objects.filter(code=code).first()
    if who is None:
        return []
    waves = Sitting.objects.filter(participant=who, is_sent=True).order_by("wave")
    given = _given([row.pk for row in waves])
    found = []
    for part in Part.objects.filter(study_id=who.study_id).order_by("position"):
        pack = instruments.pack_of(part)
        by_wave = {row.wave: given.get((row.pk, part.pk), {}) for row in waves}
        found += [_line(pack, rule, by_wave) for rule in pack.rules]
    return [line for line in found if line.points]


def moved(
    first: float, latest: float, *, at_least: float | None, higher_is_better: bool
) -> Moved:
    """Return what may be said of a first score and the latest.

    Source: Jacobson and Truax (1991), Journal of Consulting and Clinical Psychology 59, 12-19.
    """
    if at_least is None:
        return Moved.NOT_KNOWN
    gain = (latest - first) * (1 if higher_is_better else -1)
    if gain >= at_least - SLACK:
        return Moved.BETTER
    return Moved.WORSE if gain <= -at_least + SLACK else Moved.BY_CHANCE


def _given(sittings: list[int]) -> dict[tuple[int, int], dict[str, int | None]]:
    found: dict[tuple[int, int], dict[str, int | None]] = {}
    for row in Answer.objects.filter(sitting_id__in=sittings).order_by("id"):
        found.setdefault((row.sitting_id, row.part_id), {})[row.item] = row.value
    return found


def _line(
    pack: Pack, rule: Rule, by_wave: Mapping[int, Mapping[str, int | None]]
) -> Line:
    points = []
    for wave, answers in by_wave.items():
        value = next(one.value for one in score(pack, answers) if one.id == rule.id)
        if value is not None:
            points.append(Point(wave, value, band_of(rule, value)))
    higher = rule.better is Better.HIGHER
    at_least = rule.reliable_change.at_least if rule.reliable_change else None
    said = Moved.NOTHING_YET
    if len(points) > 1:
        first, latest = points[0].value, points[-1].value
        said = moved(first, latest, at_least=at_least, higher_is_better=higher)
    return Line(
        name=rule.name,
        measures=pack.measures,
        is_validated=pack.is_validated,
        lowest=rule.lowest,
        highest=rule.highest,
        higher_is_better=higher,
        points=tuple(points),
        at_least=at_least,
        moved=said,
    )
