"""Leave now: out of the house at once, and nothing to see on the way back."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from hearthside.organisation.wording import House, the_house
from hearthside.web.errors import not_from_here
from hearthside.web.letting_go import LEFT, let_go


def show(request: HttpRequest) -> HttpResponse:
    """End the session and lead away. The one GET that writes: a link works without scripts."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    answer = HttpResponse(status=303, headers={"Location": _where_to(request)})
    # Or else the session would be written once more after it was ended.
    request.session = type(request.session)()
    let_go(request, answer)
    return answer


# The quiet page has no form token: it knows nobody, and opening the door harms nobody.
@csrf_exempt
def back(request: HttpRequest) -> HttpResponse:
    """Open the door again, for the person who pressed the button on the quiet page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {
        "same-origin",
        "none",
    }:
        return not_from_here(request)
    answer = redirect("/")
    answer.delete_cookie(LEFT)
    return answer


def _where_to(request: HttpRequest) -> str:
    try:
        return the_house().leave_to
    except DatabaseError:
        return House().leave_to
