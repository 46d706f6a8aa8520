"""Fits how sure the guide may be, on the tuning questions: python -m bench.guide_fitted

Writes engines/guiding/trust.json, and says how it does there. What was kept apart is not read.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
django.setup()

from hearthside.cli.measuring import retrieval
from hearthside.engines.guiding import trusting
from hearthside.engines.guiding.answering import Guide
from hearthside.engines.guiding.files import read_cards
from hearthside.engines.guiding.handing_over import why_people
from hearthside.engines.retrieval.searching import By

HERE = Path(__file__).parent / "guide"
KEPT = Path(trusting.__file__).with_name("trust.json")
# Few questions and three signs: pulled towards nothing, so that none is believed too much.
RIDGE = 0.05
PARTS, DRAWS = 10, 5


def fitted(signs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a ridge logistic regression, the constant first (Newton)."""
    rows = np.column_stack([np.ones(len(signs)), signs])
    weights = np.zeros(rows.shape[1])
    pull = RIDGE * np.eye(len(weights))
    pull[0, 0] = 0
    for _ in range(50):
        sure = 1 / (1 + np.exp(-rows @ weights))
        bend = rows.T @ (rows * (sure * (1 - sure))[:, None]) + pull
        weights -= np.linalg.solve(bend, rows.T @ (sure - right) + pull @ weights)
    return weights


def unseen(signs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return how sure rules are that were fitted without the question: ten parts, five draws."""
    sure = np.zeros(len(right))
    for draw in range(DRAWS):
        part = np.random.default_rng(draw).permutation(len(right)) % PARTS
        for one in range(PARTS):
            weights = fitted(signs[part != one], right[part != one])
            rows = signs[part == one]
            sure[part == one] += 1 / (1 + np.exp(-(weights[0] + rows @ weights[1:])))
    return sure / DRAWS


def enough(sure: np.ndarray, no_card: np.ndarray) -> float:
    """Return the least sureness at which one in twenty that no card answers is quoted to."""
    cuts = np.arange(0.3, 0.95, 0.01)
    return float(next(cut for cut in cuts if np.mean(sure[no_card] >= cut) <= 0.05))


def main() -> None:
    cards = read_cards((HERE / "cards.json").read_bytes())
    asked = json.loads((HERE / "tuning.json").read_text(encoding="utf-8"))
    asked = [one for one in asked if why_people(one["text"]) is None]
    kept = {}
    model = retrieval.model()
    for by in By:
        guide = Guide.over(cards, None if by is By.WORDS else model, by)
        signs, right, no_card = [], [], []
        for one in asked:
            found = guide.found(one["text"])
            if found:
                signs.append(trusting.signs_of(found, by))
                right.append(found[0].id in one.get("cards", []))
                no_card.append(one["wants"] == "people")
        rows, were = np.array(signs), np.array(right)
        weights = fitted(rows, were)
        sure, none = unseen(rows, were), np.array(no_card)
        kept[by.value] = {
            "constant": round(float(weights[0]), 4),
            "weights": [round(float(one), 4) for one in weights[1:]],
            "enough": round(enough(sure, none), 4),
        }
        said = sure >= kept[by.value]["enough"]
        print(f"{by}: {kept[by.value]}")
        print(
            f"  of {sum(~none)} that a card answers it quoted to {sum(said & ~none)}, "
            f"{were[said & ~none].mean():.2f} with the right one first"
        )
        print(f"  of {sum(none)} that no card answers it quoted to {sum(said & none)}")
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
