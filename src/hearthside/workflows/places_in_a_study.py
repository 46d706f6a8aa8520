"""Where somebody takes part from: a group and its locality, as marks of one study alone."""

from __future__ import annotations

from hearthside.core.seal import blinds
from hearthside.groups.directory import Handle
from hearthside.outcomes.codes import Where

_NOWHERE = "nowhere"


def where_of(study_id: str, group: Handle | None) -> Where:
    """Return the marks of a group in one study; two studies know it by different ones."""
    return Where(
        _marks(study_id, "group", group.id if group else None),
        _marks(study_id, "site", group.locality_id if group else None),
    )


def _marks(study_id: str, kind: str, number: int | None) -> tuple[str, ...]:
    said = _NOWHERE if number is None else str(number)
    return tuple(blinds(f"{study_id}:{said}", purpose=f"study.{kind}"))
