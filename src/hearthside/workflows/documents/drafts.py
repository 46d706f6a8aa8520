"""Every draft there is, with the number that changes when the house does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Final

from hearthside.core.refusals import NotFound

from . import hazards, hours, privacy, risk
from .facts import Facts, facts
from .shape import Draft

_DRAFTS: Final[dict[str, tuple[str, Callable[[Facts], Draft]]]] = {
    "moderation-hours": ("When we read, and who", hours.draft),
    "risk-assessment": ("Risk of illegal content, and children's access", risk.draft),
    "impact-assessment": ("Data protection impact assessment", privacy.impact),
    "processing-record": ("Record of processing", privacy.record),
    "hazard-log": ("Hazard log", hazards.draft),
}
KEYS: Final = tuple(_DRAFTS)
NAMES: Final = {key: name for key, (name, _) in _DRAFTS.items()}


def draft(key: str, *, now: datetime) -> Draft:
    """Return one draft from the house as it stands; the same words for the same house.

    Raises NotFound.
    """
    if key not in _DRAFTS:
        raise NotFound
    made = _DRAFTS[key][1](facts(now=now))
    return replace(made, digest=_digest(made))


def text_of(made: Draft) -> str:
    """Return a draft as JSON, for a program to compare; the same bytes for the same draft."""
    return json.dumps(asdict(made), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _digest(made: Draft) -> str:
    # Another day alone is no other version.
    words = text_of(replace(made, stood_on=""))
    return hashlib.sha256(words.encode()).hexdigest()[:16]
