"""What a plan may hold, read strictly: a name we do not know is a mistake, not a remark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from hearthside.engines.analysing.from_pack import NotAPlan

LONGEST: Final = 300


def named(raw: Any, where: str, names: Mapping[str, bool]) -> dict[str, Any]:
    """Return a table of the plan.

    where -- what it is called. names -- what may be in it; true where it has to be.

    Raises NotAPlan.
    """
    if not isinstance(raw, dict):
        raise NotAPlan(f"{where} is to be a table of names and values.")
    if odd := sorted(set(raw) - set(names)):
        raise NotAPlan(f'{where} has a name we do not know: "{odd[0][:40]}".')
    if lacks := [name for name, needed in names.items() if needed and name not in raw]:
        raise NotAPlan(f'{where} lacks "{lacks[0]}".')
    return raw


def text(raw: Any, where: str) -> str:
    """Return a text of one line.

    Raises NotAPlan.
    """
    if not isinstance(raw, str) or not raw.strip() or len(raw) > LONGEST:
        raise NotAPlan(f"{where} is to be a text of 1 to {LONGEST} letters, in quotes.")
    if not raw.isprintable():
        raise NotAPlan(f"{where} has letters in it that cannot be printed.")
    return raw.strip()


def number(raw: Any, where: str) -> float:
    """Return a number, a million at most.

    Raises NotAPlan.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) <= 1e6:
        raise NotAPlan(f"{where} is to be a number.")
    return float(raw)


def whole(raw: Any, where: str, least: int, most: int) -> int:
    """Return a whole number from least to most.

    Raises NotAPlan.
    """
    if isinstance(raw, bool) or not isinstance(raw, int) or not least <= raw <= most:
        raise NotAPlan(f"{where} is to be a whole number from {least} to {most}.")
    return raw


def day(raw: Any, where: str) -> date:
    """Return a day, as TOML writes it without quotes.

    Raises NotAPlan.
    """
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise NotAPlan(f"{where} is to be a day, as 2026-03-01 without quotes.")
    return raw


def several(raw: Any, where: str, least: int, most: int) -> tuple[str, ...]:
    """Return a list of different texts.

    Raises NotAPlan.
    """
    if not isinstance(raw, list) or not least <= len(raw) <= most:
        raise NotAPlan(f"{where} is to be a list of {least} to {most} names.")
    found = tuple(text(one, f"a name in {where}") for one in raw)
    if len(set(found)) != len(found):
        raise NotAPlan(f"{where} names one twice.")
    return found
