"""Cards: put in and taken out by workflows, inside the transaction that publishes or withdraws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import F

from hearthside.engines.retrieval.languages import guess, terms_of, words_of
from hearthside.guide.models import (
    LONGEST_TERMS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Audience,
    Generation,
    Note,
)
from hearthside.guide.models import Card as Row

KINDS: Final = (
    "question",
    "answer",
    "strategy",
    "story",
    "article",
    "group",
    "service",
)
EVERYONE: Final = "everyone"
MEMBERS: Final = "members"
# A title says in few words what the text is about; the engine counts it so too.
TITLE_TIMES: Final = 2
BATCH: Final = 100


@dataclass(frozen=True, slots=True)
class Card:
    """A copy of one thing, or of one part of it, that people may find.

    kind -- one of KINDS. source -- the opaque id of the thing. text -- plain words, the
    first 20,000 letters are kept. url -- its path in this house; parts of one thing have
    each their own. language -- a code such as "en". audiences -- who may find it: EVERYONE,
    MEMBERS, "group:" and a public id; one is enough. notes -- its content notes.
    """

    kind: str
    source: str
    title: str
    text: str
    url: str
    language: str
    audiences: frozenset[str]
    notes: frozenset[str]


def put_card(card: Card) -> None:
    """Let a card be found, in place of the one of the same kind, source and url.

    By its words at once; by meaning when a worker has laid it out. Putting in what is
    there already changes nothing.

    Raises ValueError: a kind nobody knows, or nobody it is for.
    """
    if card.kind not in KINDS or not card.audiences:
        raise ValueError("A card has a kind we know, and somebody it is for.")
    text, title = card.text[:LONGEST_TEXT], card.title[:LONGEST_TITLE]
    with transaction.atomic():
        there = (
            Row.objects.select_for_update()
            .filter(kind=card.kind, source=card.source, url=card.url)
            .first()
        )
        if there and _is_the_same(there, card):
            return
        row, _ = Row.objects.update_or_create(
            kind=card.kind,
            source=card.source,
            url=card.url,
            defaults={
                "title": title,
                "text": text,
                "language": card.language,
                "terms": terms(title, text),
                "generation": _next(),
                "points": b"",
                "sentence_points": b"",
                "has_points": False,
            },
        )
        row.audiences.all().delete()
        row.notes.all().delete()
        Audience.objects.bulk_create(
            Audience(card=row, key=key) for key in sorted(card.audiences)
        )
        Note.objects.bulk_create(
            Note(card=row, word=word) for word in sorted(card.notes)
        )


def remove_cards(kind: str, source: str) -> int:
    """Take every card of one thing out, so that it is found no more; return how many."""
    return _remove(
        Row.objects.filter(kind=kind, source=source).values_list("pk", flat=True)
    )


def as_read(card: Card) -> Card:
    """Return the card itself, where nobody changes what it is a copy of meanwhile."""
    return card


def keep_only(
    kind: str,
    cards: Iterable[Card],
    *,
    fresh: Callable[[Card], Card | None] = as_read,
) -> int:
    """Make the cards of one kind these and no others; return how many are other now.

    For what is mended from its source: running it twice changes nothing the second time.

    fresh -- returns a card as it is now, its source locked, or None where it is to be
    found no more; asked of every card that would be put in.
    """
    there = {
        (row.source, row.url): row
        for row in Row.objects.filter(kind=kind).prefetch_related("audiences", "notes")
    }
    changed, named = 0, set()
    wanted = iter(cards)
    # A batch at a time, so that nobody else waits for a whole directory.
    while batch := list(islice(wanted, BATCH)):
        with transaction.atomic():
            other = [card for card in batch if not _is_there(there, card)]
            # All sources are locked before any card: who takes one back does it so too.
            found = {card: fresh(card) for card in other}
            for card in filter(None, (found.get(one, one) for one in batch)):
                named.add((card.source, card.url))
                if not _is_there(there, card):
                    put_card(card)
                    changed += 1
    gone = [row.pk for place, row in there.items() if place not in named]
    return changed + _remove(gone)


def generation() -> int:
    """Return how often the index has changed; one query."""
    found = Generation.objects.values_list("number", flat=True).first()
    return found or 0


def _remove(ids: Iterable[int]) -> int:
    with transaction.atomic():
        gone = list(ids)
        if gone:
            _next()
            Row.objects.filter(pk__in=gone).delete()
        return len(gone)


def _next() -> int:
    """Count the index on; whoever else changes it waits until this has happened."""
    if not Generation.objects.filter(pk=1).update(number=F("number") + 1):
        Generation.objects.create(pk=1, number=1)
    return generation()


def _is_there(there: Mapping[tuple[str, str], Row], card: Card) -> bool:
    row = there.get((card.source, card.url))
    return row is not None and _is_the_same(row, card)


def _is_the_same(row: Row, card: Card) -> bool:
    words = (card.title[:LONGEST_TITLE], card.text[:LONGEST_TEXT], card.language)
    return (
        (row.title, row.text, row.language) == words
        and {one.key for one in row.audiences.all()} == card.audiences
        and {one.word for one in row.notes.all()} == card.notes
    )


def terms(title: str, text: str) -> str:
    """Return the stems a card is found by, those of its title twice, with blanks between."""
    titled, words = words_of(title), words_of(text)
    language = guess([*words, *titled])
    found = terms_of(titled, language) * TITLE_TIMES + terms_of(words, language)
    return " ".join(found)[:LONGEST_TERMS]
