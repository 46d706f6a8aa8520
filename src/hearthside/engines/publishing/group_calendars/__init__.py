"""Groups as calendars others subscribe to (RFC 5545): when they meet, and what became of it."""

from __future__ import annotations

from .writing import Saying, write

__all__ = ["Saying", "write"]
