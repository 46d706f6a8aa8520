"""Reading what community directories publish as Open Referral (HSDS), as CSV or as JSON.

Such a directory lists every service of a town. Only those that are a group and say when
it meets are of use here; the others are refused with the reason.
Source: HSDS 1.1 (tabular data package) and 3.0; Open Referral UK 3.0 is a profile of it.
"""

from . import paged
from .answers import read_answer
from .package import read_package

__all__ = ["paged", "read_answer", "read_package"]
