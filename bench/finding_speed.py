"""How fast and in how much memory things are found among many: python -m bench.finding_speed

Texts are made of the cards' sentences at random; their places among meanings are drawn, so
that laying out takes seconds and not an hour. Questions go through the real model, the whole
way. What is compared is as much, and as exact, as with places the model gave.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import time
from pathlib import Path

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
django.setup()

from hearthside.cli.measuring import retrieval
from hearthside.engines.retrieval import meaning
from hearthside.engines.retrieval.judged_files import (
    read_questions,
    read_texts,
)
from hearthside.engines.retrieval.searching import Collection, Text

HERE = Path(__file__).parent / "retrieval"


class Drawn:
    """The model for questions, and places out of the air for texts."""

    def __init__(self) -> None:
        self.model = retrieval.model()
        self.is_laying_out = True
        self._draw = np.random.default_rng(1)

    def vectors(self, texts):
        if not self.is_laying_out:
            return self.model.vectors(texts)
        drawn = self._draw.standard_normal((len(texts), meaning.WIDTH), np.float32)
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, default=100_000)
    wanted = parser.parse_args().passages
    random.seed(1)
    with (HERE / "cards.jsonl").open("rb") as file:
        cards = read_texts(file)
    said = [one for card in cards for one in card.text.split(". ")]
    # Words nobody else has, as real texts bring them.
    rare = [f"{a}{b}" for a in ("mor", "tal", "ven", "sil") for b in range(20_000)]
    texts = [
        Text(
            str(n),
            random.choice(cards).title,
            ". ".join(random.sample(said, 5)) + " " + " ".join(random.sample(rare, 5)),
        )
        for n in range(wanted)
    ]
    with (HERE / "tuning.jsonl").open("rb") as file:
        questions = list(read_questions(file).values())
    drawn = Drawn()
    began = time.perf_counter()
    laid_out = Collection(texts, drawn)
    index_s = time.perf_counter() - began
    del texts
    gc.collect()
    drawn.is_laying_out = False
    took, worked = [], []
    for question in [*questions[:3], *questions * 3]:
        began, work = time.perf_counter(), time.process_time()
        laid_out.search(question)
        took.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - work))
    took, worked = took[3:], worked[3:]
    print(
        json.dumps(
            {
                "passages": wanted,
                "words_and_drawn_places_laid_out_s": round(index_s, 1),
                "p50_ms": round(float(np.percentile(took, 50)), 1),
                "p95_ms": round(float(np.percentile(took, 95)), 1),
                "processor_p50_ms": round(float(np.percentile(worked, 50)), 1),
                "processor_p95_ms": round(float(np.percentile(worked, 95)), 1),
                "slowest_ms": round(max(took), 1),
                "memory_mb": retrieval.memory_now(),
                "memory_at_most_mb": round(
                    resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1
                ),
            }
        )
    )


if __name__ == "__main__":
    main()
