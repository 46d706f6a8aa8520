"""One article, read from its file and held to what every article promises."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from hearthside.core.ids import public_id_of
from hearthside.engines.markup import as_words, headings, links
from hearthside.engines.plain_language import reading_age

FENCE: Final = "+++"
LANGUAGES: Final = frozenset({"en", "cy", "es", "ar"})
OLDEST_READER: Final = 14
LONGEST: Final = 2_500
# Facts grow old; nobody may promise to look in ten years.
LOOKED_AT_WITHIN: Final = timedelta(days=3 * 366)
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_HTML: Final = re.compile(r"<[a-z!/][^>]*>", re.IGNORECASE)
_LENGTHS: Final = {"title": 90, "summary": 220, "topic": 40}
_WANTED: Final = frozenset(
    {"title", "summary", "topic", "language", "written", "review_by", "sources"}
)
_MAY: Final = _WANTED | {"reading_age"}


class NotAnArticle(Exception):
    """A file is no article. why -- one sentence for whoever wrote it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Article:
    """One article. body -- Markdown.

    review_by -- by when somebody promised to look at it again. reading_age -- in years,
    computed for English, None for other languages. sources -- each with its year.
    """

    slug: str
    title: str
    summary: str
    topic: str
    language: str
    written: date
    review_by: date
    reading_age: int | None
    sources: tuple[str, ...]
    body: str

    @property
    def public_id(self) -> str:
        """What stands in its address, because a slug would name a condition there."""
        return public_id_of("article", self.slug)


def read_article(slug: str, raw: bytes) -> Article:
    """Return the article of a file: TOML between two lines of +++, then Markdown.

    Raises NotAnArticle.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > 80:
        raise NotAnArticle("Its name has to be small letters, digits and hyphens.")
    front, body = _parts(raw)
    unknown, missing = front.keys() - _MAY, _WANTED - front.keys()
    if unknown or missing:
        names = ", ".join(sorted(unknown or missing))
        raise NotAnArticle(f"{'Nobody knows' if unknown else 'It lacks'}: {names}.")
    found = Article(
        slug=slug,
        title=_words(front, "title"),
        summary=_words(front, "summary"),
        topic=_words(front, "topic"),
        language=_language(front["language"]),
        written=_day(front, "written"),
        review_by=_day(front, "review_by"),
        reading_age=_age(front, body),
        sources=_sources(front["sources"]),
        body=body,
    )
    if not found.written < found.review_by <= found.written + LOOKED_AT_WITHIN:
        raise NotAnArticle("review_by comes after written, by three years at most.")
    return found


def _parts(raw: bytes) -> tuple[dict[str, Any], str]:
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise NotAnArticle("It is not UTF-8 text.") from fault
    if "\0" in text:
        raise NotAnArticle("It has bytes of zero in it.")
    pieces = text.split(f"{FENCE}\n", 2)
    if len(pieces) != 3 or pieces[0].strip():
        raise NotAnArticle(
            "It begins with two lines of +++ and what it is between them."
        )
    try:
        front = tomllib.loads(pieces[1])
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as fault:
        raise NotAnArticle(f"What stands between +++ is not TOML: {fault}") from fault
    body = pieces[2].strip()
    _hold_the_body(body)
    return front, body


def _hold_the_body(body: str) -> None:
    words = len(as_words(body).split())
    if not 20 <= words <= LONGEST:
        raise NotAnArticle(f"It has {words:,} words; 20 to {LONGEST:,} are read.")
    if _HTML.search(body):
        raise NotAnArticle("It has HTML in it, which would be shown as letters.")
    if any(deep != 2 for deep, _ in headings(body)):
        raise NotAnArticle("Its headings begin with ##, and no deeper.")
    if "![" in body:
        raise NotAnArticle("It has a picture, and pictures are not shown.")
    if body.count("](") > len(links(body)):
        raise NotAnArticle(
            "It has a link that is neither a /path/ nor an https address."
        )


def _words(front: dict[str, Any], name: str) -> str:
    found = front[name]
    if not isinstance(found, str) or not 0 < len(found.strip()) <= _LENGTHS[name]:
        raise NotAnArticle(f"{name} is text of 1 to {_LENGTHS[name]} letters.")
    return " ".join(found.split())


def _language(found: Any) -> str:
    if not isinstance(found, str) or found not in LANGUAGES:
        raise NotAnArticle(f"language is one of {', '.join(sorted(LANGUAGES))}.")
    return found


def _day(front: dict[str, Any], name: str) -> date:
    found = front[name]
    # A moment is a day too to Python; here it is not.
    if type(found) is not date:
        raise NotAnArticle(
            f"{name} is a day such as 2026-11-21, without quotation marks."
        )
    return found


def _sources(found: Any) -> tuple[str, ...]:
    if (
        not isinstance(found, list)
        or not 1 <= len(found) <= 20
        or not all(isinstance(one, str) and len(one) <= 300 for one in found)
    ):
        raise NotAnArticle("sources are 1 to 20 lines of text, 300 letters at most.")
    if undated := [one for one in found if not _YEAR.search(one)]:
        raise NotAnArticle(f"A source has no year: {undated[0][:60]}")
    return tuple(found)


def _age(front: dict[str, Any], body: str) -> int | None:
    if front["language"] != "en":
        return None
    age = reading_age(as_words(body))
    if age > OLDEST_READER:
        raise NotAnArticle(
            f"It wants a reader of {age}; {OLDEST_READER} is the oldest."
        )
    said = front.get("reading_age", age)
    if said != age:
        raise NotAnArticle(f"reading_age says {said}, and it is {age}.")
    return age
