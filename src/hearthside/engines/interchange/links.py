"""Links: which one opens a meeting, which are safe to keep, and what they gave away."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from .findings import Findings
from .numbers import holds_a_number

LONGEST: Final = 1_000

_ROOMS: Final = re.compile(
    r"""(?:^|\.)(?:zoom\.us|zoomgov\.com|zoom\.com|meet\.google\.com|teams\.microsoft\.com
    |teams\.live\.com|gotomeeting\.com|gotomeet\.me|webex\.com|meet\.jit\.si|whereby\.com
    |freeconferencecall\.com|join\.skype\.com|bluejeans\.com)$""",
    re.VERBOSE,
)
_SECRET: Final = re.compile(
    r"""pwd|pw|pass|passwd|password|pass_?code|psw|pin|code|tk|token|key|secret|email|mail
    |e-mail|phone|tel|uname|un|name|user|username""",
    re.VERBOSE | re.IGNORECASE,
)
_UNPRINTED: Final = re.compile(r"[\x00-\x20\x7f-\x9f]")
_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_HOST: Final = re.compile(
    r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
_LOCAL: Final = re.compile(
    r"\.(?:local|localhost|internal|intranet|lan|home|corp|test|invalid|example|onion|arpa)$"
)
_ADDRESS: Final = re.compile(r"[^/@\s]@[\w-]+\.\w")


def is_a_room(link: str) -> bool:
    """Say whether the link opens a meeting, rather than a page to read."""
    return bool(_ROOMS.search(_split(link).hostname or ""))


def safe_link(link: str, findings: Findings) -> str:
    """Return the https link without passcodes, or nothing when it may not be shown.

    Nothing is fetched: a link is judged by how it is written.
    """
    link = _UNPRINTED.sub("", link)
    scheme = _SCHEME.match(link)
    if not scheme or "." in scheme.group(1):
        link = f"https://{link.removeprefix('//')}"
    parts = _split(link)
    if parts.scheme not in ("http", "https") or not _is_public(parts):
        findings.mend(
            "The online link was not a public web address, so it was left out."
        )
        return ""
    if parts.scheme == "http":
        findings.mend("The online link was changed to a private connection (https).")
    parts = _without_secrets(parts, findings)
    kept = parts._replace(scheme="https", netloc=_netloc(parts)).geturl()
    if len(kept) > LONGEST or _ADDRESS.search(unquote(kept)):
        findings.mend(
            "The online link was not a public web address, so it was left out."
        )
        return ""
    return kept


def tells_a_number(link: str) -> bool:
    """Say whether a page's link has somebody's telephone number in it."""
    return holds_a_number(unquote(link))


def _split(link: str) -> SplitResult:
    try:
        parts = urlsplit(link)
        # Reading the port is what finds out that it is no number.
        return (
            parts
            if parts.port is None or parts.port
            else SplitResult("", "", "", "", "")
        )
    except ValueError:
        return SplitResult("", "", "", "", "")


def _is_public(parts: SplitResult) -> bool:
    """Say whether the host is a name on the open internet, and nobody's login is in it."""
    host = _ascii_host(parts)
    named = bool(_HOST.fullmatch(host)) and not _LOCAL.search(host)
    return named and "@" not in parts.netloc and "\\" not in parts.netloc


def _ascii_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _netloc(parts: SplitResult) -> str:
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    return _ascii_host(parts) + port


def _without_secrets(parts: SplitResult, findings: Findings) -> SplitResult:
    query, from_query = _open_only(parts.query)
    fragment, from_fragment = _open_only(parts.fragment)
    if times := from_query + from_fragment:
        findings.drop("passcodes", times)
        findings.mend("A passcode was taken out of the online link.")
    return parts._replace(query=query, fragment=fragment)


def _open_only(query: str) -> tuple[str, int]:
    """Return what may be kept of a query, and how many secrets it held."""
    kept: list[str] = []
    secrets, after_a_secret = 0, False
    for piece in re.split("[&;]", query):
        # Some write pwd=Bill&Bob: a piece without a name belongs to the one before it.
        after_a_secret = _is_secret(piece) or (after_a_secret and "=" not in piece)
        secrets += _is_secret(piece)
        if piece and not after_a_secret:
            kept.append(piece)
    return "&".join(kept), secrets


def _is_secret(piece: str) -> bool:
    name = unquote(piece.partition("=")[0]).strip("?#/! ")
    return bool(_SECRET.fullmatch(name))
