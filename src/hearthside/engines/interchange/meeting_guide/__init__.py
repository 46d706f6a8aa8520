"""Reading Meeting Guide feeds, the lists of meetings many directories publish as JSON."""

from .feed import NotAFeed
from .listing import Kept, Listing, Reading, Refused
from .reading import read
from .table import table

__all__ = ["Kept", "Listing", "NotAFeed", "Reading", "Refused", "read", "table"]
