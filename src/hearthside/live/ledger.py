"""Keeping words: many at once in one transaction, each checked inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from hearthside.engines import envelopes, marking
from hearthside.live import sql
from hearthside.live.store import Clash, Row, Store

# More than anybody missed in a quarter of a second; what is left comes with the next look.
MOST_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Post:
    """One word to keep: from which seat, for which epoch, and by what it is known again."""

    seat_pk: int
    seat_id: str
    circle_pk: int
    mls_id: bytes
    epoch: int
    commitment: bytes
    once: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """The word is on the disk. is_new -- False: it was before, and nothing was added."""

    id: int
    seq: int
    epoch: int
    minute: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Stale:
    """The keys were turned meanwhile; the epoch at which the circle is now."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such seat any more."""


Outcome = Kept | Stale | Gone


@dataclass(frozen=True, slots=True)
class Frank:
    """The key of the house's mark, and its number."""

    id: int
    key: bytes


@dataclass(slots=True)
class Batch:
    """What became of posts, in their order, and every frame since the last look."""

    outcomes: list[Outcome]
    news: list[Row] = field(default_factory=list)


def keep(
    store: Store, posts: Sequence[Post], *, frank: Frank, minute: int, seen: int
) -> Batch:
    """Keep posts in one transaction; when this returns they are on the disk.

    seen -- the newest frame handed on here: what others kept since then is in the news too,
    in its place, so that every stream has one order without gaps.

    Raises Trouble: nothing was kept.
    """
    try:
        return _keep(store, posts, frank, minute, seen, is_careful=False)
    except Clash:
        # One of them was kept before. Ask about each: this happens after a lost answer.
        return _keep(store, posts, frank, minute, seen, is_careful=True)


def _keep(
    store: Store,
    posts: Sequence[Post],
    frank: Frank,
    minute: int,
    seen: int,
    *,
    is_careful: bool,
) -> Batch:
    store.begin()
    try:
        batch = _write(store, posts, frank, minute, seen, is_careful=is_careful)
        store.commit()
    except BaseException:
        store.undo()
        raise
    return batch


def _write(
    store: Store,
    posts: Sequence[Post],
    frank: Frank,
    minute: int,
    seen: int,
    *,
    is_careful: bool,
) -> Batch:
    wanted = store.several({post.seat_pk for post in posts})
    states = {row[0]: row for row in store.ask(sql.STATES, wanted)}
    newest = {row[1]: int(row[3]) for row in states.values()}
    outcomes: list[Outcome | None] = [None] * len(posts)
    fresh: list[int] = []
    first: dict[tuple[int, bytes], int] = {}
    for number, post in enumerate(posts):
        state = states.get(post.seat_pk)
        if state is None or state[1] != post.circle_pk:
            outcomes[number] = Gone()
            continue
        epoch = int(state[2])
        if post.epoch != epoch or is_careful:
            # Sent again after the keys were turned, it is still the word it was.
            known = store.ask(sql.ONCE, post.circle_pk, post.once)
            if known:
                id_, seq, at, then = known[0]
                outcomes[number] = Kept(id_, seq, at, then, is_new=False)
                continue
            if post.epoch != epoch:
                outcomes[number] = Stale(epoch)
                continue
        if first.setdefault((post.circle_pk, post.once), number) == number:
            fresh.append(number)
    rows = []
    for number, id_ in zip(
        fresh, store.next_ids(len(fresh)) if fresh else (), strict=True
    ):
        post = posts[number]
        newest[post.circle_pk] = seq = newest[post.circle_pk] + 1
        tag = marking.tag(
            frank.key,
            commitment=post.commitment,
            mls_id=post.mls_id,
            seq=seq,
            epoch=post.epoch,
            seat=post.seat_id,
            minute=minute,
        )
        bucket = envelopes.bucket(len(post.body))
        rows.append(
            (id_, post.circle_pk, seq, post.epoch, minute, bucket, post.body, tag)
            + (frank.id, post.once)
        )
        outcomes[number] = Kept(id_, seq, post.epoch, minute, is_new=True)
    news = _of_others(store, seen, rows[0][0]) if rows else []
    store.put(sql.PUT, rows)
    store.put(sql.MOVE, [(newest[pk], pk) for pk in {row[1] for row in rows}])
    news += [_as_read(row) for row in rows]
    for number, post in enumerate(posts):
        if outcomes[number] is None:
            twin = outcomes[first[post.circle_pk, post.once]]
            assert isinstance(twin, Kept)  # noqa: S101 - the first of its kind was kept
            outcomes[number] = Kept(twin.id, twin.seq, twin.epoch, twin.minute, False)
    return Batch([one for one in outcomes if one is not None], news)


def _of_others(store: Store, seen: int, mine: int) -> list[Row]:
    if mine == seen + 1:
        return []
    return store.ask(sql.BETWEEN, seen, mine, MOST_AT_ONCE * 10)


def _as_read(row: Row) -> Row:
    id_, circle, seq, epoch, minute, _bucket, body, tag, frank, _once = row
    return id_, circle, seq, sql.WORD, epoch, minute, body, tag, frank
