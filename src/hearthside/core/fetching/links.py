"""Addresses as somebody writes them, judged before anything is asked."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from hearthside.core.refusals import Refusal

LONGEST: Final = 300

_ODD: Final = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"'{}|^`]")
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\]")


class NotALink(Refusal):
    """This address cannot be fetched."""


def check_link(link: str, *, https_only: bool) -> SplitResult:
    """Return the parts of an address fit to be asked, its host in small ASCII letters.

    https_only -- False also allows http, for a host who set that.

    Raises NotALink.
    """
    if len(link) > LONGEST:
        raise NotALink(f"Keep the address under {LONGEST} characters.")
    if not link.isascii() or _ODD.search(link):
        raise NotALink("There is a character in this address that cannot be there.")
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError as fault:
        raise NotALink(
            "This is no address. Write it like https://example.org/list."
        ) from fault
    if parts.scheme not in ("https", "http"):
        raise NotALink("Write an address that begins with https://.")
    if parts.scheme == "http" and https_only:
        raise NotALink(
            "This address is not private on the way. Ask its owner for one that "
            "begins with https://."
        )
    if "@" in parts.netloc:
        raise NotALink("Leave the name and password out of the address.")
    host = (parts.hostname or "").rstrip(".")
    if not _NAME.fullmatch(f"[{host}]" if ":" in host else host) or port == 0:
        raise NotALink("This is no address. Write it like https://example.org/list.")
    return parts._replace(fragment="")
