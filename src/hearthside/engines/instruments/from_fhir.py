"""A FHIR R4 Questionnaire as a pack: questions of one choice each, whose answers count.

Source: HL7 FHIR release 4 (4.0.1), Questionnaire; extension ordinalValue for what an answer
counts. What a Questionnaire does not say (which way is better, on what terms its words may be
shown, whether an answer may tell of danger) whoever brings it in has to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from hearthside.engines.instruments.pack import FORMAT, Better, Licence, wording_hash
from hearthside.engines.instruments.reading import NotAPack
from hearthside.engines.strict_json import NotReadable, read_json

ORDINAL: Final = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
DEEPEST: Final = 5
# Nothing is asked and nothing is answered there.
_SILENT: Final = ("display", "group")


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever brings a Questionnaire in says of it.

    needs_responder -- an answer may tell of danger.
    """

    id: str
    better: Better
    licence: Licence
    attribution: str
    needs_responder: bool


def pack_from_fhir(raw: bytes, told: Told) -> tuple[bytes, list[str]]:
    """Return the file of a pack, and in sentences what was left out of it.

    One score: the sum of all answers, where every question was answered.

    Raises NotAPack: no Questionnaire, or nothing in it that can be counted.
    """
    try:
        found = read_json(raw)
    except NotReadable as no:
        raise NotAPack([no.why]) from None
    if not isinstance(found, dict) or found.get("resourceType") != "Questionnaire":
        raise NotAPack(["The file is no FHIR Questionnaire."])
    left_out: list[str] = []
    asked = list(_asked(found.get("item"), left_out, 0))
    if not asked:
        raise NotAPack(
            ["No question of it has answers that count: nothing can be scored."]
        )
    return _file(found, asked, told), left_out


@dataclass(frozen=True, slots=True)
class _Asked:
    link: str
    text: str
    values: tuple[int, ...]
    labels: tuple[str, ...]


def _asked(raw: Any, left_out: list[str], depth: int) -> Iterator[_Asked]:
    if depth > DEEPEST:
        raise NotAPack(["The Questionnaire has too many groups inside groups."])
    for one in raw if isinstance(raw, list) else []:
        if not isinstance(one, dict):
            raise NotAPack(
                ["An item of the Questionnaire is not built as FHIR has it."]
            )
        link, text = str(one.get("linkId", "")), str(one.get("text", ""))
        options = _options(one)
        if options:
            values, labels = zip(*options, strict=True)
            yield _Asked(link, text, values, labels)
        elif one.get("type") not in _SILENT and not one.get("readOnly"):
            left_out.append(
                f'"{text[:60] or link[:60]}" is left out: its answers do not count.'
            )
        yield from _asked(one.get("item"), left_out, depth + 1)


def _options(one: dict[str, Any]) -> list[tuple[int, str]]:
    options = one.get("answerOption")
    if one.get("type") != "choice" or not isinstance(options, list):
        return []
    if one.get("repeats"):
        return []
    found = []
    for option in options:
        if not isinstance(option, dict):
            return []
        coding = option.get("valueCoding")
        value = _ordinal(option, coding) if isinstance(coding, dict) else None
        if value is None or not isinstance(coding, dict):
            return []
        found.append((value, str(coding.get("display", ""))))
    return sorted(found)


def _ordinal(option: dict[str, Any], coding: dict[str, Any]) -> int | None:
    given = [one.get("extension") for one in (option, coding)]
    extensions = [
        one for several in given if isinstance(several, list) for one in several
    ]
    for one in extensions:
        if isinstance(one, dict) and one.get("url") == ORDINAL:
            value = one.get("valueDecimal", one.get("valueInteger"))
            if isinstance(value, int | float) and value == int(value):
                return int(value)
    return None


def _file(found: dict[str, Any], asked: list[_Asked], told: Told) -> bytes:
    lists = {one: f"answers-{at}" for at, one in enumerate(_lists(asked), 1)}
    names = [lists[one.values, one.labels] for one in asked]
    language = str(found.get("language", "en")).split("-")[0]
    words = {one.link: one.text for one in asked}
    labels = {name: labels for (_, labels), name in lists.items()}
    instructions = str(found.get("description", ""))
    title = str(found.get("title") or found.get("name") or told.id)
    pack = {
        "format": FORMAT,
        "id": told.id,
        "version": "1.0.0",
        "name": title,
        "measures": title,
        "licence": {"class": str(told.licence)} | ({"attribution": told.attribution} if told.attribution else {}),
        "source": f"FHIR Questionnaire {found.get('url') or title}",
        "needs_responder": told.needs_responder,
        "answers": {name: list(values) for (values, _), name in lists.items()},
        "items": [{"id": one.link, "answers": name} for one, name in zip(asked, names, strict=True)],
        "scores": [_score(title, asked, told)],
        "languages": {
            language: {
                "instructions": instructions,
                "items": words,
                "labels": {name: list(said) for name, said in labels.items()},
                "sha256": wording_hash(instructions, words, labels),
            }
        },
        "vectors": list(_vectors(asked)),
    }  # fmt: skip
    return (json.dumps(pack, ensure_ascii=False, indent=1) + "\n").encode()


def _lists(asked: list[_Asked]) -> dict[tuple[tuple[int, ...], tuple[str, ...]], None]:
    return dict.fromkeys((one.values, one.labels) for one in asked)


def _score(title: str, asked: list[_Asked], told: Told) -> dict[str, Any]:
    return {
        "id": "total",
        "name": title,
        "items": [one.link for one in asked],
        "method": "sum",
        "times": 1,
        "lowest": sum(one.values[0] for one in asked),
        "highest": sum(one.values[-1] for one in asked),
        "better": str(told.better),
        "fewest_answered": len(asked),
    }


def _vectors(asked: list[_Asked]) -> Iterator[dict[str, Any]]:
    for end in (0, -1):
        answers = [one.values[end] for one in asked]
        yield {"answers": answers, "scores": {"total": sum(answers)}}
    skipped = [None, *(one.values[0] for one in asked[1:])]
    yield {"answers": skipped, "scores": {"total": None}}
