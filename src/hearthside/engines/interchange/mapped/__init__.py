"""Reading a table of anybody's making, once somebody has said what each column is."""

from .columns import FIELDS, NOT_KEPT, check, guesses
from .reading import read

__all__ = ["FIELDS", "NOT_KEPT", "check", "guesses", "read"]
