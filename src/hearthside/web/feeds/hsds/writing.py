"""Sending an answer off: JSON, one object a line, or a sentence that says no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from hearthside.core.refusals import NotFound
from hearthside.engines.publishing.hsds.ids import Written
from hearthside.engines.publishing.hsds.pages import page_of
from hearthside.engines.publishing.hsds.services import Setting
from hearthside.engines.publishing.plain_json import plain_json
from hearthside.web.feeds import published
from hearthside.web.feeds.answering import answer
from hearthside.web.feeds.hsds import asking
from hearthside.web.feeds.hsds.asking import NotUnderstood
from hearthside.web.feeds.hsds.profiles import Profile
from hearthside.web.middleware import PROBLEM

JSON: Final = "application/json"
LINES: Final = "application/x-ndjson"

Writer = Callable[..., HttpResponse]


def said_plainly(write: Writer) -> Writer:
    """Answer what is not understood with 400, what is not there with 404, in one sentence.

    HSDS names no form for an error; this one is RFC 9457's.
    """

    def answered(
        profile: Profile, request: HttpRequest, now: datetime, **parts: Any
    ) -> HttpResponse:
        who = published.publisher()
        setting = Setting(who, f"{who.address}/feeds/{profile.name}", now)
        try:
            return write(request, setting, **parts)
        except NotUnderstood as refusal:
            return _problem(400, "That was not understood", refusal.why)
        except NotFound:
            return _problem(404, "Not here", "There is nothing with that id here.")

    return answered


def whole(request: HttpRequest, written: Written) -> HttpResponse:
    """Answer one object.

    It says no Last-Modified: what comes next changes with the calendar, when nobody
    changed anything. Its ETag is of its bytes.
    """
    return answer(request, _bytes(written), content_type=JSON)


def lines(request: HttpRequest, written: Sequence[Written]) -> HttpResponse:
    """Answer one object a line, all there are."""
    body = b"".join(_bytes(one) + b"\n" for one in written)
    return answer(request, body, content_type=LINES)


def paged(request: HttpRequest, every: Sequence[Written]) -> HttpResponse:
    """Answer a page of a list that is at hand, or all of it in lines.

    Raises NotUnderstood.
    """
    number, per_page = page_asked(request)
    if asking.wants_lines(request):
        return lines(request, every)
    first = (number - 1) * per_page
    some = every[first : first + per_page]
    page = page_of(some, total=len(every), number=number, per_page=per_page)
    return whole(request, page)


def page_asked(request: HttpRequest, *, minimal: bool = False) -> tuple[int, int]:
    """Return which page, and how many on each.

    minimal -- all on one page unless somebody asks for fewer.

    Raises NotUnderstood.
    """
    usual = asking.MOST_MINIMAL if minimal else asking.PER_PAGE
    most = asking.MOST_MINIMAL if minimal else asking.MOST_PER_PAGE
    per_page = asking.whole(request, "per_page", usual=usual, most=most)
    return asking.whole(request, "page", usual=1, most=asking.MOST_PAGES), per_page


def _bytes(written: Written) -> bytes:
    return plain_json(written).encode()


def _problem(status: int, title: str, detail: str) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return HttpResponse(_bytes(dict(body)), content_type=PROBLEM, status=status)
