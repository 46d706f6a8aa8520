from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def show(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("tonight.show")
