from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def act(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("leave_group.act")


def show(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("leave_group.show")
