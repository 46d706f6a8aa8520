"""Whether a pack holds together: each finding one sentence, none of them a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from hearthside.engines.instruments.pack import (
    Item,
    Licence,
    Method,
    Pack,
    Rule,
    Wording,
    wording_hash,
)
from hearthside.engines.instruments.scoring import CannotScore, Scored, work_out

FEWEST_VECTORS: Final = 3
LONGEST_TABLE: Final = 1000
NEAR: Final = 1e-9
_ID: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_VERSION: Final = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def findings(pack: Pack) -> list[str]:
    """Return what is wrong with a pack; nothing where it may be used."""
    built = [*_names(pack), *_items(pack), *_licence(pack)]
    for rule in pack.rules:
        built += _rule(pack, rule)
    for language, wording in pack.wordings.items():
        built += _wording(pack, language, wording)
    # Worked examples say nothing while the rules they try are broken.
    return built or list(_vectors(pack))


def _names(pack: Pack) -> Iterator[str]:
    if not _ID.fullmatch(pack.id):
        yield "The id is to be small letters, digits and hyphens, such as phq-8."
    if not _VERSION.fullmatch(pack.version):
        yield "The version is to be three numbers, such as 1.0.0."
    for what, names in (
        ("items", [one.id for one in pack.items]),
        ("scores", [one.id for one in pack.rules]),
    ):
        if len(set(names)) != len(names):
            yield f"Two {what} have the same id."
    if not pack.items:
        yield "There are no items."
    for name, values in pack.answers.items():
        if list(values) != sorted(set(values)) or len(values) < 2:
            yield f'The answers "{name}" are to be two or more values, each higher than the one before.'


def _items(pack: Pack) -> Iterator[str]:
    for item in pack.items:
        if item.answers not in pack.answers:
            yield f'Item {item.id} has answers "{item.answers}", which the pack does not list.'


def _licence(pack: Pack) -> Iterator[str]:
    if pack.licence is Licence.VERBATIM and not pack.attribution.strip():
        yield "A questionnaire used word for word has to say whose it is: attribution."
    if pack.licence is not Licence.SLOT and not pack.wordings:
        yield "There are no words in any language. Only a slot may be without."
    if pack.licence is Licence.SLOT and pack.wordings and not pack.supplied_under:
        yield (
            "A slot is filled under a licence of your own. "
            "Say in supplied_under which it is."
        )


def _rule(pack: Pack, rule: Rule) -> Iterator[str]:
    items = {item.id: item for item in pack.items}
    if unknown := [name for name in rule.items if name not in items]:
        yield f"The score {rule.id} counts item {unknown[0]}, which is not there."
        return
    if not rule.items or len(set(rule.items)) != len(rule.items):
        yield f"The score {rule.id} is to count some items, and each once."
        return
    if any(items[name].answers not in pack.answers for name in rule.items):
        return
    if not 1 <= rule.fewest_answered <= len(rule.items):
        yield f"fewest_answered of {rule.id} is to be 1 to {len(rule.items)}."
    yield from _range(pack, rule, [items[name] for name in rule.items])
    starts = [band.starts_at for band in rule.bands]
    if starts and (starts[0] != rule.lowest or starts != sorted(set(starts))):
        yield f"The bands of {rule.id} are to begin at {rule.lowest:g} and to rise."
    if rule.bands and starts[-1] > rule.highest:
        yield f"A band of {rule.id} begins above the highest score."
    if rule.reliable_change and not (
        0 < rule.reliable_change.at_least <= rule.highest - rule.lowest
    ):
        yield f"The reliable change of {rule.id} is not within its range."


def _range(pack: Pack, rule: Rule, items: list[Item]) -> Iterator[str]:
    """Say where the range written down is not the one the answers make."""
    share = rule.times / (1 if rule.method is Method.SUM else len(items))
    low = share * sum(pack.values_of(item)[0] for item in items)
    high = share * sum(pack.values_of(item)[-1] for item in items)
    if rule.convert is not None:
        if high - low > LONGEST_TABLE:
            yield f"The sums of {rule.id} are more than a table has lines."
            return
        sums = [str(one) for one in range(round(low), round(high) + 1)]
        if sorted(rule.convert) != sorted(sums) or rule.fewest_answered != len(items):
            yield (
                f"The table of {rule.id} is to have one line for each sum from "
                f"{low:g} to {high:g}, and every item has to be answered."
            )
            return
        into = [rule.convert[one] for one in sums]
        if into != sorted(into):
            yield f"The table of {rule.id} does not rise."
        low, high = into[0], into[-1]
    if abs(low - rule.lowest) > NEAR or abs(high - rule.highest) > NEAR:
        yield (
            f"{rule.id} is said to run from {rule.lowest:g} to {rule.highest:g}; "
            f"its answers make {low:g} to {high:g}."
        )


def _wording(pack: Pack, language: str, wording: Wording) -> Iterator[str]:
    if not _LANGUAGE.fullmatch(language):
        yield f'"{language[:20]}" is no code of a language, such as en or cy.'
    if set(wording.items) != {item.id for item in pack.items}:
        yield f"In {language}, the words are not those of the items: one each."
    used = {item.answers for item in pack.items}
    if set(wording.labels) != used:
        yield f"In {language}, the labels are not those of the answers: one list each."
    else:
        yield from _labels(pack.answers, language, wording)
    made = wording_hash(wording.instructions, wording.items, wording.labels)
    if made != wording.sha256:
        yield (
            f"In {language}, the words are not those that were checked: "
            f"their SHA-256 is {made}, and the pack says {wording.sha256[:64]}."
        )


def _labels(
    answers: Mapping[str, tuple[int, ...]], language: str, wording: Wording
) -> Iterator[str]:
    for name, labels in wording.labels.items():
        values = answers.get(name, ())
        if len(labels) != len(values):
            yield f'In {language}, "{name}" has {len(values)} values and {len(labels)} labels.'
        if len({label.strip().lower() for label in labels}) != len(labels):
            yield f'In {language}, two labels of "{name}" are the same.'


def _vectors(pack: Pack) -> Iterator[str]:
    if not pack.rules:
        return
    if len(pack.vectors) < FEWEST_VECTORS:
        yield f"There are to be {FEWEST_VECTORS} or more worked examples."
    for at, vector in enumerate(pack.vectors, start=1):
        if len(vector.answers) != len(pack.items):
            yield f"Worked example {at} does not answer each item once."
            continue
        names = [item.id for item in pack.items]
        try:
            found = work_out(pack, dict(zip(names, vector.answers, strict=True)))
        except CannotScore as no:
            yield f"Worked example {at}: {no.why}"
            continue
        if set(vector.scores) != {one.id for one in found}:
            yield f"Worked example {at} is to give every score, or null where there is none."
            continue
        for one in found:
            yield from _compare(
                at, one, vector.scores[one.id], vector.bands.get(one.id)
            )


def _compare(
    at: int, found: Scored, wanted: float | None, band: str | None
) -> Iterator[str]:
    if found.value is None or wanted is None:
        if found.value is not wanted:
            said = "none" if found.value is None else f"{found.value:g}"
            meant = "none" if wanted is None else f"{wanted:g}"
            yield f"Worked example {at} gives {found.id} = {said}, not {meant}."
    elif abs(found.value - wanted) > NEAR:
        yield f"Worked example {at} gives {found.id} = {found.value:g}, not {wanted:g}."
    if band is not None and band != found.band:
        yield f'Worked example {at} puts {found.id} under "{found.band}", not "{band}".'
