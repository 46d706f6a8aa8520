"""What this checkout, or this wheel, would serve: each file by its address and its SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.urls import reverse

from hearthside.cli.keeping.manifest import version
from hearthside.core.refusals import Refusal

BUNDLE: Final = "bundle.json"
# Service workers, handed out where they may look after pages: address by name, and file.
_WORKERS: Final = (
    ("keeper", "built/keeper.js"),
    ("plan_keeper", "built/plan-keeper.js"),
    ("pages_keeper", "built/pages-keeper.js"),
)


class NotBuilt(Refusal):
    """There is no whole build here to hold a house against."""


@dataclass(frozen=True, slots=True)
class Release:
    """What is served.

    bundle -- the SHA-256 of bundle.json: one number for the whole build.
    files -- the SHA-256 of each, by address, such as "/static/built/house.39c0.js".
    """

    version: str
    bundle: str
    files: Mapping[str, str]


def this_release() -> Release:
    """Lay everything out as a house would when it opens, and sum it up.

    Raises NotBuilt: the front end is not built here, or was changed after it was.
    """
    built = Path(settings.STATICFILES_DIRS[0]) / "built"
    bundle = check_build(built)
    return Release(version(), bundle, dict(_laid_out()))


def check_build(built: Path) -> str:
    """Return the SHA-256 of the build's list, when every file in it is as it says.

    Raises NotBuilt.
    """
    try:
        raw = (built / BUNDLE).read_bytes()
        said: dict[str, str] = dict(json.loads(raw)["files"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise NotBuilt(
            "The front end is not built here: run `npm ci && npm run build` first."
        ) from fault
    found = {
        path.relative_to(built).as_posix(): _sum(path.read_bytes())
        for path in built.rglob("*")
        if path.is_file() and path != built / BUNDLE
    }
    odd = sorted({name for name, _ in found.items() ^ said.items()})
    if odd:
        raise NotBuilt(
            f"What is built here is not what was built: {', '.join(odd[:3])}. "
            "Run `npm ci && npm run build` again."
        )
    return _sum(raw)


def _laid_out() -> Iterator[tuple[str, str]]:
    """Return address and sum of each file; styles name letters by their hashed names."""
    with TemporaryDirectory() as folder:
        storage = ManifestStaticFilesStorage(location=folder)
        found: dict[str, tuple[Any, str]] = {}
        for finder in finders.get_finders():
            for name, source in finder.list(["CVS", ".*", "*~"]):
                if name not in found:
                    with source.open(name) as file:
                        storage.save(name, file)
                    found[name] = (storage, name)
        for _name, _hashed, done in storage.post_process(found):
            if isinstance(done, Exception):
                raise done
        for name in sorted(found):
            hashed = storage.hashed_files[name]
            yield f"{settings.STATIC_URL}{hashed}", _sum(_read(storage, hashed))
        for view, name in _WORKERS:
            yield reverse(view), _sum(_read(storage, name))


def _read(storage: ManifestStaticFilesStorage, name: str) -> bytes:
    with storage.open(name) as file:
        raw: bytes = file.read()
        return raw


def _sum(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
