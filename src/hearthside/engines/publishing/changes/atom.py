"""Writing changes as an Atom feed."""

from __future__ import annotations

# Only written with, never read with: nothing of others goes through it.
import xml.etree.ElementTree as ET  # nosec B405
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from hearthside.engines.interchange.characters import safe_characters

from .entry import Entry

ATOM: Final = "http://www.w3.org/2005/Atom"
# The element must be there where nothing has changed yet (RFC 4287, section 4.1.1).
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def write(
    entries: Iterable[Entry],
    *,
    id: str,
    title: str,
    author: str,
    url: str,
    page: str,
) -> bytes:
    """Return the feed as application/atom+xml, UTF-8, newest first.

    id -- an IRI, the same for ever. url -- where the feed itself is. page -- what it is about.
    Source: RFC 4287, sections 4.1.1 and 4.1.2.
    """
    told = sorted(entries, key=lambda one: (one.at, one.id), reverse=True)
    feed = ET.Element("feed", {"xmlns": ATOM})
    _say(feed, "id", id)
    _say(feed, "title", title)
    _say(feed, "updated", _moment(told[0].at if told else NEVER))
    _say(ET.SubElement(feed, "author"), "name", author)
    ET.SubElement(
        feed, "link", rel="self", type="application/atom+xml", href=_clean(url)
    )
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=_clean(page))
    for one in told:
        _add(feed, one)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(feed: ET.Element, one: Entry) -> None:
    entry = ET.SubElement(feed, "entry")
    _say(entry, "id", one.id)
    _say(entry, "title", one.title)
    _say(entry, "updated", _moment(one.at))
    if one.url:
        ET.SubElement(
            entry, "link", rel="alternate", type="text/html", href=_clean(one.url)
        )
    # An entry without a page to look at must say its content itself (section 4.1.2).
    content = _say(entry, "content", one.words or one.title)
    content.set("type", "text")


def _say(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    # XML has no way to write a control character, so one of them would break the feed.
    return safe_characters(text)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
