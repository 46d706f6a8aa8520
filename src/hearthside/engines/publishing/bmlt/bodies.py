"""Service bodies: the charity, and its localities below it.

Source: bmlt-enabled/bmlt-server, GetServiceBodies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hearthside.engines.publishing.published import Published, Publisher

from .numbers import few_number

THE_CHARITY: Final = 1


@dataclass(frozen=True, slots=True)
class Body:
    """One service body; parent -- the number of the one above, 0 for the charity."""

    id: int
    parent: int
    name: str
    description: str
    url: str

    def fields(self) -> dict[str, str]:
        """Return the fields of GetServiceBodies."""
        return {
            "id": str(self.id),
            "parent_id": str(self.parent),
            "name": self.name,
            "description": self.description,
            # A region, or an area of one.
            "type": "AS" if self.parent else "RS",
            "url": self.url,
            "helpline": "",
            "world_id": "",
        }


def body_of(group: Published) -> int:
    """Return the number of the service body of a group."""
    return few_number("area", group.area_slug) if group.area_slug else THE_CHARITY


def bodies(publisher: Publisher, groups: Iterable[Published]) -> list[Body]:
    """Return the charity, then the localities that have a group, by name."""
    areas = {
        body_of(group): Body(body_of(group), THE_CHARITY, group.area, "", "")
        for group in groups
        if group.area_slug
    }
    charity = Body(
        THE_CHARITY, 0, publisher.name, publisher.strapline, publisher.address
    )
    return [charity, *sorted(areas.values(), key=lambda one: one.name)]
