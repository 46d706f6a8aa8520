"""The packs that come with the house."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from hearthside.engines.instruments.pack import Pack
from hearthside.engines.instruments.reading import NotAPack, read_pack

FOLDER: Final = Path(__file__).with_name("packs")


def ours() -> tuple[str, ...]:
    """Return the ids of the packs that come with the house, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


@cache
def read_ours(name: str) -> Pack:
    """Return one of the packs that come with the house.

    name -- one of `ours`.

    Raises NotAPack where its file was changed, KeyError where there is none of this name.
    """
    if name not in ours():
        raise KeyError(name)
    return read_pack((FOLDER / f"{name}.json").read_bytes())


def read_any(raw: bytes) -> Pack:
    """Return the pack a file holds, if it is not another one under a name of ours.

    Whoever writes "phq-9" and asks other words, or other numbers, would be read as if it
    were the PHQ-9 ever after.

    Raises NotAPack.
    """
    pack = read_pack(raw)
    if pack.id in ours() and (wrong := _not_as_ours(pack, read_ours(pack.id))):
        raise NotAPack(wrong)
    return pack


def _not_as_ours(pack: Pack, known: Pack) -> list[str]:
    named = f"This calls itself {known.id}, {known.name}"
    found = []
    if (pack.answers, pack.items) != (known.answers, known.items):
        found.append(f"{named}, but its items or their values are others.")
    if known.rules and pack.rules != known.rules:
        found.append(f"{named}, but it is scored in another way.")
    if pack.licence is not known.licence:
        found.append(f"{named}, but it names another licence.")
    if known.needs_responder and not pack.needs_responder:
        found.append(f"{named}: an answer may tell of danger, and the pack hides that.")
    found += [
        f"{named}, but in {language} its words or labels are others. Use another id."
        for language, wording in known.wordings.items()
        if language in pack.wordings and pack.wordings[language] != wording
    ]
    return found
