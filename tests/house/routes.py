"""Every address of the site, found by walking it, with the decision made at its gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from hearthside.core.policy import Verb

# Addresses that answer before anybody is known, and why they may.
WITHOUT_A_GATE = {
    "help": "works with the database down",
    "help_here": "works with the database down",
    "leave": "must never ask anything first",
    "back": "opens the quiet door again; knows nobody",
    "health": "says only whether the house answers",
}


@dataclass(frozen=True)
class Route:
    """One address: its name, the words in it, the verb and methods of its gate."""

    name: str
    parts: tuple[str, ...]
    verb: Verb | None
    methods: tuple[str, ...]
    is_lent: bool = False


def routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns))


def _walk(
    patterns: list[URLPattern | URLResolver], before: tuple[str, ...] = ()
) -> Iterator[Route]:
    for pattern in patterns:
        parts = (*before, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, parts)
            continue
        view = pattern.callback
        yield Route(
            pattern.name or "",
            parts,
            getattr(view, "verb", None),
            getattr(view, "methods", ()),
            getattr(view, "is_lent", False),
        )
