"""Files to measure the guide on: cards, and questions; or why they cannot be used."""

from __future__ import annotations

from typing import Any, Final

from hearthside.engines.guiding.answering import Card
from hearthside.engines.strict_json import NotReadable, read_json

MOST: Final = 100_000
_ASKED_AS: Final = ("text", "query", "question")


def read_cards(raw: bytes) -> list[Card]:
    """Return the cards of a list of objects with id, kind, topic and text.

    kind and topic may be missing. Raises NotReadable.
    """
    found: dict[str, Card] = {}
    for number, row in enumerate(_rows(raw, ("corpus", "cards", "items")), start=1):
        id_ = _id(row, number)
        if id_ in found:
            raise NotReadable(f"Item {number} has an id that was there before.")
        text = _words(row, "text", number)
        if not text.strip():
            raise NotReadable(f"Item {number} has no text.")
        kind, topic = _words(row, "kind", number), _words(row, "topic", number)
        found[id_] = Card(id_, kind, topic, text)
    return list(found.values())


def read_asked(raw: bytes) -> dict[str, str]:
    """Return the questions by id: from a list of objects, or an object of id to text.

    The text may stand under text, query or question. An empty one is a question too.

    Raises NotReadable.
    """
    whole = read_json(raw)
    if (
        isinstance(whole, dict)
        and whole
        and all(isinstance(v, str) for v in whole.values())
    ):
        return dict(whole)
    found: dict[str, str] = {}
    for number, row in enumerate(_listed(whole, ("queries", "questions")), start=1):
        id_ = _id(row, number)
        named = [name for name in _ASKED_AS if name in row]
        if id_ in found or not named:
            why = "has an id that was there before" if id_ in found else "has no text"
            raise NotReadable(f"Item {number} {why}.")
        found[id_] = _words(row, named[0], number)
    return found


def _rows(raw: bytes, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return _listed(read_json(raw), names)


def _listed(whole: Any, names: tuple[str, ...]) -> list[dict[str, Any]]:
    if isinstance(whole, dict):
        whole = next((whole[name] for name in names if name in whole), whole)
    if not isinstance(whole, list) or not all(isinstance(one, dict) for one in whole):
        raise NotReadable("The file is not a list of objects.")
    if not 0 < len(whole) <= MOST:
        raise NotReadable(f"The file has {len(whole):,} items; 1 to {MOST:,} are read.")
    return whole


def _id(row: dict[str, Any], number: int) -> str:
    found = row.get("id", row.get("_id"))
    if isinstance(found, bool) or not isinstance(found, str | int) or found == "":
        raise NotReadable(f"Item {number} has no id.")
    return str(found)


def _words(row: dict[str, Any], name: str, number: int) -> str:
    found = row.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise NotReadable(f'Item {number}: "{name}" is not text.')
    return found
