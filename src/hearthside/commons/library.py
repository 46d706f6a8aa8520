"""The library: articles in Markdown that come with the house, and the charity's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from django.conf import settings

from hearthside.commons.articles_read import Article, NotAnArticle, read_article
from hearthside.core.refusals import NotFound

MOST_ARTICLES: Final = 300
MOST_BYTES: Final = 100_000


class NoSuchArticle(NotFound):
    """There is no article at this address."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file of the charity's folder that is no article, and why."""

    name: str
    why: str


def own_folder() -> Path:
    """Return the folder for the charity's own articles; it need not be there."""
    return Path(settings.DATA_DIR) / "library"


def articles(own: Path | None = None) -> list[Article]:
    """Return all articles by topic, then title; the charity's take the place of ours.

    own -- the charity's folder; it need not be there. What cannot be read is left out.
    """
    found = {one.slug: one for one in (*_ours(), *_read(_files(own)))}
    return sorted(found.values(), key=lambda one: (one.topic, one.title))


def article(public_id: str, own: Path | None = None) -> Article:
    """Return one article. Raises NoSuchArticle."""
    for one in articles(own):
        if one.public_id == public_id:
            return one
    raise NoSuchArticle


def is_due(one: Article, today: date) -> bool:
    """Return whether an article should have been looked at again by now."""
    return today > one.review_by


def left_out(own: Path) -> list[LeftOut]:
    """Return the files of a folder that would not be shown, and why not."""
    found = []
    for path in _files(own):
        try:
            _article(path)
        except NotAnArticle as no:
            found.append(LeftOut(path.name, no.why))
    return found


def _ours() -> list[Article]:
    here = files("hearthside.commons").joinpath("articles")
    return list(_read(sorted(Path(str(here)).glob("*.md"))))


def _files(own: Path | None) -> list[Path]:
    if own is None or not own.is_dir():
        return []
    return sorted(own.glob("*.md"))[:MOST_ARTICLES]


def _read(paths: Iterable[Path]) -> Iterator[Article]:
    for path in paths:
        try:
            yield _article(path)
        except NotAnArticle:
            # `hearthside library check` says why; the other articles can be read.
            continue


def _article(path: Path) -> Article:
    try:
        seen = path.stat()
    except OSError as fault:
        raise NotAnArticle("It cannot be opened.") from fault
    if seen.st_size > MOST_BYTES:
        raise NotAnArticle("It is larger than 100 kB.")
    return _as_it_is(path, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=2 * MOST_ARTICLES)
def _as_it_is(path: Path, changed: int, size: int) -> Article:
    """Return the article of a file, read once for each time it was changed."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise NotAnArticle("It cannot be opened.") from fault
    return read_article(path.stem, raw)
