"""Meeting Guide: our groups as a list many finders of meetings show."""

from .writing import write

__all__ = ["write"]
