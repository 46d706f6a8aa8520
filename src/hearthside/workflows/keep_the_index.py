"""Keeping the index: what can be read here is what can be found here, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings

from hearthside.commons import library, showing
from hearthside.commons.articles_read import Article
from hearthside.engines.markup import as_words, parts_of
from hearthside.groups import publishing
from hearthside.groups.publishing import Told
from hearthside.guide import cards, indexes
from hearthside.guide.cards import EVERYONE, MEMBERS, Card
from hearthside.signposting import directory
from hearthside.workflows import hidden_words

PIECES: Final = ("question", "strategy", "story")


def keep_the_index(*, own_articles: Path | None, now: datetime) -> int:
    """Mend what drifted: articles are files, groups and services fade.

    Returns how many cards are other now.

    own_articles -- the folder of the charity's own; it need not be there.
    """
    if not indexes.are_there():
        indexes.lay()
    changed = cards.keep_only("article", _of_articles(library.articles(own_articles)))
    changed += cards.keep_only(
        "group",
        _of_groups(publishing.told(now=now)),
        fresh=partial(_group_as_it_is, now=now),
    )
    pieces = [_of_piece(one) for one in showing.cards()]
    for kind in PIECES:
        these = (one for one in pieces if one.kind == kind)
        # What is taken back between reading and keeping must not come in again.
        changed += cards.keep_only(kind, these, fresh=_piece_as_it_is)
    changed += keep_services(now=now)
    # Also when nothing was mended here: what was taken back since went out by itself.
    indexes.clear_up()
    return changed


def put_group(public_id: str, *, now: datetime) -> None:
    """Let one group be found as it is now, or no more where nobody may read of it.

    Called inside the transaction that founds, changes or ends it.
    """
    found = list(_of_groups(publishing.told(now=now, public_id=public_id)))
    if not found:
        cards.remove_cards("group", public_id)
    for card in found:
        cards.put_card(card)


def keep_services(*, now: datetime) -> int:
    """Let every service somebody may look at be found; return how many are other now."""
    found = directory.cards(now=now, language=settings.LANGUAGE_CODE)
    return cards.keep_only(
        "service", map(_of_service, found), fresh=partial(_service_as_it_is, now=now)
    )


def put_service(public_id: str, *, now: datetime) -> None:
    """Let one service be found as it is now, or no more."""
    found = directory.card(public_id, now=now, language=settings.LANGUAGE_CODE)
    cards.remove_cards("service", public_id)
    if found:
        cards.put_card(_of_service(found))


def put_pieces(public_ids: Iterable[str]) -> None:
    """Let these pieces be found as they are shown now, or no more.

    Called inside the transaction that shows them, changes them or takes them back.
    """
    for public_id in public_ids:
        found = showing.card(public_id)
        if found:
            cards.put_card(_of_piece(found))
            continue
        for kind in PIECES:
            cards.remove_cards(kind, public_id)


def _piece_as_it_is(card: Card) -> Card | None:
    found = showing.card(card.source, locked=True)
    return _of_piece(found) if found else None


def _service_as_it_is(card: Card, *, now: datetime) -> Card | None:
    found = directory.card(
        card.source, now=now, language=settings.LANGUAGE_CODE, locked=True
    )
    return _of_service(found) if found else None


def _group_as_it_is(card: Card, *, now: datetime) -> Card | None:
    told = publishing.told(now=now, public_id=card.source, locked=True)
    return next(_of_groups(told), None)


def _of_piece(one: showing.Card) -> Card:
    return Card(
        kind=one.kind,
        source=one.public_id,
        title=one.title,
        text=one.words,
        url=one.url,
        language=one.language,
        audiences=frozenset({EVERYONE if one.audience == "public" else MEMBERS}),
        notes=frozenset(one.notes),
    )


def _of_service(one: directory.Card) -> Card:
    return Card(
        kind="service",
        source=one.path_id,
        title=one.title,
        text=one.words,
        url=f"/services/{one.path_id}/",
        language=one.language,
        audiences=frozenset({EVERYONE}),
        notes=frozenset(),
    )


def _of_groups(told: Iterable[Told]) -> Iterator[Card]:
    for one in hidden_words.off_what_is_told(told):
        words = (one.one_line, one.about, one.first_time)
        yield Card(
            kind="group",
            source=one.public_id,
            title=one.name,
            text="\n\n".join(said.strip() for said in words if said.strip()),
            url=f"/groups/{one.public_id}/",
            language=one.languages[0] if one.languages else "en",
            audiences=frozenset({EVERYONE}),
            notes=frozenset(),
        )


def _of_articles(found: Iterable[Article]) -> Iterator[Card]:
    for one in found:
        for number, (heading, body) in enumerate(parts_of(one.body)):
            text = as_words(body).replace("\n", "\n\n")
            if number == 0:
                text = f"{one.summary}\n\n{text}"
            yield Card(
                kind="article",
                source=one.public_id,
                title=f"{one.title}: {heading}" if heading else one.title,
                text=text,
                url=f"/library/{one.public_id}/"
                + (f"#part-{number}" if number else ""),
                language=one.language,
                audiences=frozenset({EVERYONE}),
                notes=frozenset(),
            )
