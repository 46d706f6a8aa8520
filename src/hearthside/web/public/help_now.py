"""Help now: a file read from disk. Needs no database, no session, no script."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

FRONT: Final = "index"


def show(request: HttpRequest, locality: str = FRONT) -> HttpResponse:
    """Answer with the page of an area, else the one for everybody, else the built-in one."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    folder = Path(settings.DATA_DIR) / "help"
    for name in (locality[:40], FRONT):
        try:
            return HttpResponse((folder / f"{name}.html").read_bytes())
        except OSError:
            # Not published yet, or the disk is in trouble: the next one may be there.
            continue
    return HttpResponse(render_to_string("public/help_plain.html"))
