"""Our groups as a BMLT server answers, for the finders and printed lists that ask one."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from hearthside.engines.publishing import bmlt
from hearthside.engines.publishing.plain_json import plain_json
from hearthside.web.feeds.answering import answer
from hearthside.web.feeds.published import everything, publisher

ADDRESS: Final = "/feeds/bmlt"
# Names a script can call, and nothing else: the answer runs in somebody's page.
_CALLBACK: Final = re.compile(r"[A-Za-z_$][\w$]{0,63}(\.[A-Za-z_$][\w$]{0,63}){0,3}", re.ASCII)  # fmt: skip


def as_json(request: HttpRequest, now: datetime) -> HttpResponse:
    """Answer one question in JSON."""
    return _answered(request, now, callback="")


def as_script(request: HttpRequest, now: datetime) -> HttpResponse:
    """Answer one question as a script that hands the answer to a function by name."""
    callback = request.GET.get("callback", "callback")
    if not _CALLBACK.fullmatch(callback):
        return _cannot("The callback is not the name of a function.", status=400)
    return _answered(request, now, callback=callback)


def _answered(request: HttpRequest, now: datetime, *, callback: str) -> HttpResponse:
    house = publisher()
    groups = tuple(everything(now=now, only_changed_dates=True))
    server = bmlt.Server(house, groups, house.address + ADDRESS, now)
    try:
        found = bmlt.answer(server, dict(request.GET.lists()))
    except bmlt.CannotAnswer as why:
        return _cannot(str(why), status=422)
    text, kind = plain_json(found), "application/json"
    if callback:
        text, kind = f"/**/{callback}({text});", "text/javascript"
    return answer(request, text.encode(), content_type=f"{kind}; charset=utf-8")


def _cannot(why: str, *, status: int) -> HttpResponse:
    return JsonResponse({"message": why}, status=status)
