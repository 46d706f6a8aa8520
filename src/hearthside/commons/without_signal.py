"""What may be kept on a device for when there is no signal, and how it is known to be as it was.

A device keeps whole pages. Each bears a mark, made of what is on it; the marks of all that may
be kept now are the same list for whoever asks. A page whose mark is not in it was changed or
taken back since, and goes from the device. Nobody tells us what they keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from hearthside.commons import showing
from hearthside.commons.articles_read import Article
from hearthside.commons.models import Collected, Collection, Piece
from hearthside.commons.shapes import Kind
from hearthside.commons.showing import Shown
from hearthside.core.actor import Actor, Anybody
from hearthside.core.refusals import NotFound
from hearthside.core.seal import blind

# As many as a collection has at most: enough to read, little to carry.
MOST_NEWEST: Final = 30
# Characters of six bits each: two pages of a house never have the same by chance.
MARK: Final = 16
_PURPOSE: Final = "commons.without_signal"


@dataclass(frozen=True, slots=True)
class ToKeep:
    """Strategies on one page. title, words -- a collection's, else empty.

    mark -- of this page for this reader. is_for_members -- something on it is only for
    people who are signed in.
    """

    title: str
    words: str
    pieces: tuple[Shown, ...]
    mark: str
    is_for_members: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """One strategy, without its words. said -- other once anything on it is other."""

    id: int
    said: str
    is_public: bool


def strategy(actor: Anybody, *, public_id: str, dress: str) -> ToKeep:
    """Return one strategy as it may be kept.

    dress -- what the page around it is made of; another dress is another mark.

    Raises NotFound: there is none for this reader.
    """
    lines = _for(actor, _lines(Q(public_id=public_id)))
    if not lines:
        raise NotFound
    return _to_keep(actor, "piece", "", "", lines, lines, dress=dress)


def collection(actor: Anybody, *, public_id: str, dress: str) -> ToKeep:
    """Return a collection as it may be kept: what this reader may read of it.

    Raises NotFound: there is none, or nothing in it for this reader.
    """
    row = Collection.objects.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    every = _in_order(row, _by_id(_lines(Q(id__in=_ids(row)))))
    lines = _for(actor, every)
    if not lines:
        raise NotFound
    name = f"collection {row.pk}"
    return _to_keep(actor, name, row.title, row.words, lines, every, dress=dress)


def newest(actor: Anybody, *, dress: str) -> ToKeep:
    """Return the newest of what helped people, MOST_NEWEST at most; there may be none."""
    every = _lines()
    lines = _for(actor, every)[:MOST_NEWEST]
    return _to_keep(actor, "newest", "", "", lines, every, dress=dress)


def mark_of_article(one: Article, *, dress: str) -> str:
    """Return the mark of an article, made of every word of it."""
    return _mark("article", one.slug, one.title, [repr(one)], dress=dress)


def mark_of_page(dress: str) -> str:
    """Return the mark of the page that lists what is kept: it has nothing of its own."""
    return _mark("page", "", "", [], dress=dress)


def marks(articles: Iterable[Article], *, dress: str) -> list[str]:
    """Return the mark of every page that may be kept now, in no order; three queries.

    The same for whoever asks, and nobody can tell from a mark what it is of.
    """
    every = _lines()
    found = {mark_of_page(dress)}
    found |= {mark_of_article(one, dress=dress) for one in articles}
    found |= {_mark("piece", "", "", [one.said], dress=dress) for one in every}
    by_id = _by_id(every)
    shelves = [("newest", "", "", every, MOST_NEWEST)]
    for row in Collection.objects.prefetch_related("collected"):
        lines = _in_order(row, by_id)
        name = f"collection {row.pk}"
        shelves.append((name, row.title, row.words, lines, len(lines)))
    for name, title, words, lines, most in shelves:
        for some in (lines, [one for one in lines if one.is_public]):
            said = [one.said for one in some[:most]]
            found.add(_mark(name, title, words, said, dress=dress))
    return sorted(found)


def _to_keep(
    actor: Anybody,
    name: str,
    title: str,
    words: str,
    lines: Sequence[_Line],
    every: Sequence[_Line],
    *,
    dress: str,
) -> ToKeep:
    # The marks were looked up before the words: what changes in between has an older mark,
    # and is fetched again. The other way round it would stay as it was.
    pieces = tuple(showing.whole(actor, [one.id for one in lines]))
    mark = _mark(name, title, words, [one.said for one in lines], dress=dress)
    for_all = [one for one in every if one.is_public]
    return ToKeep(title, words, pieces, mark, list(lines) != for_all[: len(lines)])


def _lines(which: Q | None = None) -> list[_Line]:
    """Return strategies readers see, newest first; one query that opens no sealed word."""
    wide = Q(commons_since__isnull=False) | Q(public_since__isnull=False)
    rows = Piece.objects.filter(
        which or Q(), wide, showing.SHOWN, kind=Kind.STRATEGY
    ).order_by("-published_at", "-id")
    columns = ("public_id", "version", "published_at", "look_again_on", "print_since")
    return [
        _Line(key, " ".join(map(str, said)), public_since is not None)
        for key, public_since, *said in rows.values_list("id", "public_since", *columns)
    ]


def _for(actor: Anybody, lines: Iterable[_Line]) -> list[_Line]:
    return [one for one in lines if one.is_public or isinstance(actor, Actor)]


def _by_id(lines: Iterable[_Line]) -> dict[int, _Line]:
    return {one.id: one for one in lines}


def _ids(row: Collection) -> list[int]:
    each = sorted(row.collected.all(), key=_place)
    return [one.piece_id for one in each]


def _in_order(row: Collection, by_id: dict[int, _Line]) -> list[_Line]:
    return [by_id[key] for key in _ids(row) if key in by_id]


def _place(one: Collected) -> int:
    return one.place


def _mark(name: str, title: str, words: str, said: Iterable[str], *, dress: str) -> str:
    # repr, so that no two lists of parts read alike.
    parts = repr((name, title, words, list(said), dress))
    return blind(parts, purpose=_PURPOSE)[:MARK]
