"""The schema: what the JSON in the file looks like, written for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from hearthside.engines.takeaway.parts import Kind, Part

FORM: Final = 1
_SAYS: Final[dict[Kind, dict[str, Any]]] = {
    Kind.TEXT: {"type": ["string", "null"]},
    Kind.MOMENT: {"type": ["string", "null"], "format": "date-time"},
    Kind.DAY: {"type": ["string", "null"], "format": "date"},
    Kind.TIME: {"type": ["string", "null"]},
    Kind.YES: {"type": "boolean"},
    Kind.NUMBER: {"type": ["number", "null"]},
    Kind.LIST: {"type": "array", "items": {"type": "string"}},
}


def schema_of(parts: Iterable[Part]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file with these parts."""
    each = {part.name: _part(part) for part in parts}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What a house kept of one person",
        "type": "object",
        "properties": {
            "form": {"const": FORM},
            "made_at": {"type": "string", "format": "date-time"},
            "parts": {
                "type": "object",
                "properties": each,
                "required": list(each),
                "additionalProperties": False,
            },
        },
        "required": ["form", "made_at", "parts"],
        "additionalProperties": False,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "description": part.about,
        "type": "array",
        "items": {
            "type": "object",
            "properties": {name: _SAYS[kind] for name, kind in part.fields.items()},
            "required": list(part.fields),
            "additionalProperties": False,
        },
    }
