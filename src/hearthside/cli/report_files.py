"""Reading and writing the folders of `report`: all of a folder is there, or none of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hearthside.engines.plain_table import MOST_BYTES
from hearthside.engines.reporting.frozen import ABOUT, Freeze, NotFrozen, read_freeze


class Cannot(Exception):
    """A no with its sentence."""


class CannotWrite(Exception):
    """The folder would be written over something else."""


def taken(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file, one more at most than may be used of it.

    Raises OSError.
    """
    with path.open("rb") as file:
        return file.read(most + 1)


def frozen(folder: Path) -> Freeze:
    """Return what a frozen dataset says of itself.

    Raises Cannot; OSError.
    """
    try:
        return read_freeze(taken(folder / ABOUT))
    except NotFrozen as no:
        raise Cannot(f"{folder}: {no.why}") from None


def put(folder: Path, files: Mapping[str, bytes], *, known_by: str) -> None:
    """Write a folder whole; one of ours that is there already is taken away.

    known_by -- the file by which a folder is known as one of ours.

    Raises CannotWrite: something else is there. OSError.
    """
    if folder.exists():
        ours = folder.is_dir() and (
            (folder / known_by).is_file() or not any(folder.iterdir())
        )
        if not ours:
            raise CannotWrite(
                f"{folder} is there already and was not made by this command. "
                "Name a folder that is not there yet."
            )
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, raw in files.items():
            with (making / name).open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
        old = making.with_name(f"{making.name}.old")
        if folder.exists():
            folder.rename(old)
        making.chmod(0o755)
        making.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(making, ignore_errors=True)
