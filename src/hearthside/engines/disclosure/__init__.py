"""Numbers that may leave the room: small ones hidden, the rest rounded, none to be undone.

The rule, once, for every number that leaves those who counted it:

- fewer than eight people are never shown, not even as nought;
- other numbers are rounded to the nearest five; totals are added up first, then rounded;
- no mean and no share of fewer than eight people;
- what subtracting would still give away is hidden too (`protect`);
- anything public is of ten people or more, and is no earlier table less a few
  (`why_not_release`).

Sources: Hundepool et al., Statistical Disclosure Control (Wiley 2012), chapters 4 and 5, for
thresholds, rounding, secondary suppression and the audit of intervals; NHS England, Hospital
Episode Statistics analysis guide, for hiding 1 to 7 and rounding to 5; GSS guidance on
tables from administrative sources, for a nought that is only shown where nothing could be.

What it does not promise: that somebody who was there learns nothing new, or that two tables
over different stretches of time cannot be laid beside each other. Whoever publishes keeps
to stretches that are over and never overlap, or keeps a log of what was let out.
"""

from hearthside.engines.disclosure.protecting import protect
from hearthside.engines.disclosure.releases import PUBLIC, Release, why_not_release
from hearthside.engines.disclosure.rounding import FEWEST, HIDDEN, mean, say, shown
from hearthside.engines.disclosure.tables import Cell, Published, Row, Table

__all__ = [
    "FEWEST",
    "HIDDEN",
    "PUBLIC",
    "Cell",
    "Published",
    "Release",
    "Row",
    "Table",
    "mean",
    "protect",
    "say",
    "shown",
    "why_not_release",
]
