"""The published schemas of HSDS 3.0, mended where they cannot be read, and of its UK profile.

Runs in .venv-interop, beside the validators. The OpenAPI document is read from the folder
of real data and never kept here.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

Json = dict[str, Any]

# What the UK profile asks for where HSDS does not, and no longer asks for.
# Source: OpenReferralUK/uk-profile, profile/*.json.
UK_REQUIRED = {
    "service": ["id", "name", "status", "url"],
    "taxonomy_term": ["id", "taxonomy"],
    "location": ["id"],
}
# Asked for too, although the validator's own good pages have none: asked of ours alone.
UK_REQUIRED_OF_OURS = {
    "schedule": ["id", "url"],
    "cost_option": ["id", "url"],
    "language": ["id", "url"],
}
BOUNDS: dict[str, Json] = {
    "page": {"minimum": 1, "maximum": 10_000},
    "per_page": {"minimum": 1, "maximum": 100},
    "search": {"maxLength": 200},
    "taxonomy_id": {"maxLength": 200},
    "taxonomy_term_id": {"maxLength": 200},
    "organization_id": {"maxLength": 200},
    # A day is its first moment, and nothing is nothing.
    "modified_after": {
        "anyOf": [{"format": "date-time"}, {"format": "date"}, {"maxLength": 0}]
    },
    "format": {"enum": ["json"]},
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"const": "about:blank"},
        "title": {"type": "string", "minLength": 1},
        "status": {"enum": [400, 404]},
        "detail": {"type": "string", "pattern": "^.+\\.$"},
    },
}
UK_ROOT = {
    "type": "object",
    "required": ["version", "profile", "openapi_url"],
    "properties": {
        "version": {"const": "HSDS-UK-3.0"},
        "profile": {"type": "string", "format": "uri"},
        "openapi_url": {"type": "string", "format": "uri"},
    },
}


def read(path: Path) -> Json:
    """Return the OpenAPI document with the references it left open put in."""
    document: Json = json.loads(path.read_text())
    taxonomy = _answer(document, "/taxonomies/{id}")
    metadata = _answer(document, "/services/{id}")["properties"]["metadata"]["items"]
    taxonomy["properties"]["metadata"]["items"] = metadata
    _put_in(document, {"taxonomy.json": taxonomy, "metadata.json": metadata})
    return document


def as_we_keep_it(document: Json, *, known: dict[str, str]) -> Json:
    """Return the document with what we say beyond it: our bounds, and how we say no.

    known -- path to an id that is there.
    """
    kept = copy.deepcopy(document)
    kept["components"]["parameters"]["modified_after"]["schema"].pop("format")
    for path, one in known.items():
        (parameter,) = kept["paths"][path]["parameters"]
        parameter["examples"] = {"known": {"value": one}}
    for name, bounds in BOUNDS.items():
        kept["components"]["parameters"][name]["schema"].update(bounds)
    for path, item in kept["paths"].items():
        answers = item["get"]["responses"]
        refusals = [
            *(["400"] if path != "/" else []),
            *(["404"] if "{" in path else []),
        ]
        for status in refusals:
            answers[status] = {
                "description": "A sentence says why not (RFC 9457).",
                "content": {"application/problem+json": {"schema": PROBLEM}},
            }
    return kept


def _answer(document: Json, path: str) -> Json:
    answer = document["paths"][path]["get"]["responses"]["200"]
    schema: Json = answer["content"]["application/json"]["schema"]
    return schema


def _put_in(node: Any, known: dict[str, Json]) -> None:
    if isinstance(node, dict):
        if node.get("$ref") in known:
            schema = copy.deepcopy(known[node.pop("$ref")])
            node.update(schema)
        for child in node.values():
            _put_in(child, known)
    elif isinstance(node, list):
        for child in node:
            _put_in(child, known)


def validators(document: Json, *, root: Json | None = None) -> dict[str, Any]:
    """Return a validator for the answer of each path, formats checked."""
    found = {}
    for path in document["paths"]:
        schema = copy.deepcopy(_answer(document, path))
        if path == "/" and root is not None:
            schema = root
        schema["components"] = document["components"]
        found[path] = Draft202012Validator(schema, format_checker=FormatChecker())
    return found


def uk(document: Json, *, ours: bool) -> Json:
    """Return the document as the UK profile has it.

    What it takes out is only no longer described; more is always allowed.
    ours -- also what the validator's own good pages lack.
    """
    required = UK_REQUIRED | (UK_REQUIRED_OF_OURS if ours else {})
    changed = copy.deepcopy(document)
    for node in _objects(changed["paths"]):
        name = node.get("name")
        if isinstance(name, str) and name in required and "properties" in node:
            node["required"] = required[name]
            for gone in ("name", "description") * (name == "taxonomy_term"):
                node["properties"].pop(gone, None)
    # HSDS describes a service here and means a service at a location; the UK pages have one.
    listed = _answer(changed, "/service_at_locations")
    at_location = changed["paths"]["/service_at_locations/{id}"]
    whole = at_location["get"]["responses"]["200"]["content"]["application/json"]
    whole["schema"] = copy.deepcopy(listed["properties"]["contents"]["items"])
    return changed


def _objects(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        yield node
        for child in list(node.values()):
            yield from _objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from _objects(child)
