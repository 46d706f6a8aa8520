"""Reading calendars others publish (RFC 5545), for the meetings that come again."""

from .reading import read

__all__ = ["read"]
