from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def answer(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("dates.answer")


def confirm(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("dates.confirm")


def show(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("dates.show")
