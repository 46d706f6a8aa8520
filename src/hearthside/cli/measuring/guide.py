"""hearthside evaluate guide: what the guide answers to a file of questions, into a file."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

from hearthside.cli.measuring.retrieval import model
from hearthside.engines.guiding.answering import Answer, Guide
from hearthside.engines.guiding.files import read_asked, read_cards
from hearthside.engines.strict_json import MOST_BYTES, NotReadable

CANNOT: Final = 1
_Read = TypeVar("_Read")


class _Unusable(Exception):
    """A file cannot be used; the sentence names it."""


def run(args: Namespace) -> int:
    """Write what the guide answers to each question; 1 when a file cannot be used.

    What is written maps each question's id to `handoff` and the ids of the `cards` quoted.
    """
    try:
        cards = _read(args.corpus, read_cards)
        asked = _read(args.queries, read_asked)
    except _Unusable as no:
        return _cannot(str(no))
    guide = Guide.over(cards, model())
    answers, took = {}, []
    for id_, question in asked.items():
        began = time.perf_counter()
        answers[id_] = guide.answer(question)
        took.append(1000 * (time.perf_counter() - began))
    written = {id_: _as_json(answer) for id_, answer in answers.items()}
    try:
        args.to.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    except OSError as fault:
        return _cannot(f"{args.to}: {fault.strerror}. It could not be written.")
    _say(_summed(answers, took, cards=len(cards)), as_json=args.json)
    return 0


def _read(path: Path, reader: Callable[[bytes], _Read]) -> _Read:
    try:
        with path.open("rb") as file:
            # One byte more than allowed is enough to know that it is too much.
            return reader(file.read(MOST_BYTES + 1))
    except OSError as fault:
        raise _Unusable(
            f"{path}: {fault.strerror}. Check the name and try again."
        ) from fault
    except NotReadable as no:
        raise _Unusable(f"{path}: {no.why}") from no


def _as_json(answer: Answer) -> dict[str, Any]:
    return {
        "handoff": answer.because is not None,
        "cards": [quote.id for quote in answer.quotes],
        "because": answer.because,
        "quotes": {quote.id: list(quote.words) for quote in answer.quotes},
        "sureness": None if answer.sureness is None else round(answer.sureness, 4),
    }


def _summed(
    answers: dict[str, Answer], took: list[float], *, cards: int
) -> dict[str, Any]:
    why = Counter(str(one.because) for one in answers.values() if one.because)
    return {
        "cards": cards,
        "queries": len(answers),
        "handed_over": sum(why.values()),
        "because": dict(sorted(why.items())),
        "p50_ms": round(float(np.percentile(took, 50)), 3),
        "p95_ms": round(float(np.percentile(took, 95)), 3),
    }


def _say(summed: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(summed))
        return
    print(f"{summed['queries']:,} questions to {summed['cards']:,} cards.")
    why = ", ".join(f"{name} {many}" for name, many in summed["because"].items())
    print(f"Led to people: {summed['handed_over']:,} ({why or 'nobody'}).")
    print(f"Half in {summed['p50_ms']:.1f} ms, 95 % in {summed['p95_ms']:.1f}.")


def _cannot(why: str) -> int:
    print(why, file=sys.stderr)
    return CANNOT
