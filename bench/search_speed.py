"""How fast a whole search is among many cards: python -m bench.search_speed [CARDS]

Cards are made of the sentences of bench/retrieval, with points drawn at random; questions
are real ones, looked up as pages look them up: the finder's answer, and the cards read again
from the database. Then the same by words alone. HEARTHSIDE_DATA_DIR names an empty folder.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
django.setup()

from django.core.management import call_command
from django.db import transaction

from hearthside.cli.finder.serving import Finder
from hearthside.cli.measuring import retrieval
from hearthside.engines.retrieval.judged_files import read_questions, read_texts
from hearthside.engines.retrieval.meaning import Placed
from hearthside.engines.retrieval.passages import sentences_of
from hearthside.engines.retrieval.sentences import WIDTH
from hearthside.guide import cards, finder, searching
from hearthside.guide.models import Audience, Card, Generation
from hearthside.guide.reader import Reader

HERE = Path(__file__).parent / "retrieval"
AT_ONCE = 2000
FILL = "fill"


def fill(wanted: int) -> None:
    """Put so many cards in, each of five sentences and five words nobody else has."""
    with (HERE / "cards.jsonl").open("rb") as file:
        texts = read_texts(file)
    said = [one for text in texts for one in sentences_of(text.text)]
    drawn = np.random.default_rng(1)
    for first in range(0, wanted, AT_ONCE):
        rows = [_card(n, texts, said, drawn) for n in range(first, first + AT_ONCE)]
        with transaction.atomic():
            Card.objects.bulk_create(rows)
            keys = (Audience(card=row, key=cards.EVERYONE) for row in rows)
            Audience.objects.bulk_create(keys)
    Generation.objects.update_or_create(pk=1, defaults={"number": wanted})


def _card(
    n: int, texts: list[Any], said: list[str], drawn: np.random.Generator
) -> Card:
    rare = [f"mor{n % 977}", f"tal{n % 9973}", f"ven{n}"]
    text = ". ".join(random.sample(said, 5)) + " " + " ".join(rare)
    title = random.choice(texts).title
    rows = drawn.integers(-60, 60, (1, WIDTH), dtype=np.int8)
    scale = np.float32(1 / np.linalg.norm(rows.astype(np.float32)))
    placed = Placed(rows, np.array([scale], np.float32))
    return Card(
        kind="strategy", source=str(n), url=f"/shared/{n}/", title=title, text=text,
        language="en", terms=cards.terms(title, text), generation=n, has_points=True,
        points=placed.as_bytes(), sentence_points=placed.as_bytes(),
    )  # fmt: skip


def timed(questions: list[str]) -> dict[str, float]:
    """Return how many milliseconds a whole search takes."""
    took, worked = [], []
    for question in [*questions[:3], *questions]:
        began, work = time.perf_counter(), time.process_time()
        searching.search(question, Reader())
        took.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - work))
    figures = {}
    for name, these in (("", took[3:]), ("processor_", worked[3:])):
        for part in (50, 95):
            figures[f"{name}p{part}_ms"] = round(float(np.percentile(these, part)), 1)
    return figures


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else "100000"
    if sys.argv[2:] == [FILL]:
        random.seed(1)
        call_command("migrate", verbosity=0, interactive=False)
        fill(int(wanted))
        return
    # In a process of its own, so that what filling took is not counted.
    command = [sys.executable, "-m", "bench.search_speed", wanted, FILL]
    subprocess.run(command, check=True)
    with (HERE / "tuning.jsonl").open("rb") as file:
        questions = list(read_questions(file).values())
    began = time.perf_counter()
    beside = Finder(retrieval.model())
    found: dict[str, Any] = {
        "cards": Card.objects.count(),
        "shelf_s": round(time.perf_counter() - began, 1),
        "memory_mb": retrieval.memory_now(),
        "memory_at_most_mb": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1
        ),
        "load": os.getloadavg()[0],
    }
    asked = finder._ask
    finder._ask = lambda what, _patience: beside._say(what)
    found["by_both"] = timed(questions)
    finder._ask = lambda _what, _patience: None
    found["by_words_alone"] = timed(questions)
    finder._ask = asked
    print(json.dumps(found))


if __name__ == "__main__":
    main()
