from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def call_off(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("change_date.call_off")


def move(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("change_date.move")


def put_back(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("change_date.put_back")


def show(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("change_date.show")
