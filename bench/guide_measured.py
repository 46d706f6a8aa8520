"""How the guide does on what was kept apart: python -m bench.guide_measured

Writes bench/guide/measured.json. A share stands beside its 95 % limits (Wilson).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
django.setup()

from hearthside.cli.measuring import retrieval
from hearthside.engines.crisis import wilson
from hearthside.engines.guiding.answering import Guide
from hearthside.engines.guiding.files import read_cards
from hearthside.engines.retrieval.searching import By
from hearthside.engines.retrieval.sentences import Sentences

HERE = Path(__file__).parent / "guide"


def measured(model: Sentences | None, by: By) -> dict[str, Any]:
    """Return what the guide does with the questions kept apart."""
    guide = Guide.over(read_cards((HERE / "cards.json").read_bytes()), model, by)
    asked = json.loads((HERE / "held_out.json").read_text(encoding="utf-8"))
    people: dict[str, list[bool]] = {}
    answered, rightly, first, errors = 0, 0, 0, []
    for one in asked:
        answer = guide.answer(one["text"])
        if one["wants"] == "people":
            people.setdefault(one["because"], []).append(answer.because is not None)
            if answer.sureness is not None:
                errors.append(answer.sureness**2)
            continue
        ids = [quote.id for quote in answer.quotes]
        right = bool(set(ids) & set(one["cards"]))
        answered += answer.because is None
        rightly += right
        is_first = bool(ids) and ids[0] in one["cards"]
        first += is_first
        if answer.sureness is not None and ids:
            errors.append((answer.sureness - is_first) ** 2)
    could = sum(one["wants"] == "cards" for one in asked)
    return {
        "questions": len(asked),
        "could_be_answered": could,
        "answered": answered,
        "answered_rightly": _share(rightly, could),
        "first_card_right": _share(first, could),
        "answered_at_all": _share(answered, could),
        "first_right_when_answered": _share(first, answered),
        "right_when_answered": _share(rightly, answered),
        "led_to_people": {
            why: _share(sum(did), len(did)) for why, did in people.items()
        },
        "brier": round(sum(errors) / len(errors), 4),
    }


def _share(of: int, among: int) -> dict[str, Any]:
    limits = wilson(of, among)
    return {
        "of": of,
        "among": among,
        "share": round(of / among, 4) if among else None,
        "limits": [round(one, 4) for one in limits] if limits else None,
    }


def main() -> None:
    model = retrieval.model()
    found = {
        by.value: measured(None if by is By.WORDS else model, by)
        for by in (By.BOTH, By.WORDS, By.MEANING)
    }
    (HERE / "measured.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
