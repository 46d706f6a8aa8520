"""FHIR R4: a Questionnaire, and QuestionnaireResponses that answer only what it asks.

Source: HL7 FHIR release 4 (4.0.1), Questionnaire and QuestionnaireResponse; extension
ordinalValue for what an answer counts.
"""

from __future__ import annotations

from typing import Any, Final

from hearthside.engines.exporting.given import Given, scores_of
from hearthside.engines.instruments import Pack
from hearthside.engines.instruments.pack import Item, Wording

ORDINAL: Final = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def questionnaire(pack: Pack, *, base: str, language: str = "en") -> dict[str, Any]:
    """Return the Questionnaire.

    base -- the address of this house, without a slash at its end; what is named under it
    need not be there.

    Raises KeyError: the pack has no words in this language.
    """
    wording = pack.wordings[language]
    return {
        "resourceType": "Questionnaire",
        "id": pack.id,
        "language": language,
        "url": _url(pack, base),
        "version": pack.version,
        "name": pack.id.replace("-", "_").upper(),
        "title": pack.name,
        "status": "active",
        "experimental": not pack.is_validated,
        "subjectType": ["Person"],
        **({"copyright": pack.attribution} if pack.attribution else {}),
        **({"description": wording.instructions} if wording.instructions else {}),
        "item": [
            *(_asked(pack, item, wording, base) for item in pack.items),
            *(
                {
                    "linkId": f"score-{rule.id}",
                    "text": rule.name,
                    "type": "decimal",
                    "readOnly": True,
                }
                for rule in pack.rules
            ),
        ],
    }


def _asked(pack: Pack, item: Item, wording: Wording, base: str) -> dict[str, Any]:
    return {
        "linkId": item.id,
        "text": wording.items[item.id],
        "type": "choice",
        "required": False,
        "answerOption": [
            {
                "extension": [{"url": ORDINAL, "valueDecimal": value}],
                "valueCoding": _coding(pack, item, value, label, base),
            }
            for value, label in zip(
                pack.values_of(item), wording.labels[item.answers], strict=True
            )
        ],
    }


def response(
    pack: Pack, given: Given, *, base: str, language: str = "en"
) -> dict[str, Any]:
    """Return one QuestionnaireResponse: a wave and no date, a code and no name.

    Raises KeyError: no words in this language; CannotScore.
    """
    wording = pack.wordings[language]
    scores = scores_of(pack, given)
    answered = [one for one in pack.items if given.answers.get(one.id) is not None]
    whole = len(answered) == len(pack.items)
    items: list[dict[str, Any]] = []
    for item in answered:
        value = given.answers[item.id]
        at = pack.values_of(item).index(value or 0)
        label = wording.labels[item.answers][at]
        coding = _coding(pack, item, pack.values_of(item)[at], label, base)
        items.append({"linkId": item.id, "answer": [{"valueCoding": coding}]})
    items += [
        {"linkId": f"score-{name}", "answer": [{"valueDecimal": round(score, 6)}]}
        for name, score in scores.items()
        if score is not None
    ]
    return {
        "resourceType": "QuestionnaireResponse",
        "language": language,
        "identifier": {
            "system": f"{base}/fhir/responses",
            "value": f"{given.code}-{given.wave}",
        },
        "questionnaire": f"{_url(pack, base)}|{pack.version}",
        "status": "completed" if whole else "in-progress",
        "subject": {
            "type": "Person",
            "identifier": {"system": f"{base}/fhir/codes", "value": given.code},
        },
        **({"item": items} if items else {}),
    }


def _coding(
    pack: Pack, item: Item, value: int, label: str, base: str
) -> dict[str, Any]:
    return {
        "system": f"{base}/fhir/answers/{pack.id}/{item.answers}",
        "code": str(value),
        "display": label,
    }


def _url(pack: Pack, base: str) -> str:
    return f"{base}/fhir/Questionnaire/{pack.id}"
