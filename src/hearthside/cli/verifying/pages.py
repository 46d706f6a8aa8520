"""What a page makes a browser load or run, read from its HTML."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

from hearthside.core.refusals import Refusal

Attributes = list[tuple[str, str | None]]

# Which attribute of which tag makes a browser fetch something without being asked.
_LOADS: Final = {
    "script": ("src", "href", "xlink:href"), "img": ("src",), "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"), "audio": ("src",), "video": ("src", "poster"),
    "source": ("src",), "track": ("src",), "input": ("src",), "feimage": ("href",),
    "body": ("background",), "table": ("background",),
}  # fmt: skip
_SETS: Final = {"img": "srcset", "source": "srcset", "link": "imagesrcset"}
# What a link fetches at once; what it only names (canonical, alternate) is no load.
_FETCHED: Final = frozenset({
    "stylesheet", "modulepreload", "preload", "prefetch", "prerender", "preconnect",
    "dns-prefetch", "icon", "apple-touch-icon", "mask-icon", "manifest",
})  # fmt: skip
_CODE: Final = frozenset({"stylesheet", "modulepreload"})
# Pages of ours have none of these: each brings in, or bends, what a page is.
_NEVER: Final = frozenset({"iframe", "frame", "object", "embed", "applet", "base"})
# Words a browser only hands to the scripts of the page, and does not run.
_DATA: Final = frozenset({"application/json", "application/ld+json"})
_LEADS: Final = frozenset({"href", "src", "action", "formaction", "xlink:href", "data"})
_LINK: Final = re.compile(r"<([^>]*)>([^<]*)")


# Where a browser ends a comment or a script and our parser goes on: a place to hide one.
_TWO_WAYS: Final = re.compile(r"<!\[|--!>|<!--?-?>|</script(?!>)", re.IGNORECASE)
MOST_LETTERS: Final = 1_000_000
SECONDS: Final = 3.0


class TooTangled(Refusal):
    """A page cannot be read within bounds, so nothing is known of it."""


@dataclass(slots=True)
class Parts:
    """What one page is made of.

    code -- addresses of scripts and styles. others -- addresses of whatever else it loads.
    links -- where it leads. odd -- what no page of ours has, a few words each.
    """

    code: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    odd: set[str] = field(default_factory=set)


def parts_of(html: str, *, address: str, headers: Mapping[str, str]) -> Parts:
    """Return what a page at this address loads, runs and leads to.

    Raises TooTangled: over MOST_LETTERS, or over SECONDS of work.
    """
    if len(html) > MOST_LETTERS:
        raise TooTangled("The page is over a million letters long, so it was not read.")
    reader = _Reader(address)
    if _TWO_WAYS.search(html):
        reader.parts.odd.add("markup that browsers read otherwise than programs do")
    try:
        reader.feed(html)
        reader.close()
    except AssertionError as fault:
        # The parser's own way of saying that it does not know what this is.
        raise TooTangled("The page is too tangled to be read.") from fault
    for target, about in _LINK.findall(headers.get("link", "")):
        rels = set(re.findall(r"[a-z-]+", about.lower()))
        if rels & _FETCHED:
            reader.loads(target, is_code="script" in rels or bool(rels & _CODE))
    if "refresh" in headers:
        reader.parts.odd.add("a header that sends the browser on")
    return reader.parts


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.parts = Parts()
        self.ends_at = time.process_time() + SECONDS

    def loads(self, target: str | None, *, is_code: bool) -> None:
        """Note an address that a browser fetches."""
        whole = self._whole(target)
        if whole.startswith("data:") and not is_code:
            return
        (self.parts.code if is_code else self.parts.others).add(whole)

    def handle_data(self, data: str) -> None:
        """Stop when it takes too long."""
        # Each piece left open is looked for to the end of the page: many take hours.
        if time.process_time() > self.ends_at:
            raise TooTangled("The page is too tangled to be read.")

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note what one tag brings in."""
        said = {name: value or "" for name, value in reversed(attrs)}
        if tag in _NEVER:
            self.parts.odd.add(f"a <{tag}>")
        if tag == "style" or "style" in said:
            self.parts.odd.add("a style within the page")
        self._note_handlers(said)
        if tag == "script":
            self._note_script(said)
        if tag == "link":
            self._note_link(said)
        if tag == "a" and "href" in said:
            self.parts.links.append(self._whole(said["href"]))
        if tag == "meta" and said.get("http-equiv", "").strip().lower() == "refresh":
            self._note_refresh(said.get("content", ""))
        if tag != "script":
            for name in _LOADS.get(tag, ()):
                if said.get(name):
                    self.loads(said[name], is_code=False)
        for one in said.get(_SETS.get(tag, ""), "").split(","):
            if one.strip():
                self.loads(one.split()[0], is_code=False)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Read a tag that closes itself like any other."""
        self.handle_starttag(tag, attrs)

    def _note_handlers(self, said: Mapping[str, str]) -> None:
        for name, value in said.items():
            if name.startswith("on"):
                self.parts.odd.add(f"a script in an attribute ({name})")
            scheme = re.sub(r"[\x00-\x20]", "", value).lower()
            if name in _LEADS and scheme.startswith(("javascript:", "vbscript:")):
                self.parts.odd.add("a script in an address")
            if name == "srcdoc":
                self.parts.odd.add("a page within the page")

    def _note_script(self, said: Mapping[str, str]) -> None:
        sources = [said[name] for name in _LOADS["script"] if said.get(name)]
        for source in sources:
            self.loads(source, is_code=True)
        if not sources and said.get("type", "").strip().lower() not in _DATA:
            self.parts.odd.add("a script within the page")

    def _note_link(self, said: Mapping[str, str]) -> None:
        rels = set(said.get("rel", "").lower().split())
        if not rels & _FETCHED or not said.get("href"):
            return
        is_code = bool(rels & _CODE) or said.get("as", "").lower() in (
            "script", "style", "worker",
        )  # fmt: skip
        self.loads(said["href"], is_code=is_code)

    def _note_refresh(self, content: str) -> None:
        _seconds, _sep, target = content.partition("=")
        if target:
            self.loads(target.strip(" '\""), is_code=False)

    def _whole(self, target: str | None) -> str:
        try:
            joined = urljoin(self.address, (target or "").strip())
            return urlsplit(joined)._replace(fragment="").geturl()
        except ValueError:
            self.parts.odd.add("an address that is none")
            return self.address
