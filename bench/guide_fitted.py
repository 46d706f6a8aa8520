"""Fits how sure the guide may be, on the tuning questions: python -m bench.guide_fitted

Writes engines/guiding/trust.json, and says how it does there. What was kept apart is not read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
django.setup()

from hearthside.cli.measuring import retrieval
from hearthside.engines.guiding import trusting
from hearthside.engines.guiding.answering import Guide
from hearthside.engines.guiding.files import read_cards
from hearthside.engines.guiding.handing_over import why_people
from hearthside.engines.guiding.trusting import ALONE, Trust
from hearthside.engines.retrieval.searching import By

HERE = Path(__file__).parent / "guide"
KEPT = Path(trusting.__file__).with_name("trust.json")
# Few questions and four signs: pulled towards nothing, so that none is believed too much.
OF_A_CARD, OF_THE_BEST = 1.0, 0.05
PARTS, DRAWS = 10, 5
FEW = 0.05


@dataclass(frozen=True, slots=True)
class Tried:
    """One question: the signs of each card found (cards, signs), and which answer."""

    signs: np.ndarray
    right: np.ndarray
    has_no_card: bool


def logistic(signs: np.ndarray, right: np.ndarray, ridge: float) -> np.ndarray:
    """Return the weights of a ridge logistic regression, the constant first (Newton)."""
    rows = np.column_stack([np.ones(len(signs)), signs])
    weights = np.zeros(rows.shape[1])
    pull = ridge * np.eye(len(weights))
    pull[0, 0] = 0
    for _ in range(50):
        sure = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        bend = rows.T @ (rows * (sure * (1 - sure))[:, None]) + pull
        weights -= np.linalg.solve(bend, rows.T @ (sure - right) + pull @ weights)
    return weights


def fitted(tried: Sequence[Tried]) -> Trust:
    """Return the two rules fitted to questions; `enough` is still nothing."""
    signs = np.vstack([one.signs for one in tried])
    usual, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    # Pulled as if all signs had one size, and written for signs as they are.
    found = logistic(
        (signs - usual) / spread,
        np.concatenate([one.right for one in tried]),
        OF_A_CARD,
    )
    weights = found[1:] / spread
    constant = float(found[0] - weights @ usual)
    rule = Trust(constant, tuple(map(float, weights)), (0.0, 0.0, 0.0), 0.0)
    firsts, right = [], []
    for one in tried:
        points, at = ranked(rule, one)
        firsts.append((points[0], points[0] - points[1] if len(points) > 1 else ALONE))
        right.append(one.right[at])
    first, weight, stands_out = logistic(
        np.array(firsts), np.array(right), OF_THE_BEST
    ).tolist()
    return replace(rule, best=(first, weight, stands_out))


def ranked(rule: Trust, one: Tried) -> tuple[list[float], int]:
    """Return the points of the cards, the best first, and which card the best is."""
    points = [rule.points(signs) for signs in one.signs]
    order = sorted(range(len(points)), key=lambda at: -points[at])
    return [points[at] for at in order], order[0]


def unseen(tried: Sequence[Tried]) -> tuple[np.ndarray, np.ndarray]:
    """Return how sure rules are, and how often right, that were fitted without the question.

    Ten parts, five draws; each is a mean of the draws.
    """
    sure, right = np.zeros(len(tried)), np.zeros(len(tried))
    for draw in range(DRAWS):
        part = np.random.default_rng(draw).permutation(len(tried)) % PARTS
        for one in range(PARTS):
            rule = fitted([tried[at] for at in np.flatnonzero(part != one)])
            for at in np.flatnonzero(part == one):
                points, best = ranked(rule, tried[at])
                sure[at] += rule.sureness(points) / DRAWS
                right[at] += tried[at].right[best] / DRAWS
    return sure, right


def enough(sure: np.ndarray, no_card: np.ndarray) -> float:
    """Return the least sureness at which few that no card answers are quoted to.

    Few is one in twenty, with one standard error to spare: other people ask otherwise.
    """
    for cut in np.arange(0.3, 1.0, 0.01):
        share = float(np.mean(sure[no_card] >= cut))
        if share + (share * (1 - share) / no_card.sum()) ** 0.5 <= FEW:
            return float(cut)
    return 1.0


def tried_by(guide: Guide, asked: list[dict[str, Any]]) -> list[Tried]:
    """Return the questions for which anything was found."""
    tried = []
    for one in asked:
        looked = guide.looked(one["text"])
        if looked:
            right = [float(found.card.id in one.get("cards", [])) for found in looked]
            signs = np.array([found.signs for found in looked])
            tried.append(Tried(signs, np.array(right), one["wants"] == "people"))
    return tried


def main() -> None:
    cards = read_cards((HERE / "cards.json").read_bytes())
    asked = json.loads((HERE / "tuning.json").read_text(encoding="utf-8"))
    asked = [one for one in asked if why_people(one["text"]) is None]
    kept = {}
    model = retrieval.model()
    for by in By:
        tried = tried_by(
            Guide.over(cards, None if by is By.WORDS else model, by), asked
        )
        rule, (sure, right) = fitted(tried), unseen(tried)
        none = np.array([one.has_no_card for one in tried])
        kept[by.value] = {
            "constant": round(rule.constant, 4),
            "weights": [round(one, 4) for one in rule.weights],
            "best": [round(one, 4) for one in rule.best],
            "enough": round(enough(sure, none), 4),
        }
        said = sure >= kept[by.value]["enough"]
        print(f"{by}: {kept[by.value]}")
        print(
            f"  of {sum(~none)} that a card answers it quoted to {sum(said & ~none)}, "
            f"{right[said & ~none].mean():.2f} with the right one first"
        )
        print(f"  of {sum(none)} that no card answers it quoted to {sum(said & none)}")
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
