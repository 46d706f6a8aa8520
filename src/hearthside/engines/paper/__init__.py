"""Paper: sheets laid out for printing, the same bytes for the same words."""

from __future__ import annotations

from .printing import CannotPrint, NoLetters, pdf

__all__ = ["CannotPrint", "NoLetters", "pdf"]
