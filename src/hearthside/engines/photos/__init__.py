"""Photos: whatever somebody uploads goes in, two plain pictures come out, or a reason."""

from __future__ import annotations

from .developing import CannotDevelop, Picture, Why, develop

__all__ = ["CannotDevelop", "Picture", "Why", "develop"]
