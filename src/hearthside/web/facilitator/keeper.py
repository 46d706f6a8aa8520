"""The service worker of /hold/: handed out at an address inside what it may look after."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse

from hearthside.core.actor import Anybody

BUILT: Final = Path(__file__).resolve().parents[1] / "static" / "built" / "keeper.js"


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Answer the script itself. It knows nobody, so anybody may have it."""
    return HttpResponse(BUILT.read_bytes(), content_type="text/javascript")
