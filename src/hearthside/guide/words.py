"""Cards by their words alone, asked of the database: at once, and whatever else is away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log1p
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from hearthside.engines.retrieval.languages import LATIN, STOP, guess, stem, words_of
from hearthside.engines.retrieval.languages import Language as Lang
from hearthside.guide.models import Card

# Of a long question the first ones; each is looked up in every language spoken here.
MOST_WORDS: Final = 24
# On PostgreSQL the database chooses so many, and we rank them.
CANDIDATES: Final = 500
# Source: Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework", 3.5.
K1: Final = 1.2
B: Final = 0.75


def by_words(seen: QuerySet[Card], question: str, *, most: int) -> list[int]:
    """Return the ids of the cards that share the rarest words, the best first.

    seen -- the cards of whoever asks: nothing else is looked at or ranked.
    One query on SQLite; three on PostgreSQL.
    """
    wanted = stems_of(question)
    if not wanted:
        return []
    if connection.vendor == "sqlite":
        return _in_sqlite(seen, wanted, most)
    return _in_postgresql(seen, wanted, most)


def stems_of(question: str) -> list[str]:
    """Return the stems a question may be found by, in each language, each once."""
    words = words_of(question)
    small = STOP[guess(words)]
    kept = [word for word in dict.fromkeys(words) if word not in small][:MOST_WORDS]
    return list(dict.fromkeys(one for word in kept for one in sorted(_stems(word))))


def _stems(word: str) -> set[str]:
    if "\u0600" <= word[:1] <= "\u06ff":
        return {stem(word, Lang.ARABIC)}
    return {stem(word, language) for language in LATIN}


def _in_sqlite(seen: QuerySet[Card], wanted: Sequence[str], most: int) -> list[int]:
    # Stems are letters and digits; quoted, none of them is a word of the query language.
    asked = " OR ".join(f'"{one}"' for one in wanted)
    inside, params = _ids_of(seen)
    # With the plus it looks the words up once, and not once for each card that may be seen.
    sql = (
        "SELECT rowid FROM guide_words WHERE guide_words MATCH %s"  # noqa: S608  # nosec B608
        f" AND +rowid IN ({inside}) ORDER BY bm25(guide_words), rowid LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, *params, most])
        return [row[0] for row in cursor.fetchall()]


def _in_postgresql(seen: QuerySet[Card], wanted: Sequence[str], most: int) -> list[int]:
    asked = " | ".join(f"'{one}'" for one in wanted)
    inside, params = _ids_of(seen)
    vector = "to_tsvector('simple', terms)"
    sql = (
        f"SELECT id, terms FROM guide_card WHERE {vector} @@ to_tsquery('simple', %s)"  # noqa: S608  # nosec B608
        f" AND id IN ({inside}) ORDER BY ts_rank({vector}, to_tsquery('simple', %s)) DESC,"
        " id LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, *params, asked, CANDIDATES])
        rows = cursor.fetchall()
    if not rows:
        return []
    return _ranked(rows, wanted, _how_many(seen, wanted), seen.count())[:most]


def _how_many(seen: QuerySet[Card], wanted: Sequence[str]) -> dict[str, int]:
    """Return in how many of the cards each stem stands; one query."""
    inside, params = _ids_of(seen)
    each = " UNION ALL ".join(
        "SELECT %s::text, COUNT(*) FROM guide_card WHERE"  # noqa: S608  # nosec B608
        f" to_tsvector('simple', terms) @@ to_tsquery('simple', %s) AND id IN ({inside})"
        for _ in wanted
    )
    with connection.cursor() as cursor:
        cursor.execute(
            each, [part for one in wanted for part in (one, f"'{one}'", *params)]
        )
        return dict(cursor.fetchall())


def _ids_of(seen: QuerySet[Card]) -> tuple[str, tuple[Any, ...]]:
    sql, params = seen.order_by().values("pk").query.sql_with_params()
    return sql, params


def _ranked(
    rows: Iterable[tuple[int, str]],
    wanted: Sequence[str],
    standing_in: dict[str, int],
    size: int,
) -> list[int]:
    read = [(pk, terms.split()) for pk, terms in rows]
    usual = sum(len(terms) for _, terms in read) / len(read) or 1.0
    scored = []
    for pk, terms in read:
        counts = Counter(terms)
        score = 0.0
        for one in wanted:
            if count := counts[one]:
                many = standing_in.get(one, 0)
                rare = log1p((size - many + 0.5) / (many + 0.5))
                score += (
                    rare
                    * count
                    * (K1 + 1)
                    / (count + K1 * (1 - B + B * len(terms) / usual))
                )
        scored.append((-score, pk))
    return [pk for _, pk in sorted(scored)]
