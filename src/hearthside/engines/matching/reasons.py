"""Reasons: what a person would be told about a group, from its own words only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hearthside.engines import words
from hearthside.engines.matching.facts import (
    OF_THE_DOOR,
    SMALL,
    Group,
    Wanted,
    close_to,
    kilometres_between,
)

MOST: Final = 6


class Why(StrEnum):
    """The kinds of reasons there are."""

    NEAR = "near"
    FROM_HOME = "from_home"
    EXPERIENCE = "experience"
    CLOSE = "close"
    ANYTHING = "anything"
    FOR = "for"
    HAS = "has"
    LANGUAGE = "language"
    WISH = "wish"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. word -- the word of the vocabulary it is about; km -- with NEAR."""

    why: Why
    word: str = ""
    km: float | None = None


def reasons(
    wanted: Wanted, group: Group, *, from_home: bool
) -> tuple[tuple[Reason, ...], float | None]:
    """Return the reasons for this group, the weightiest first; and how far its door is."""
    km = None
    if not from_home and wanted.near and group.at:
        km = kilometres_between(wanted.near, group.at)
    found = [
        *_where(group, from_home=from_home, km=km),
        *_about(wanted, group),
        *(
            Reason(Why.FOR, word)
            for word in words.WHO_FOR
            if _counts(word, wanted, group)
        ),
        *_access(wanted, group, from_home=from_home),
        *_languages(wanted, group),
        *_wishes(wanted, group),
    ]
    return tuple(found[:MOST]), km


def _where(group: Group, *, from_home: bool, km: float | None) -> list[Reason]:
    if from_home:
        way = words.ONLINE if words.ONLINE in group.ways else words.PHONE
        return [Reason(Why.FROM_HOME, way)]
    return [Reason(Why.NEAR, km=km)] if km is not None else []


def _about(wanted: Wanted, group: Group) -> list[Reason]:
    if not wanted.experience:
        return []
    for why, topics in (
        (Why.EXPERIENCE, wanted.experience),
        (Why.CLOSE, close_to(wanted.experience)),
    ):
        if found := [word for word in words.TOPICS if word in topics & group.said]:
            return [Reason(why, word) for word in found[:2]]
    return [Reason(Why.ANYTHING, "any")] if "any" in group.said else []


def _counts(word: str, wanted: Wanted, group: Group) -> bool:
    return word in wanted.who & group.said and word != "open"


def _access(wanted: Wanted, group: Group, *, from_home: bool) -> list[Reason]:
    needed = wanted.access - OF_THE_DOOR if from_home else wanted.access
    return [Reason(Why.HAS, word) for word in words.ACCESS if word in needed]


def _languages(wanted: Wanted, group: Group) -> list[Reason]:
    spoken = sorted(wanted.languages & group.said)
    return [Reason(Why.LANGUAGE, word) for word in spoken[:1]]


def _wishes(wanted: Wanted, group: Group) -> list[Reason]:
    is_small = group.size is not None and group.size <= SMALL
    found = [
        Reason(Why.WISH, word)
        for word in (*words.MANNER, *words.ACCESS)
        if word in (wanted.wishes | {"newcomers"}) & group.said
    ]
    if "small" in wanted.wishes and is_small and "small" not in group.said:
        found.append(Reason(Why.SMALL, "small"))
    # What was wished for comes before what everybody is told.
    return sorted(found, key=lambda one: one.word not in wanted.wishes)
