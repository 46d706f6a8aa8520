from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def act(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("listings.act")


def proposals(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("listings.proposals")


def settle(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("listings.settle")


def show(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("listings.show")
