"""Reading lists of BMLT servers: GetSearchResults as JSON, with its formats or without."""

from .reading import read

__all__ = ["read"]
