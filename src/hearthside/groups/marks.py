"""Marks: the same person about the same thing twice, and nobody can tell who."""

from __future__ import annotations

from hearthside.core.seal import blind, blinds


def mark(what: str, *, about: int, person_id: int) -> str:
    """Return the mark of one person about one thing of ours, such as one proposed change.

    what -- the kind of thing; two marks of one person about two things are not alike.
    """
    return blind(f"{person_id}:{about}", purpose=f"groups.{what}")


def marks(what: str, *, about: int, person_id: int) -> list[str]:
    """Return every mark this person may have about it; one of them is kept."""
    return blinds(f"{person_id}:{about}", purpose=f"groups.{what}")
