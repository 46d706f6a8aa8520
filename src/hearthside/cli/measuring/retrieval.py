"""hearthside evaluate retrieval: is what answers a question found, and how fast?"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

from hearthside.cli.measuring import sentence_model
from hearthside.engines.retrieval.judged_files import (
    Judged,
    read_judged,
    read_questions,
    read_texts,
)
from hearthside.engines.retrieval.measuring import DEEP, measure
from hearthside.engines.retrieval.searching import By, Collection
from hearthside.engines.retrieval.sentences import NoModel, Sentences
from hearthside.engines.strict_json import NotReadable

CANNOT: Final = 1
_Read = TypeVar("_Read")


class _Unusable(Exception):
    """A file cannot be used; the sentence names it."""


def run(args: Namespace) -> int:
    """Say how well and how fast things are found; 1 when a file cannot be used."""
    try:
        questions = _read(args.queries, read_questions)
        judged = _asked(args.qrels, _read(args.qrels, read_judged), questions)
        texts = _read(args.docs, read_texts)
    except _Unusable as no:
        print(no, file=sys.stderr)
        return CANNOT
    sentences = model()
    began = time.perf_counter()
    laid_out = Collection(texts, sentences)
    took = time.perf_counter() - began
    size = len(texts)
    del texts
    gc.collect()
    found = _measured(laid_out, {one: questions[one] for one in judged}, judged)
    found |= {"docs": size, "queries": len(judged), "index_s": round(took, 3)}
    if args.json:
        print(json.dumps(found))
    else:
        _say(found)
    return 0


def model() -> Sentences | None:
    """Return the sentence model, made now if need be; or None, and say so."""
    try:
        if not sentence_model.is_made():
            sentence_model.make()
        return Sentences(sentence_model.folder())
    except NoModel as no:
        print(f"{no.why} Only words are compared.", file=sys.stderr)
        return None


def _read(path: Path, reader: Callable[[Iterable[bytes]], _Read]) -> _Read:
    try:
        with path.open("rb") as file:
            return reader(file)
    except OSError as fault:
        raise _Unusable(
            f"{path}: {fault.strerror}. Check the name and try again."
        ) from fault
    except NotReadable as no:
        raise _Unusable(f"{path}: {no.why}") from no


def _asked(path: Path, judged: Judged, questions: dict[str, str]) -> Judged:
    """Return what was judged of the questions there are, where anything is relevant."""
    kept = {
        one: gains
        for one, gains in judged.items()
        if one in questions and max(gains.values()) > 0
    }
    if not kept:
        raise _Unusable(f"{path}: none of the questions has a text judged relevant.")
    return kept


def _measured(
    laid_out: Collection, questions: dict[str, str], judged: Judged
) -> dict[str, Any]:
    whole, took = _ranked(laid_out, questions, By.BOTH)
    found: dict[str, Any] = {
        "by": "words and meaning" if laid_out.knows_meaning else "words alone",
        **_figures(measure(whole, judged)),
        "p50_ms": round(float(np.percentile(took, 50)), 3),
        "p95_ms": round(float(np.percentile(took, 95)), 3),
        "memory_mb": memory_now(),
        "memory_at_most_mb": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1
        ),
        "words_alone": None,
        "meaning_alone": None,
    }
    words, _ = _ranked(laid_out, questions, By.WORDS)
    found["words_alone"] = _figures(measure(words, judged))
    if laid_out.knows_meaning:
        meaning, _ = _ranked(laid_out, questions, By.MEANING)
        found["meaning_alone"] = _figures(measure(meaning, judged))
    return found


def _ranked(
    laid_out: Collection, questions: dict[str, str], by: By
) -> tuple[dict[str, list[str]], list[float]]:
    """Return the first ten of each question, and how many milliseconds each took."""
    ranked, took = {}, []
    # What is done once only is nobody's wait: the first question is asked twice.
    laid_out.search(next(iter(questions.values())), most=DEEP, by=by)
    for one, question in questions.items():
        began = time.perf_counter()
        found = laid_out.search(question, most=DEEP, by=by)
        took.append(1000 * (time.perf_counter() - began))
        ranked[one] = [text.id for text in found]
    return ranked, took


def _figures(found: Any) -> dict[str, Any]:
    return {
        name: [round(one, 6) for one in value]
        if isinstance(value, tuple)
        else round(value, 6)
        for name, value in asdict(found).items()
    }


def memory_now() -> float:
    """Return what this process holds in memory, in megabytes of 1024 x 1024 bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * resource.getpagesize() / 1024 / 1024, 1)


def _say(found: dict[str, Any]) -> None:
    print(f"{found['docs']:,} texts, {found['queries']:,} questions, by {found['by']}.")
    for name, part in (
        ("together", found),
        ("words alone", found["words_alone"]),
        ("meaning alone", found["meaning_alone"]),
    ):
        if part is not None:
            low, high = part["ndcg_at_10_limits"]
            print(
                f"{name}: nDCG@10 {part['ndcg_at_10']:.3f} (95 % limits {low:.3f} to "
                f"{high:.3f}), recall@10 {part['recall_at_10']:.3f}, "
                f"MRR@10 {part['mrr_at_10']:.3f}"
            )
    print(
        f"Half of the questions in {found['p50_ms']:.1f} ms, 95 % in {found['p95_ms']:.1f}."
    )
    print(
        f"Laid out in {found['index_s']:.1f} s; {found['memory_mb']:.0f} MB of memory."
    )
