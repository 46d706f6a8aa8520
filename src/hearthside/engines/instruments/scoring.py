"""From answers to scores; or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hearthside.engines.instruments.pack import Item, Method, Pack, Rule


class CannotScore(Exception):
    """These answers cannot be scored by this pack. why -- one sentence, fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Scored:
    """One score.

    value -- None where too few were answered; then `why_not` says so. It is never 0 for
    want of answers.
    """

    id: str
    value: float | None
    band: str
    answered: int
    of: int
    why_not: str


def score(pack: Pack, answers: Mapping[str, int | None]) -> tuple[Scored, ...]:
    """Return every score of the pack for one person's answers.

    answers -- by the item's id; None, or left out, where the person gave none.

    Raises CannotScore: the slot is empty, an item is unknown, or an answer is none of those
    that could be given.
    """
    if pack.is_empty_slot:
        raise CannotScore(
            f"The words of {pack.name} have not been supplied, so nobody can have "
            "answered them. Fill the slot first."
        )
    return work_out(pack, answers)


def work_out(pack: Pack, answers: Mapping[str, int | None]) -> tuple[Scored, ...]:
    """Return what `score` does, of an empty slot too: its worked examples are tried so."""
    items = {item.id: item for item in pack.items}
    for name, value in answers.items():
        if name not in items:
            raise CannotScore(f'{pack.name} has no item "{name[:40]}".')
        _check(pack, items[name], value)
    return tuple(_scored(pack, rule, items, answers) for rule in pack.rules)


def _check(pack: Pack, item: Item, value: int | None) -> None:
    allowed = pack.values_of(item)
    # True counts as 1 in Python; in a file it is a mistake.
    if value is not None and (isinstance(value, bool) or value not in allowed):
        said = f"{allowed[0]} to {allowed[-1]}"
        raise CannotScore(
            f"Item {item.id} of {pack.name} is answered {str(value)[:20]}; "
            f"its answers run from {said}."
        )


def _scored(
    pack: Pack,
    rule: Rule,
    items: Mapping[str, Item],
    answers: Mapping[str, int | None],
) -> Scored:
    given = [
        _turned(pack, items[name], answer)
        for name in rule.items
        if (answer := answers.get(name)) is not None
    ]
    if len(given) < rule.fewest_answered:
        why = (
            f"{len(given)} of {len(rule.items)} items were answered; "
            f"{rule.name} needs {rule.fewest_answered}."
        )
        return Scored(rule.id, None, "", len(given), len(rule.items), why)
    mean = sum(given) / len(given)
    value = rule.times * (mean * len(rule.items) if rule.method is Method.SUM else mean)
    if rule.convert is not None:
        value = rule.convert[str(round(value))]
    return Scored(rule.id, value, band_of(rule, value), len(given), len(rule.items), "")


def _turned(pack: Pack, item: Item, value: int) -> int:
    allowed = pack.values_of(item)
    return allowed[0] + allowed[-1] - value if item.is_reversed else value


def band_of(rule: Rule, value: float) -> str:
    """Return the name of the stretch a score lies in; "" where the rule names none."""
    name = ""
    for band in rule.bands:
        if value >= band.starts_at:
            name = band.name
    return name
