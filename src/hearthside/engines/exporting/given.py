"""What one person answered at one wave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hearthside.engines.instruments import Pack, score


@dataclass(frozen=True, slots=True)
class Given:
    """One set of answers.

    code -- of the study, never a name. group, site -- codes too; "" where there is none.
    answers -- by the item's id; None, or left out, where the person gave none.
    """

    code: str
    wave: str
    group: str
    site: str
    answers: Mapping[str, int | None]


def scores_of(pack: Pack, given: Given) -> dict[str, float | None]:
    """Return the scores by the rule's id.

    Raises CannotScore: an answer is none of those that could be given.
    """
    return {one.id: one.value for one in score(pack, given.answers)}
