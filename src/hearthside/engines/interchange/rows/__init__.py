"""Rows of any list, in one wording of fields, read as listings.

The wording is that of Meeting Guide, because most lists are written in it:
name, slug, day (0 Sunday to 6 Saturday), time, end_time, timezone, types, notes, group,
location, location_notes, formatted_address or address, city, state, postal_code, country,
regions, latitude, longitude, approximate, attendance_option, conference_url, updated.
Source: https://github.com/code4recovery/spec
"""

from .reading import read_rows
from .told import Meets, Told

__all__ = ["Meets", "Told", "read_rows"]
