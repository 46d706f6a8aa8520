"""What changed in what we publish, for readers to follow (RFC 4287)."""

from __future__ import annotations

from .atom import write
from .entry import Entry

__all__ = ["Entry", "write"]
