"""Codes made anew for each export, and who may not be in it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from hearthside.engines.disclosure import PUBLIC
from hearthside.engines.exporting.given import Given

SHORTEST_SALT: Final = 16
LENGTH: Final = 12


def made_anew(rows: Sequence[Given], *, salt: bytes) -> tuple[Given, ...]:
    """Return the rows under codes of this export alone, in the order of those codes.

    salt -- at least 16 bytes by chance, one for each study and data agreement, kept by
    whoever exports: with another salt nobody's rows can be laid beside these.
    Source: HMAC, RFC 2104, with SHA-256.
    """
    if len(salt) < SHORTEST_SALT:
        raise ValueError("A salt is 16 bytes or more.")

    def anew(kind: str, code: str) -> str:
        if not code:
            return ""
        made = hmac.new(salt, f"{kind}:{code}".encode(), hashlib.sha256).digest()
        return base64.b32encode(made).decode()[:LENGTH].lower()

    found = [
        replace(
            one,
            code=anew("person", one.code),
            group=anew("group", one.group),
            site=anew("site", one.site),
        )
        for one in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.code, one.wave)))


def dropped(before: Collection[str], now: Collection[str]) -> tuple[str, ...]:
    """Return the codes of an earlier export that are not in this one, for its manifest."""
    return tuple(sorted(set(before) - set(now)))


def put_together(
    rows: Sequence[tuple[str, str, str]], *, fewest: int = PUBLIC
) -> list[tuple[str, str]]:
    """Return a group and a site for each row, so that both are of so many people together.

    Small groups of a site lose their code together, then small sites; where those without a
    code would still be too few, the next smallest joins them.

    rows -- a person's code, their group and their site.
    """
    by_site: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, group, site in rows:
        by_site[site].append((group, code))
    small = {site: _too_small(people, fewest) for site, people in by_site.items()}
    groups = ["" if group in small[site] else group for _, group, site in rows]
    sites = _too_small([(site, code) for code, _, site in rows], fewest)
    return [
        ("", "") if site in sites else (group, site)
        for group, (_, _, site) in zip(groups, rows, strict=True)
    ]


def _too_small(people: Sequence[tuple[str, str]], fewest: int) -> set[str]:
    codes: dict[str, set[str]] = defaultdict(set)
    for name, code in people:
        codes[name].add(code)
    small = {name for name, who in codes.items() if len(who) < fewest}
    together = sum(len(codes[name]) for name in small)
    for name in sorted(codes, key=lambda one: (len(codes[one]), one)):
        if not small or together >= fewest:
            break
        if name not in small:
            small.add(name)
            together += len(codes[name])
    return small


def why_not_export(rows: Sequence[Given], *, fewest: int = PUBLIC) -> str:
    """Return why rows of single people may not leave; "" where they may.

    fewest -- so many people at least share each pair of group and site.
    """
    people = {(one.code, one.group, one.site) for one in rows}
    alike = Counter((group, site) for _, group, site in people)
    few = [number for number in alike.values() if number < fewest]
    if not few:
        return ""
    return (
        f"{len(few)} of {len(alike)} groups have fewer than {fewest} people in this export, "
        f"the smallest {min(few)}. Leave groups out, or put some together, and try again."
    )
