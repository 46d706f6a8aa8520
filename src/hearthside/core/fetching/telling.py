"""Telling an address something, and reading its answer: small, soon, and from it alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import SplitResult

from urllib3.response import BaseHTTPResponse

from .following import Errand, NotFetched, Rules, Sentences, follow

KILOBYTE: Final = 1024
_HEADERS: Final = {
    "User-Agent": "Hearthside",
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
}


def tell(
    link: str, words: bytes, *, rules: Rules, headers: Mapping[str, str] | None = None
) -> bytes:
    """Return what an address answers to JSON that is sent to it.

    What is told is told to this address: one that sends us on to another is not followed.

    Raises NotFetched: no answer, too slow, too large, or another status than 200; NotALink.
    """
    errand = Errand(
        _HEADERS | dict(headers or {}), _read, _sent_on, _sentences(rules), words
    )
    return follow(link, errand, rules)


def _read(
    _asked: SplitResult, answer: BaseHTTPResponse, read_all: Callable[[], bytes]
) -> bytes:
    if answer.status != 200:
        raise NotFetched(f"It answers with status {answer.status}.")
    packed = answer.headers.get("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity"):
        raise NotFetched("Its answer is packed in a way we did not ask for.")
    return read_all()


def _sent_on(_parts: SplitResult, _leads_to: str) -> SplitResult:
    raise NotFetched("It sends us on to another address.")


def _sentences(rules: Rules) -> Sentences:
    return Sentences(
        too_large=f"Its answer is over {rules.most_bytes // KILOBYTE:,} kB.",
        too_slow=f"Its answer did not come within {rules.seconds:g} seconds.",
        never_arrives="It leads from one address to the next.",
        no_way="It stands on a machine that may not be asked.",
        no_such_name="Its name leads nowhere.",
        no_certificate="It cannot show that it is who it says it is (certificate).",
        packed="Its answer is packed and cannot be unpacked.",
        hung_up="It hung up in the middle.",
        silent="It does not answer.",
    )
