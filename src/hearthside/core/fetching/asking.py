"""Asking for a file: bounded in size and time, and told in a sentence when it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urljoin

from urllib3.response import BaseHTTPResponse

from .following import MEGABYTE, Errand, NotFetched, Rules, Sentences, follow
from .links import NotALink, check_link

CALLED: Final = "Hearthside"
_USUAL: Final = Rules()

_UNASKED: Final = ("text/html", "application/xhtml", "image/", "video/", "audio/")
_STATUS: Final = {
    401: "The address asks for a password. Ask its owner for one that is open.",
    403: "The address refuses us. Ask its owner whether we may fetch it.",
    404: "There is nothing at this address any more. Ask its owner for the new one.",
    410: "There is nothing at this address any more. Ask its owner for the new one.",
    429: "The address says we ask too often. We try again later.",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back.

    raw -- None when it is as it was last time.
    etag, changed_there -- what to say next time, as the server wrote it.
    """

    raw: bytes | None
    etag: str = ""
    changed_there: str = ""


def fetch(
    link: str, *, etag: str = "", changed_there: str = "", rules: Rules = _USUAL
) -> Fetched:
    """Return the file at an address.

    etag, changed_there -- what the server said last time, so that it need not send again.

    Raises NotFetched, NotALink.
    """
    headers = {
        "User-Agent": CALLED,
        "Accept": "application/json, text/csv, text/calendar, application/zip, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    if etag:
        headers["If-None-Match"] = etag
    if changed_there:
        headers["If-Modified-Since"] = changed_there

    def sent_on(parts: SplitResult, leads_to: str) -> SplitResult:
        return _next(parts, leads_to, rules=rules)

    return follow(link, Errand(headers, _read, sent_on, _sentences(rules)), rules)


def _read(
    _asked: SplitResult, answer: BaseHTTPResponse, read_all: Callable[[], bytes]
) -> Fetched:
    told = (
        answer.headers.get("ETag", "")[:200],
        answer.headers.get("Last-Modified", "")[:64],
    )
    if answer.status == 304:
        return Fetched(None, *told)
    if answer.status != 200:
        fallback = "The address answered with a fault of its own. We try again later."
        raise NotFetched(_STATUS.get(answer.status, fallback))
    _check_kind(answer)
    return Fetched(read_all(), *told)


def _check_kind(answer: BaseHTTPResponse) -> None:
    kind = answer.headers.get("Content-Type", "").strip().lower()
    if kind.startswith(_UNASKED[:2]):
        raise NotFetched(
            "The address shows a web page and not a list. "
            "Ask its owner for the address of the list itself."
        )
    if kind.startswith(_UNASKED[2:]):
        raise NotFetched("The address has a picture or a film and not a list.")
    packed = answer.headers.get("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched("The file is packed in a way we did not ask for.")


def _next(parts: SplitResult, leads_to: str, *, rules: Rules) -> SplitResult:
    """Return where an address sends us, when that is the same house."""
    try:
        found = check_link(
            urljoin(parts.geturl(), leads_to), https_only=rules.https_only
        )
    except NotALink as fault:
        raise NotFetched(f"The address sends us on. {fault.why}") from fault
    is_less_private = parts.scheme == "https" and found.scheme == "http"
    if found.hostname != parts.hostname or is_less_private:
        raise NotFetched(
            "The address sends us to another one. "
            "If that is right, approve the new address."
        )
    return found


def _sentences(rules: Rules) -> Sentences:
    most = rules.most_bytes // MEGABYTE
    return Sentences(
        too_large=f"The file is over {most:,} MB, so it was not read.",
        too_slow=f"The file did not come within {rules.seconds:.0f} seconds.",
        never_arrives="The address leads from one to the next and never arrives.",
        no_way="The address leads to a machine that is not on the open internet.",
        no_such_name="There is no such address: its name leads nowhere.",
        no_certificate="The address cannot show that it is who it says it is (certificate).",
        packed="The file is packed and cannot be unpacked.",
        hung_up="The address hung up in the middle. We try again later.",
        silent="The address does not answer. We try again later.",
    )
