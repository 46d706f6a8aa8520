"""Drafts a person has to sign, written from the house as it stands."""

from __future__ import annotations

from .drafts import KEYS, NAMES, draft, text_of
from .printing import DRAFT, SIGN, SIGNING, pdf, stood
from .shape import Draft, Section, Source, Table

__all__ = [
    "DRAFT", "KEYS", "NAMES", "SIGN", "SIGNING", "Draft", "Section", "Source", "Table",
    "draft", "pdf", "stood", "text_of",
]  # fmt: skip
