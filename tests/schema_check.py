"""A strict reader of the little of JSON Schema we write; what it does not know, it refuses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

KNOWN = {
    "$schema", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "const", "format",
}  # fmt: skip
TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "boolean": bool,
    "number": (int, float), "null": type(None),
}  # fmt: skip
FORMATS = {"date-time": datetime.fromisoformat, "date": date.fromisoformat}


def why_not_like(data: Any, schema: dict[str, Any], at: str = "$") -> str | None:
    """Return where data is not like the schema and why, or None when it is."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "const" in schema and data != schema["const"]:
        return f"{at} is {data!r}"
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else types
    if names and not any(_is(data, name) for name in names):
        return f"{at} is no {names}: {data!r}"
    if "format" in schema and isinstance(data, str):
        try:
            FORMATS[schema["format"]](data)
        except ValueError:
            return f"{at} is no {schema['format']}: {data!r}"
    if isinstance(data, dict):
        return _object(data, schema, at)
    if isinstance(data, list) and "items" in schema:
        found = (why_not_like(one, schema["items"], f"{at}[]") for one in data)
        return next((why for why in found if why), None)
    return None


def _is(data: Any, name: str) -> bool:
    if isinstance(data, bool):
        return name == "boolean"
    return isinstance(data, TYPES[name])


def _object(data: dict[str, Any], schema: dict[str, Any], at: str) -> str | None:
    properties = schema.get("properties", {})
    if missing := set(schema.get("required", ())) - set(data):
        return f"{at} lacks {sorted(missing)}"
    if schema.get("additionalProperties") is False and (
        more := set(data) - set(properties)
    ):
        return f"{at} has {sorted(more)}"
    found = (
        why_not_like(data[name], inside, f"{at}.{name}")
        for name, inside in properties.items()
        if name in data
    )
    return next((why for why in found if why), None)
