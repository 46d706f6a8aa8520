"""Asks the published schemas about answers and pages, and prints what they say as JSON.

Runs in .venv-interop:
    reading.py answers OPENAPI ADDRESS   every address of both profiles, walked as a client would
    reading.py pages OPENAPI FOLDER      the UK validator's own pages
    reading.py kept OPENAPI ADDRESS      the document as we keep it, for schemathesis
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests
import schemas

# A page of the UK validator, and the address it is an answer of.
PAGES = {
    "api_details": "/",
    "service_list": "/services",
    "service_full": "/services/{id}",
    "service_at_location_list": "/service_at_locations",
    "service_at_location_full": "/service_at_locations/{id}",
    "taxonomy_list": "/taxonomies",
    "taxonomy": "/taxonomies/{id}",
    "taxonomy_term_list": "/taxonomy_terms",
    "taxonomy_term": "/taxonomy_terms/{id}",
}
LISTS = (
    "/services",
    "/service_at_locations",
    "/organizations",
    "/taxonomies",
    "/taxonomy_terms",
)
QUERIES = ("", "?full=true", "?minimal=true", "?per_page=1&page=2", "?page=9000")


def answers(openapi: Path, address: str) -> dict[str, Any]:
    """Walk both profiles and return how much was asked, and what is wrong with it."""
    hsds = schemas.read(openapi)
    uk = schemas.uk(hsds, ours=True)
    told: dict[str, Any] = {"asked": 0, "wrong": [], "kinds": {}, "status": {}}
    for profile, by_path in (
        ("hsds", schemas.validators(hsds)),
        ("oruk", schemas.validators(uk, root=schemas.UK_ROOT)),
    ):
        with requests.Session() as session:
            for path, url in _walk(session, f"{address}/feeds/{profile}"):
                answer = session.get(url, timeout=30)
                told["asked"] += 1
                told["kinds"][path] = told["kinds"].get(path, 0) + 1
                if path == "/services/{id}":
                    status = answer.json().get("status")
                    told["status"][status] = told["status"].get(status, 0) + 1
                    told["alerts"] = told.get("alerts", 0) + ("alert" in answer.json())
                told["wrong"] += [
                    f"{url}: {said}" for said in _why(by_path[path], answer)
                ]
    return told


def _walk(session: requests.Session, at: str) -> Iterator[tuple[str, str]]:
    yield "/", f"{at}/"
    for path in LISTS:
        for query in QUERIES:
            yield path, f"{at}{path}{query}"
        for one in _every(session, f"{at}{path}"):
            yield f"{path}/{{id}}", f"{at}{path}/{one}"
    yield "/organizations", f"{at}/organizations?full_service=true"


def _every(session: requests.Session, url: str) -> Iterator[str]:
    """Yield the ids of a list, page after page, as a harvester does."""
    number, last = 0, False
    while not last:
        number += 1
        page = session.get(f"{url}?page={number}&per_page=10", timeout=30).json()
        assert page["size"] == len(page["contents"])
        yield from (one["id"] for one in page["contents"])
        last = page["last_page"]


def _why(validator: Any, answer: requests.Response) -> Iterator[str]:
    if answer.status_code != 200:
        yield f"status {answer.status_code}"
        return
    if answer.headers["Content-Type"] != "application/json":
        yield answer.headers["Content-Type"]
    if answer.headers.get("Access-Control-Allow-Origin") != "*":
        yield "no page of another site may read it"
    yield from _faults(validator, answer.json())


def _faults(validator: Any, body: Any) -> Iterator[str]:
    for fault in validator.iter_errors(body):
        yield f"{fault.json_path}: {fault.message}"[:300]


def pages(openapi: Path, folder: str) -> dict[str, Any]:
    """Return the faults of each of the UK validator's pages, by folder and page."""
    uk = schemas.uk(schemas.read(openapi), ours=False)
    by_path = schemas.validators(uk, root=schemas.UK_ROOT)
    told: dict[str, Any] = {}
    for kind in ("Default", "Warn", "Fail", "Test"):
        told[kind] = {}
        for name, path in PAGES.items():
            page = Path(folder) / f"V3.0-UK-{kind}" / f"{name}.json"
            body = json.loads(page.read_text())
            told[kind][name] = list(_faults(by_path[path], body))
    return told


def kept(openapi: Path, address: str) -> dict[str, Any]:
    """Return the document as we keep it, with an id that is there for each path."""
    known = {}
    for path in LISTS:
        page = requests.get(f"{address}/feeds/hsds{path}", timeout=30).json()
        known[f"{path}/{{id}}"] = page["contents"][0]["id"]
    return schemas.as_we_keep_it(schemas.read(openapi), known=known)


if __name__ == "__main__":
    what, openapi_at, where = sys.argv[1:]
    act = {"answers": answers, "pages": pages, "kept": kept}[what]
    print(json.dumps(act(Path(openapi_at), where)))  # noqa: T201 - its answer
