"""What is said of a place somebody typed and we do not know."""

from __future__ import annotations

from django.utils.translation import gettext

from hearthside.organisation import places


def not_known(asked: str, *, country: str) -> str:
    """Return a sentence that asks again, with towns that begin like it."""
    # Towns of one name in several countries are one suggestion.
    found = places.suggestions(asked, country=country, most=6)
    near = list(dict.fromkeys(found))[:3]
    said = gettext("We do not know that place.")
    if near:
        return f"{said} {gettext('Perhaps:')} {', '.join(near)}."
    return said
