"""Being found: which pages search engines may list, and what they say of each.

A page is listed when its door says that it may be and its view says how. All the rest
carries `X-Robots-Tag: noindex`: a page that nobody thought about is not found.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest

from hearthside.web.frame import Frame, Listed

# Search engines show about so many letters and cut the rest.
LONGEST: Final = 155


def list_as(request: HttpRequest, words: str) -> None:
    """Say how this page is listed. An address with a question in it is never listed.

    words -- one or two sentences for somebody who searches for help; cut after 155 letters.
    """
    frame: Frame = request.frame  # type: ignore[attr-defined]
    if not request.META.get("QUERY_STRING"):
        frame.listed = Listed(shortened(words), whole_address(request.path))


def whole_address(path: str) -> str:
    """Return a path behind the address people type, whatever host a request claimed."""
    return f"{settings.CONFIG.base_address}{path}"


def is_listed(request: HttpRequest) -> bool:
    """Return whether the page that was just shown may be listed."""
    match = request.resolver_match
    frame: Frame | None = getattr(request, "frame", None)
    return (
        match is not None
        and getattr(match.func, "may_be_found", False)
        and frame is not None
        and frame.listed is not None
    )


def shortened(words: str) -> str:
    """Return the words on one line, ended after a whole word where they are too long."""
    line = " ".join(words.split())
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rpartition(" ")[0].rstrip(",;:. ") + "\u2026"
