"""A frozen dataset: three files that belong together, or a sentence that says why not.

`dataset.csv` has a row for each person and wave, `items.csv` one for each answer, and
`freeze.json` says whose they are, what they hash to, and which plan was locked with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from hearthside.engines.analysing.plan import Plan
from hearthside.engines.strict_json import NotReadable, read_json

FORMAT: Final = 1
DATASET: Final = "dataset.csv"
ITEMS: Final = "items.csv"
ABOUT: Final = "freeze.json"
# Only there when somebody left a sentence that may be used.
QUOTES: Final = "quotes.json"
LONGEST: Final = 200
MOST_STEPS: Final = 30
MOST_PEOPLE: Final = 10**7
_HEX: Final = frozenset("0123456789abcdef")


class NotFrozen(Exception):
    """Files that are no frozen dataset. why -- one sentence, fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Freeze:
    """What `freeze.json` says.

    sha256 -- of each file, by its name. flow -- how many people came to each step, in order.
    attended_is_said -- people said themselves how often they came; nobody counted.
    """

    study: str
    code_version: str
    plan_sha256: str
    sha256: Mapping[str, str]
    flow: tuple[tuple[str, int], ...]
    attended_is_said: bool = False


def read_freeze(raw: bytes) -> Freeze:
    """Return what the file says of a frozen dataset.

    Raises NotFrozen.
    """
    try:
        found = read_json(raw)
    except NotReadable as no:
        raise NotFrozen(f"{ABOUT} cannot be read: {no.why}") from None
    if not isinstance(found, dict):
        raise NotFrozen(f"{ABOUT} is to hold names and values.")
    if found.get("format", FORMAT) != FORMAT:
        raise NotFrozen(f"This house reads frozen datasets of format {FORMAT}.")
    sums = found.get("sha256")
    if not isinstance(sums, dict):
        raise NotFrozen(f'{ABOUT} lacks "sha256" of {DATASET} and {ITEMS}.')
    return Freeze(
        study=_text(found, "study"),
        code_version=_text(found, "code_version"),
        plan_sha256=_sum(found.get("plan_sha256"), "plan_sha256"),
        sha256={
            name: _sum(sums.get(name), name)
            for name in (DATASET, ITEMS, *((QUOTES,) if QUOTES in sums else ()))
        },
        flow=tuple(_flow(found.get("flow"))),
        attended_is_said=found.get("attended_is_said") is True,
    )


def check(freeze: Freeze, *, plan: Plan | None, files: Mapping[str, bytes]) -> None:
    """Check that plan and files are those that were frozen.

    plan -- None where none is followed. files -- by name.

    Raises NotFrozen.
    """
    for name, raw in files.items():
        if hashlib.sha256(raw).hexdigest() != freeze.sha256[name]:
            raise NotFrozen(
                f"{name} is not the file that was frozen: something in it was changed. "
                "Freeze the study again."
            )
    if plan is not None and plan.sha256 != freeze.plan_sha256:
        raise NotFrozen(
            "This plan is not the one that was locked when the answers were frozen. "
            "Use that plan, or freeze again and say in the report that the plan was changed."
        )


def _flow(raw: Any) -> Iterator[tuple[str, int]]:
    if not isinstance(raw, dict) or not 1 <= len(raw) <= MOST_STEPS:
        raise NotFrozen(f'{ABOUT} lacks "flow": how many people came to each step.')
    for step, people in raw.items():
        if not step or len(step) > LONGEST or not step.isprintable():
            raise NotFrozen(f"{ABOUT}: a step of the flow has no name fit to be shown.")
        whole = isinstance(people, int) and not isinstance(people, bool)
        if not whole or not 0 <= people <= MOST_PEOPLE:
            raise NotFrozen(
                f'{ABOUT}: "{step}" is to be a number of people, nought or more.'
            )
        yield step, people


def _text(raw: Mapping[str, Any], name: str) -> str:
    found = raw.get(name)
    if (
        not isinstance(found, str)
        or not 0 < len(found) <= LONGEST
        or not found.isprintable()
    ):
        raise NotFrozen(f'{ABOUT} lacks "{name}", a text of 1 to {LONGEST} letters.')
    return found


def _sum(raw: Any, name: str) -> str:
    if not isinstance(raw, str) or len(raw) != 64 or not set(raw) <= _HEX:
        raise NotFrozen(f"{ABOUT} lacks the SHA-256 of {name}.")
    return raw
