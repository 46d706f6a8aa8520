"""Words that suggest somebody is in danger: rules the browser and Python share, and how good they are."""

from hearthside.engines.crisis.items import Item, NotItems, read_items
from hearthside.engines.crisis.measuring import Measured, measure
from hearthside.engines.crisis.noticing import Noticing, offers_help
from hearthside.engines.shares import wilson

__all__ = [
    "Item",
    "Measured",
    "NotItems",
    "Noticing",
    "measure",
    "offers_help",
    "read_items",
    "wilson",
]
