"""A group in the words of schema.org, for search engines and assistants."""

from __future__ import annotations

from .event import write

__all__ = ["write"]
