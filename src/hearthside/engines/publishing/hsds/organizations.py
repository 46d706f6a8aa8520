"""The charity as an HSDS organisation."""

from __future__ import annotations

from hearthside.engines.publishing.published import Publisher

from .ids import Written, id_of


def organization_id(publisher: Publisher) -> str:
    """Return the id of the charity: of the house at this address."""
    return id_of("organization", publisher.address)


def brief_organization(publisher: Publisher) -> Written:
    """Return the charity with its own fields; nobody in it is named."""
    return {
        "id": organization_id(publisher),
        "name": publisher.name,
        "description": publisher.strapline
        or f"{publisher.name} runs peer support groups.",
        "website": publisher.address,
        "uri": publisher.address,
    }


def whole_organization(publisher: Publisher, services: list[Written]) -> Written:
    """Return the charity with its services, brief or whole as they were written."""
    return {**brief_organization(publisher), "services": services}
