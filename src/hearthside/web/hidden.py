"""What a form carries unseen: exactly as we put it there, or the request is not ours."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from hearthside.core.ids import PATTERN


def version_in(request: HttpRequest) -> int:
    """Return the version a form showed.

    Raises BadRequest: it is no number of ours.
    """
    typed = request.POST.get("version", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise BadRequest("That is no version of anything.")
    return int(typed)


def public_id_in(request: HttpRequest, name: str) -> str:
    """Return the public id a form carried under this name.

    Raises BadRequest: it is none of ours.
    """
    typed = request.POST.get(name, "")
    if not PATTERN.fullmatch(typed):
        raise BadRequest("That is no id of anything.")
    return typed
