"""Looking at a page or a file of one site as a browser would, with what came beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urljoin

from urllib3.response import BaseHTTPResponse

from .following import MEGABYTE, Errand, NotFetched, Rules, Sentences, follow
from .links import NotALink, check_link

PLAIN: Final = "identity"
PACKINGS: Final = (PLAIN, "gzip", "br")

_NAMES: Final = {"x-gzip": "gzip", "": PLAIN}
# An ordinary browser: whoever serves other bytes to us should have to guess who asks.
_HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What an address answered.

    link -- where it was in the end. headers -- by name in small letters; several of one
    name stand in one line with commas between. raw -- unpacked.
    """

    link: str
    status: int
    headers: Mapping[str, str]
    raw: bytes

    @property
    def kind(self) -> str:
        """What the answer says it is, such as "text/html"."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def look(link: str, *, rules: Rules, packed: str = PLAIN) -> Seen:
    """Return what an address answers, whatever its status.

    packed -- one of PACKINGS: how the answer may be packed on the way.

    Raises NotFetched: no answer, too slow, too large, packed otherwise, or sent on to
    another site; NotALink.
    """

    def read(
        asked: SplitResult, answer: BaseHTTPResponse, read_all: Callable[[], bytes]
    ) -> Seen:
        said = answer.headers.get("Content-Encoding", "").strip().lower()
        if _NAMES.get(said, said) not in (PLAIN, packed):
            raise NotFetched("It is packed in a way we did not ask for.")
        headers = {name.lower(): answer.headers[name] for name in answer.headers}
        return Seen(asked.geturl(), answer.status, headers, read_all())

    def sent_on(parts: SplitResult, leads_to: str) -> SplitResult:
        return _next(parts, leads_to, rules=rules)

    headers = _HEADERS | {"Accept-Encoding": packed}
    return follow(link, Errand(headers, read, sent_on, _sentences(rules)), rules)


def _next(parts: SplitResult, leads_to: str, *, rules: Rules) -> SplitResult:
    """Return where an address sends us, when that is the same site."""
    try:
        found = check_link(
            urljoin(parts.geturl(), leads_to), https_only=rules.https_only
        )
    except NotALink as no:
        raise NotFetched("It sends us on to something that is no address.") from no
    if (found.scheme, found.netloc) != (parts.scheme, parts.netloc):
        raise NotFetched(f"It sends us on to another site, {found.netloc}.")
    return found


def _sentences(rules: Rules) -> Sentences:
    return Sentences(
        too_large=f"It is over {rules.most_bytes // MEGABYTE:,} MB, so it was not read.",
        too_slow=f"It did not come within {rules.seconds:.0f} seconds.",
        never_arrives="It leads from one address to the next and never arrives.",
        no_way="It leads to a machine that may not be asked.",
        no_such_name="There is no such address: its name leads nowhere.",
        no_certificate="It cannot show that it is who it says it is (certificate).",
        packed="It is packed and cannot be unpacked.",
        hung_up="It hung up in the middle.",
        silent="It does not answer.",
    )
