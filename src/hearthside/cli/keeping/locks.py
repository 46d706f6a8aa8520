"""Locks: a backup is sealed with age, to a public key or with a passphrase.

A file sealed to a key is an ordinary age file. A passphrase seals a one-off key, which
stands in the first line; the rest is an ordinary age file sealed to that key.
Source: age-encryption.org/v1 (C2SP), through pyrage.
"""

from __future__ import annotations

import base64
import os
import secrets
import tarfile
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import pyrage as _pyrage

from hearthside.cli.keeping.manifest import NotABackup
from hearthside.cli.keeping.packing import Pulled
from hearthside.core.ids import ALPHABET
from hearthside.core.refusals import Refusal

HEAD: Final = b"hearthside-backup-1 "
AGE: Final = b"age-encryption.org/v1"
LONGEST_HEAD: Final = 4096
# The library carries no types.
pyrage: Any = _pyrage


class CannotUnlock(Refusal):
    """The key or the passphrase is not the one this backup was sealed with."""


class Damaged(Refusal):
    """The backup was cut short or altered since it was made."""


@dataclass(frozen=True, slots=True)
class Lock:
    """To whom a backup is sealed, and what stands before it in the file."""

    recipient: Any
    head: bytes = b""


def lock_to(public_key: str) -> Lock:
    """Return a lock only the owner of the key opens.

    Raises CannotUnlock: that is no public key of age.
    """
    try:
        return Lock(pyrage.x25519.Recipient.from_str(public_key.strip()))
    except pyrage.RecipientError as trouble:
        raise CannotUnlock(
            "HEARTHSIDE_BACKUP_KEY is not a public key of age. It begins with age1."
        ) from trouble


def lock_with(passphrase: str) -> Lock:
    """Return a lock the passphrase opens."""
    key = pyrage.x25519.Identity.generate()
    sealed = pyrage.passphrase.encrypt(str(key).encode(), passphrase)
    return Lock(key.to_public(), HEAD + base64.b64encode(sealed) + b"\n")


def new_passphrase() -> str:
    """Return a passphrase of 25 characters a hand can copy, about 122 bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(5))
    return "-".join(groups)


def seal_into(file: IO[bytes], pieces: Iterable[bytes], lock: Lock) -> None:
    """Seal the pieces into an open file.

    Raises OSError, and whatever the pieces raise.
    """
    source, written = Pulled(pieces), _Written(file)
    written.write(lock.head)
    try:
        pyrage.encrypt_io(source, written, [lock.recipient])
    except (pyrage.EncryptError, OSError):
        for fault in (source.fault, written.fault):
            if fault is not None:
                raise fault from None
        raise


def wants_passphrase(path: Path) -> bool:
    """Return whether a passphrase opens this backup, not a key.

    Raises NotABackup.
    """
    with path.open("rb") as file:
        first = file.read(max(len(HEAD), len(AGE)))
    if first.startswith(HEAD):
        return True
    if first.startswith(AGE):
        return False
    raise NotABackup("This is not a backup of a house.")


def unlock(path: Path, words: str) -> Any:
    """Return the key that opens the backup.

    words -- the passphrase, or the text of a key file (AGE-SECRET-KEY-1...).

    Raises NotABackup, CannotUnlock.
    """
    if not wants_passphrase(path):
        return _key_in(words)
    try:
        with path.open("rb") as file:
            line = file.readline(LONGEST_HEAD)
        sealed = base64.b64decode(line.removeprefix(HEAD).strip(), validate=True)
        return _key_in(pyrage.passphrase.decrypt(sealed, words.strip()).decode())
    except pyrage.DecryptError as trouble:
        raise CannotUnlock(
            "That passphrase does not open this backup. It was shown once, when the "
            "backup was made: five groups of five letters and digits."
        ) from trouble
    except ValueError as trouble:
        raise Damaged("The first line of this backup is damaged.") from trouble


@contextmanager
def unsealed(path: Path, key: Any) -> Iterator[IO[bytes]]:
    """Let the opened content of a backup be read as it comes, never laid on the disk.

    Raises NotABackup, CannotUnlock, Damaged: also when the damage lies behind what was read.
    """
    has_head = wants_passphrase(path)
    read_end, write_end = os.pipe()
    faults: list[Exception] = []

    def pour() -> None:
        # Broken pipe: the reader has seen enough.
        with suppress(BrokenPipeError), os.fdopen(write_end, "wb") as out:
            try:
                with path.open("rb") as file:
                    if has_head:
                        file.readline(LONGEST_HEAD)
                    pyrage.decrypt_io(file, out, [key])
            except (pyrage.DecryptError, OSError) as trouble:
                faults.append(trouble)

    thread = threading.Thread(target=pour, name="unsealing", daemon=True)
    thread.start()
    with os.fdopen(read_end, "rb") as opened:
        try:
            yield opened
            # The seal of the last piece is only checked when somebody reads it.
            while opened.read(1 << 16):
                pass
        except (tarfile.TarError, EOFError, zlib.error) as trouble:
            faults.append(trouble)
    thread.join()
    if any(isinstance(fault, pyrage.DecryptError) for fault in faults):
        raise CannotUnlock("That key does not open this backup.")
    if faults:
        raise Damaged(
            "This backup is damaged: it was cut short or altered. Nothing was changed. "
            "Take an earlier one, or copy it again from where it is kept."
        ) from faults[0]


def _key_in(words: str) -> Any:
    for line in words.split():
        if line.startswith("AGE-SECRET-KEY-1"):
            try:
                return pyrage.x25519.Identity.from_str(line)
            except pyrage.IdentityError as trouble:
                raise CannotUnlock("The secret key is not whole.") from trouble
    raise CannotUnlock(
        "This backup is sealed to a key. Hand over the file with the secret half "
        "(AGE-SECRET-KEY-1...): --key-file FILE."
    )


class _Written:
    """A file that remembers why it could not be written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.fault: OSError | None = None

    def write(self, piece: bytes) -> int:
        try:
            return self._file.write(piece)
        except OSError as trouble:
            self.fault = trouble
            raise

    def flush(self) -> None:
        self._file.flush()
