"""Whole numbers that come in a form: small, plain digits, or none."""

from __future__ import annotations


def number_in(raw: str, *, most: int = 99_999) -> int:
    """Return the number somebody's form carries; 0 for anything that is none."""
    fits = raw.isascii() and raw.isdigit() and len(raw) <= len(str(most))
    return min(int(raw), most) if fits else 0
