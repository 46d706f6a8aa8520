"""The photo of a door: its two pictures, each at an address that never changes."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse

from hearthside.core.actor import Anybody
from hearthside.core.refusals import NotFound
from hearthside.groups import door_photo
from hearthside.safety import protection
from hearthside.web.middleware import KEPT_BY_THE_BROWSER
from hearthside.workflows.what_is_wrong import PHOTO

TYPE: Final = "image/webp"


def show(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str, picture: str
) -> HttpResponse:
    """Answer with one picture, to somebody who may know where the door is."""
    if protection.hidden([(PHOTO, group_id)]):
        raise NotFound
    digest, _dash, size = picture.partition("-")
    shown = door_photo.picture(
        actor, public_id=group_id, digest=digest, size=size, now=now
    )
    answer = HttpResponse(shown.content, content_type=TYPE)
    answer.headers["Content-Disposition"] = 'inline; filename="door.webp"'
    if shown.is_for_everybody:
        # Its address is made from its pixels, so another photo has another. Leave now
        # empties the browser of it; the page around it is never kept.
        answer.headers["Cache-Control"] = KEPT_BY_THE_BROWSER
    return answer
