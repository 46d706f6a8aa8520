"""Laying every text out by meaning, for a command that waits until it is done."""

from __future__ import annotations

from typing import Final

from hearthside.cli.finder.shelf import lay_out_some
from hearthside.cli.measuring import sentence_model
from hearthside.engines.retrieval.sentences import NoModel, Sentences

AT_ONCE: Final = 100


def model() -> Sentences | None:
    """Return the sentence model, made now if need be; None where it cannot be had."""
    try:
        if not sentence_model.is_made():
            sentence_model.make()
        return Sentences(sentence_model.folder())
    except NoModel:
        return None


def lay_out_all() -> int | None:
    """Lay out what nobody laid out yet; return how many texts, or None without a model."""
    sentences = model()
    if sentences is None:
        return None
    done = 0
    while some := lay_out_some(sentences, most=AT_ONCE):
        done += some
    return done
