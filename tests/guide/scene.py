"""Cards for tests, put in by name."""

from __future__ import annotations

from hearthside.guide import cards
from hearthside.guide.cards import Card
from hearthside.guide.models import Card as Row


def put(source: str, text: str, **other: object) -> Row:
    parts: dict[str, object] = {
        "kind": "strategy", "title": f"About {source}", "url": f"/shared/{source}/",
        "language": "en", "audiences": frozenset({"everyone"}), "notes": frozenset(),
    }  # fmt: skip
    card = Card(source=source, text=text, **(parts | other))
    cards.put_card(card)
    return Row.objects.get(kind=card.kind, source=source, url=card.url)
