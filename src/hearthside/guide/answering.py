"""The guide: a question answered with what people here wrote, or led to people.

Danger is looked for first, always, before anything is looked up and without asking anybody.
What is quoted is cut from the card as it is now, letter by letter. Nothing is kept.
Where a host named a language model, it may put in order what anybody may read (`arranging.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from hearthside.engines.guiding.handing_over import Because, why_people
from hearthside.engines.retrieval.languages import Language, guess, words_of
from hearthside.engines.retrieval.passages import sentences_of
from hearthside.guide import arranging, finder
from hearthside.guide.finder import Quoted
from hearthside.guide.models import Card
from hearthside.guide.reader import Reader, seen_by

# Longer ones are refused, so that nobody believes all of it was read.
LONGEST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one card. sentences -- whole ones, each as it stands in the card.

    notes -- its content notes, by which a page folds it. join -- what stands before it,
    one of `engines.guiding.arranging.JOINS`, or "".
    """

    kind: str
    title: str
    url: str
    language: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    join: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes, the best first; or why people are the answer, and then no quotes.

    looked -- whether the cards could be looked through at all.
    """

    quotes: tuple[Quote, ...]
    because: Because | None
    looked: bool = True


def danger(question: str) -> Answer | None:
    """Return the answer to words that suggest danger, or None; no query."""
    found = why_people(question) is Because.DANGER
    return Answer((), Because.DANGER) if found else None


def answer(question: str, reader: Reader) -> Answer:
    """Return quotes, or why to turn to people; two queries, or three with a model."""
    if because := why_people(question):
        return Answer((), because)
    words = words_of(question)
    if not words:
        return Answer((), Because.UNKNOWN)
    if guess(words) is not Language.ENGLISH:
        # Danger is understood in English alone, and so are the signs that a card answers.
        return Answer((), Because.LANGUAGE)
    told = finder.answer(question, reader)
    if told is None:
        return Answer((), Because.UNKNOWN, looked=False)
    quotes = _arranged(question, _read_again(told.quotes, reader), told.quotes)
    return Answer(quotes, None if quotes else Because.UNKNOWN)


def _arranged(
    question: str, quotes: tuple[Quote, ...], told: tuple[Quoted, ...]
) -> tuple[Quote, ...]:
    """Return the quotes as the host's model orders them, where it may; or as they are."""
    if len(quotes) < 2 or not arranging.is_on() or not _anybody_may_read(told):
        return quotes
    parts = arranging.order(question, [one.sentences for one in quotes])
    if parts is None:
        return quotes
    return tuple(replace(quotes[part.which], join=part.join) for part in parts)


def _anybody_may_read(told: tuple[Quoted, ...]) -> bool:
    """Return whether a visitor may read every card; one query."""
    ids = {one.card_id for one in told}
    return seen_by(Reader()).filter(pk__in=ids).count() == len(ids)


def _read_again(told: tuple[Quoted, ...], reader: Reader) -> tuple[Quote, ...]:
    """Return the quotes that stand in cards as they are now; two queries."""
    there = seen_by(reader).defer("points", "sentence_points", "terms")
    cards = there.prefetch_related("notes").in_bulk([one.card_id for one in told])
    quotes = []
    for one in told:
        card = cards.get(one.card_id)
        if card is not None and card.generation == one.generation:
            quotes.append(_quote(card, one.sentences))
    return tuple(quote for quote in quotes if quote.sentences)


def _quote(card: Card, which: tuple[int, ...]) -> Quote:
    sentences = sentences_of(card.text)
    words = tuple(sentences[at] for at in which if 0 <= at < len(sentences))
    notes = tuple(sorted(note.word for note in card.notes.all()))
    return Quote(card.kind, card.title, card.url, card.language, words, notes)
