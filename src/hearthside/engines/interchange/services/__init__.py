"""Reading services from a directory: what each offers, for whom, and how it is reached.

The same files as hsds/ reads groups from, read here for everything that is no group.
Source: HSDS 1.1 (tabular data package) and 3.0; Open Referral UK 3.0 is a profile of it.
"""

from .offer import KeptOffer, Offer, OfferReading, RefusedOffer
from .reading import read_services

__all__ = ["KeptOffer", "Offer", "OfferReading", "RefusedOffer", "read_services"]
