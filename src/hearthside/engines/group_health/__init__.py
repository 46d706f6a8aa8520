"""How a group is doing, from counts alone: a few lights in words, none of them about anybody.

What came of people is worked out from sums as they were let out, rounded and with stars
(`engines/disclosure`), and from nothing else: so a light can give away no more than the
table it was read from. What came of dates is counted: a date is not a person. Fewer than
eight dates, or eight evenings counted, say nothing.

A light is no score. There is no number for how well a group does, and nothing here can put
two groups in an order. Why each line is drawn where it is: docs/facilitate/how-a-group-is-doing.md.
"""

from hearthside.engines.group_health.dates import Past, of_dates
from hearthside.engines.group_health.lights import WORTH_A_LOOK, About, Light, Says
from hearthside.engines.group_health.people import LetOut, of_people, stretch

__all__ = [
    "WORTH_A_LOOK",
    "About",
    "LetOut",
    "Light",
    "Past",
    "Says",
    "of_dates",
    "of_people",
    "stretch",
]
