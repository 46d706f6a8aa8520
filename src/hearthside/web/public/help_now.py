"""Help now: a file read from disk. Needs no database, no session, no script."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

from hearthside.organisation import countries, help_files
from hearthside.organisation.help_files import FRONT


def show(request: HttpRequest, locality: str = FRONT) -> HttpResponse:
    """Answer with the page of an area, else the one for everybody, else the built-in one.

    A file without our mark is passed over: somebody may have changed a number in it.
    """
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    folder = Path(settings.DATA_DIR) / "help"
    for name in (locality[:40], FRONT):
        page = help_files.read(folder, name=name)
        if page is not None:
            return HttpResponse(page)
    known = {"countries": countries.COUNTRIES, "anywhere": countries.ANYWHERE}
    return HttpResponse(render_to_string("public/help_plain.html", known))
