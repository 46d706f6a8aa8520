"""Comfort: what namelessly shared reflections say of a group, shrunken towards all groups.

Few reflections are mostly chance. Each group's mean is therefore pulled towards the mean
of all, the more the fewer it has: an empirical-Bayes estimate.
Sources: Efron and Morris (1975), J. Am. Stat. Assoc. 70, 311-319; Morris (1983), J. Am.
Stat. Assoc. 78, 47-55, for the shrinkage; DerSimonian and Laird (1986), Control. Clin.
Trials 7, 177-188, for the spread between groups by the method of moments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# Fewer than this are neither shown nor used: they would be somebody's words.
FEWEST: Final = 5
# With fewer groups than this nothing can be said of how groups differ.
FEWEST_GROUPS: Final = 3
# Even where all say the same, the next visitor may not.
LEAST_WITHIN: Final = 0.02


@dataclass(frozen=True, slots=True)
class Felt:
    """How many said what after a visit; no names, no dates."""

    at_ease: int
    between: int
    not_at_ease: int

    @property
    def total(self) -> int:
        """How many said something."""
        return self.at_ease + self.between + self.not_at_ease

    @property
    def mean(self) -> float:
        """0 where nobody was at ease, 1 where everybody was; needs one at least."""
        return (self.at_ease + self.between / 2) / self.total

    @property
    def squares(self) -> float:
        """The sum of squares round the mean."""
        return (
            self.at_ease * (1 - self.mean) ** 2
            + self.between * (0.5 - self.mean) ** 2
            + self.not_at_ease * self.mean**2
        )


def effects(felt: Mapping[str, Felt]) -> dict[str, float]:
    """Return each group's effect, -1 .. 1; only of groups with enough reflections."""
    enough = {id: felt[id] for id in sorted(felt) if felt[id].total >= FEWEST}
    if len(enough) < FEWEST_GROUPS:
        return {}
    freedom = sum(one.total - 1 for one in enough.values())
    within = max(LEAST_WITHIN, sum(one.squares for one in enough.values()) / freedom)
    between = _between(list(enough.values()), within)
    if between == 0.0:
        return dict.fromkeys(enough, 0.0)
    weight = {id: 1 / (between + within / one.total) for id, one in enough.items()}
    centre = sum(weight[id] * enough[id].mean for id in enough) / sum(weight.values())
    return {
        id: (one.mean - centre) * between * weight[id] for id, one in enough.items()
    }


def _between(all_felt: list[Felt], within: float) -> float:
    """Return the variance between groups beyond what chance would make."""
    weights = [one.total / within for one in all_felt]
    total = sum(weights)
    centre = sum(w * one.mean for w, one in zip(weights, all_felt, strict=True)) / total
    seen = sum(
        w * (one.mean - centre) ** 2 for w, one in zip(weights, all_felt, strict=True)
    )
    room = total - sum(w * w for w in weights) / total
    return max(0.0, (seen - (len(all_felt) - 1)) / room)
