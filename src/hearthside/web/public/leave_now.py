from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def back(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("leave_now.back")


def show(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
    return HttpResponse("leave_now.show")
