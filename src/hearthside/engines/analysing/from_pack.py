"""What a plan need not say of an outcome, because its questionnaire does."""

from __future__ import annotations

from typing import Any

from hearthside.engines.instruments import ours, read_ours


class NotAPlan(Exception):
    """A file is no plan that can be followed. why -- one sentence, fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def filled(outcome: dict[str, Any]) -> dict[str, Any]:
    """Return an outcome with what its pack says of the score: range, direction, change.

    outcome -- as read, with `pack` and perhaps `score`; both are gone afterwards.

    Raises NotAPlan: there is no such pack or score, or the plan says otherwise.
    """
    rest = {name: one for name, one in outcome.items() if name not in ("pack", "score")}
    if "pack" not in outcome:
        if "score" in outcome:
            raise NotAPlan("An outcome names a score and no pack it is of.")
        return rest
    pack = outcome["pack"]
    if not isinstance(pack, str) or pack not in ours():
        raise NotAPlan(
            f'There is no pack "{str(pack)[:40]}". "hearthside packs list" names them.'
        )
    rules = {rule.id: rule for rule in read_ours(pack).rules}
    name = outcome.get("score", next(iter(rules), ""))
    if not isinstance(name, str) or name not in rules:
        raise NotAPlan(f"{pack} has these scores: {', '.join(rules) or 'none'}.")
    rule = rules[name]
    known: dict[str, Any] = {
        "lowest": rule.lowest,
        "highest": rule.highest,
        "better": str(rule.better),
    }
    for field, value in known.items():
        if field in rest and rest[field] != value:
            raise NotAPlan(
                f"{pack} says that {field} of {name} is {value}; look again."
            )
    if rule.reliable_change and "reliability" not in rest:
        known["reliable_change"] = rule.reliable_change.at_least
    return {"name": rule.name, **known, **rest}
