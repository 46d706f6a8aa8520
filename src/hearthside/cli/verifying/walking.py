"""Going through the pages a visitor may see, and what each makes a browser load."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from hearthside.cli.verifying.asking import House
from hearthside.cli.verifying.findings import Finding, differs, same, unseen
from hearthside.cli.verifying.pages import TooTangled, parts_of
from hearthside.cli.verifying.policies import what_is_loose
from hearthside.core.fetching import NotFetched, Seen

# Sign-in is where a password is typed, and an address with nothing shows another page.
START: Final = ("/", "/account/login/", "/account/signup/", "/nothing-is-here/")
MOST_PAGES: Final = 60
MOST_ALIKE: Final = 3
_NOT_PAGES: Final = re.compile(r"/(?:leave|back|static|feeds|live)/|.*\.[a-z0-9]{1,5}$")
_IDS: Final = re.compile(r"(?<=/)[a-z0-9]{12}(?=/)")


@dataclass(slots=True)
class Walk:
    """What a walk saw. code -- scripts and styles, each with the page that names it first.

    pages -- how many were looked at. left -- how many were seen from afar and not opened.
    """

    code: dict[str, str] = field(default_factory=dict)
    troubles: dict[str, list[str]] = field(default_factory=dict)
    unseen: list[Finding] = field(default_factory=list)
    pages: int = 0
    left: int = 0

    def trouble(self, page: str, sentence: str) -> None:
        """Note what is wrong with a page; the same of many pages is told once."""
        self.troubles.setdefault(sentence, []).append(page)

    def findings(self) -> Iterator[Finding]:
        """Return what is to be said of the pages."""
        yield from self.unseen
        for sentence, where in self.troubles.items():
            more = f" So do {len(where) - 1} other pages." if len(where) > 1 else ""
            yield differs(where[0], sentence + more)
        if self.pages and not self.troubles:
            yield same(
                "pages",
                f"{self.pages} pages carry no script or style of their own, load nothing "
                "from anybody else, and their policy lets no browser do so.",
            )


def walk(house: House, *, policy: Mapping[str, Any]) -> Walk:
    """Look at the pages of a house, following its links; an id stands for a few of its like.

    policy -- the Content-Security-Policy of this release.
    """
    seen = Walk()
    waiting, known = deque(START), set(START)
    alike: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        shape = _IDS.sub("*", address)
        alike[shape] += 1
        if seen.pages >= MOST_PAGES or alike[shape] > MOST_ALIKE:
            seen.left += 1
            continue
        for link in _look_at(house, address, seen, policy):
            if link not in known:
                known.add(link)
                waiting.append(link)
        if not seen.pages:
            # The first page did not come: this is no house, or one that does not answer.
            break
    return seen


def _look_at(
    house: House, address: str, seen: Walk, policy: Mapping[str, Any]
) -> list[str]:
    """Return the addresses within the house that a page leads to."""
    try:
        answer = house.look(address, packed="br")
    except NotFetched as no:
        seen.unseen.append(unseen(address, no.why))
        return []
    if answer.kind != "text/html":
        if address in START:
            why = "What came is not a web page, so this may be no house at all."
            seen.unseen.append(unseen(address, why))
        return []
    if answer.status >= 500 or answer.status == 429:
        why = f"The house answered with a fault ({answer.status})."
        seen.unseen.append(unseen(address, why))
        return []
    seen.pages += 1
    return _read(house, address, answer, seen, policy)


def _read(
    house: House, address: str, answer: Seen, seen: Walk, policy: Mapping[str, Any]
) -> list[str]:
    html = answer.raw.decode("utf-8", "replace")
    try:
        parts = parts_of(html, address=answer.link, headers=answer.headers)
    except TooTangled as no:
        seen.unseen.append(unseen(address, no.why))
        return []
    for what in sorted(parts.odd):
        seen.trouble(address, f"The page has {what}, as no page of this release has.")
    sent = answer.headers.get("content-security-policy", "")
    for sentence in what_is_loose(sent, ours=policy, host=house.host):
        seen.trouble(address, sentence)
    for whole in sorted(parts.code | parts.others):
        if not house.has(whole):
            what = "a script or style" if whole in parts.code else "something"
            seen.trouble(address, f"The page loads {what} from elsewhere: {whole}")
        elif whole in parts.code:
            seen.code.setdefault(whole.removeprefix(house.root), address)
    return [path for link in parts.links if (path := _page(house, link))]


def _page(house: House, link: str) -> str:
    """Return the address of a page of the house; "" when it leads to none."""
    path = urlsplit(link).path if house.has(link) else ""
    return "" if _NOT_PAGES.match(path) else path
