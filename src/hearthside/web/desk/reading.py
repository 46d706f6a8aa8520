from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def bring_in(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("reading.bring_in")


def show(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("reading.show")


def stop(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("reading.stop")
