"""Turning the HTML people paste into notes back into the words they meant."""

from __future__ import annotations

import html
import re
from typing import Final

from .characters import safe_characters

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>|<[!?/][^<>]*>", re.ASCII)
# The look behind keeps a long run of < from being tried at each of them.
_OPENING: Final = re.compile(r"(?<!<)<+(?=[a-zA-Z/!?])")
_BREAKS: Final = frozenset(
    re.findall(
        r"\w+", "br p div li ul ol tr table h1 h2 h3 h4 h5 h6 hr section article"
    )
)
_SILENT: Final = frozenset({"script", "style", "template", "iframe", "object"})
_ROUNDS: Final = 4


def looks_marked_up(text: str) -> bool:
    """Say whether there is a tag or an entity in the text."""
    return bool(_OPENING.search(text) or _ENTITY.search(text))


def plain(text: str) -> str:
    """Return the text without tags, with entities read, with safe characters.

    Nothing that a browser would take for a tag is left, however often it was wrapped.
    """
    text = safe_characters(text)
    for _ in range(_ROUNDS):
        if not looks_marked_up(text):
            return text
        text = safe_characters(_ENTITY.sub(_read_entity, _without_tags(text)))
    return without_openings(text)


def without_openings(text: str) -> str:
    """Return the text without any < that a letter follows."""
    return _OPENING.sub("", text)


def _read_entity(found: re.Match[str]) -> str:
    return html.unescape(found.group())


def _without_tags(text: str) -> str:
    kept: list[str] = []
    end = 0
    silent = ""
    for tag in _TAG.finditer(text):
        if not silent:
            kept.append(text[end : tag.start()])
        closing, name = tag.group(1), (tag.group(2) or "").lower()
        if closing and name == silent:
            silent = ""
        elif not closing and not silent and name in _SILENT:
            silent = name
        kept.append("\n" if name in _BREAKS and not silent else "")
        end = tag.end()
    if not silent:
        kept.append(text[end:])
    return "".join(kept)
