"""The door for the page server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
_house = get_wsgi_application()


def application(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """Let a request in, its words read as UTF-8 whatever it claims."""
    environ["CONTENT_TYPE"] = in_utf_8(environ.get("CONTENT_TYPE", ""))
    answer: Iterable[bytes] = _house(environ, start_response)
    return answer


def in_utf_8(kind: str) -> str:
    """Return the kind of a body without the alphabet it claims; all of ours is UTF-8.

    Python knows codecs that read no text, such as rot13, and Django opens the request
    with them before any page could answer.
    """
    try:
        bare, more = parse_header_parameters(kind)
    except ValueError:
        return ""
    if "charset" not in more:
        return kind
    return f"{bare}; boundary={more['boundary']}" if "boundary" in more else bare
