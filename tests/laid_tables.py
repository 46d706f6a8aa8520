"""Migrated tables, made once for these migrations and copied by every process that tests."""

from __future__ import annotations

import fcntl
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

OURS = re.compile(
    rb"^(?:from|import) (hearthside[\w.]*)(?: import (\w+))?", re.MULTILINE
)


@contextmanager
def tables_for_tests() -> Iterator[None]:
    """Let this process have migrated tables of its own, and clear them away afterwards."""
    if connection.vendor != "sqlite":
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False
        )
        yield
        connection.creation.destroy_test_db(before, verbosity=0)
        return
    ours = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    copy_laid_tables(ours)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = ours
    yield
    connection.close()
    _clear(ours)


def copy_laid_tables(to: Path) -> None:
    """Copy migrated, empty tables to a file, as the house itself would have made them.

    The first that asks migrates; whoever asks meanwhile waits for it.
    """
    folder = Path(settings.DATA_DIR)
    kept = folder / f"laid-{what_makes_them()}.sqlite3"
    with (folder / "laid.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in folder.glob("laid-*.sqlite3"):
                old.unlink()
            _lay(kept)
    _clear(to)
    shutil.copy(kept, to)
    to.chmod(0o600)


def what_makes_them() -> str:
    """Return a hash of every migration, and of whatever of ours a migration leans on."""
    found = hashlib.sha256(f"django {version('django')}".encode())
    leans_on = set()
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            text = path.read_bytes()
            found.update(f"{app.label} {path.name} ".encode() + text)
            leans_on |= {(a.decode(), b.decode()) for a, b in OURS.findall(text)}
    for module, name in sorted(leans_on):
        found.update(_text_of(f"{module}.{name}") or _text_of(module))
    return found.hexdigest()[:16]


def _text_of(module: str) -> bytes:
    try:
        spec = find_spec(module)
    except ModuleNotFoundError:
        # It was the name of something inside a module.
        return b""
    return Path(spec.origin).read_bytes() if spec and spec.origin else b""


def _lay(kept: Path) -> None:
    # Under another name until it is whole: a run may be stopped at any moment.
    unfinished = kept.with_suffix(".part")
    _clear(unfinished)
    now, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    then = test["NAME"]
    test["NAME"] = unfinished
    try:
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False
        )
        with connection.cursor() as cursor:
            # What still stands in the database's log goes into the file that is copied.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
        test["NAME"] = then
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = now
    unfinished.rename(kept)


def _clear(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
